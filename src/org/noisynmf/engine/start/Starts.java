package org.noisynmf.engine.start;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.engine.settings.Starting;

/** The factors before the first pass: what the caller gave, the rest by the chosen method. */
public final class Starts {

    private Starts() {
    }

    /**
     * @param problem the observations and what is known of the factors. Not modified.
     * @param settings the method
     * @return how many starts to try: the number set; if it is automatic 1 where a start is given or there is no search, else
     *         what {@link Starting#restarts(long, int)} says
     */
    public static int count(final NmfProblem problem, final NmfSettings settings) {
        final boolean fixed = settings.algorithm().can(Capability.DIRECT) || problem.templates() != null
            || problem.coefficients() != null;
        return fixed && settings.start().restarts() == Starting.AUTOMATIC ? 1
            : settings.start().restarts(problem.data().observedEntries(), settings.rank());
    }

    /**
     * Factors to start from. Given templates or coefficients are taken whatever the method; with one of them given, the
     * other is drawn as by {@link StartMethod#RANDOM}.
     *
     * <p>With templates to be held, fewer than all may be given; the others are set by the method.
     *
     * <p>{@link StartMethod#SEQUENTIAL} gives what it grows from: ramps for all templates and uniform coefficients.
     *
     * @param problem the observations and what is known of the factors. Not modified.
     * @param settings rank and method
     * @param seed of everything random; the r-th restart passes its own
     * @return new factors in stored units of the observations: templates divided by 2^dataExponent
     * @throws IllegalArgumentException if given factors contradict the rank or the shape of the data, nothing is given
     *             though the method is {@link StartMethod#GIVEN}, or the method cannot give that many templates
     */
    public static Factors create(final NmfProblem problem, final NmfSettings settings, final long seed) {
        final Observations data = problem.data();
        final int rank = settings.rank();
        if (problem.held().length > 0 && problem.templates() != null
            && problem.templates().length < (long)data.pixels() * rank) {
            return completed(problem, settings, seed);
        }
        check(problem.templates(), data.pixels(), rank, "templates", "pixels");
        check(problem.coefficients(), data.count(), rank, "coefficients", "observations");
        if (problem.templates() == null && problem.coefficients() == null) {
            if (settings.start().method() == StartMethod.GIVEN) {
                throw new IllegalArgumentException(
                    "The start is \"Given\", but neither start templates nor start coefficients were given");
            }
            return method(settings).create(data, rank, seed);
        }
        final Factors drawn = new UniformStart(false).create(data, rank, seed);
        final double[] w = problem.templates() == null ? drawn.w() : stored(problem.templates(), data.dataExponent());
        final double[] h = problem.coefficients() == null ? drawn.h() : problem.coefficients().clone();
        // the product with what was given is to be of the size of the data
        if (problem.coefficients() == null) {
            scale(h, 1 / largest(w));
        } else if (problem.templates() == null) {
            scale(w, UniformStart.size(data) / largest(h));
        }
        return new Factors(data.pixels(), data.count(), rank, w, h);
    }

    private static double largest(final double[] factor) {
        final double largest = Arrays.stream(factor).max().orElse(0);
        return largest > 0 ? largest : 1;
    }

    private static void scale(final double[] factor, final double scale) {
        for (int p = 0; p < factor.length; p++) {
            factor[p] *= scale;
        }
    }

    /** The given templates first, the others and the coefficients by the method. */
    private static Factors completed(final NmfProblem problem, final NmfSettings settings, final long seed) {
        final Observations data = problem.data();
        final double[] given = stored(Objects.requireNonNull(problem.templates()), data.dataExponent());
        if (given.length % data.pixels() != 0) {
            check(problem.templates(), data.pixels(), settings.rank(), "templates", "pixels");
        }
        final Factors drawn = method(settings).create(data, settings.rank(), seed);
        // the others of the size of those given, whose coefficients then follow the data
        final double size = largest(given) / largest(drawn.w());
        scale(drawn.w(), size);
        scale(drawn.h(), 1 / size);
        System.arraycopy(given, 0, drawn.w(), 0, given.length);
        check(problem.coefficients(), data.count(), settings.rank(), "coefficients", "observations");
        final double[] h = problem.coefficients() == null ? drawn.h() : problem.coefficients().clone();
        return new Factors(data.pixels(), data.count(), settings.rank(), drawn.w(), h);
    }

    private static Start method(final NmfSettings settings) {
        return switch (settings.start().method()) {
            case RANDOM, GIVEN -> new UniformStart(false);
            case RAMP, SEQUENTIAL -> new UniformStart(true);
            case NNDSVD -> new NndsvdStart(NndsvdStart.Zeros.KEPT);
            case NNDSVDA -> new NndsvdStart(NndsvdStart.Zeros.MEAN);
            case NNDSVDAR -> new NndsvdStart(NndsvdStart.Zeros.RANDOM);
            case SEPARABLE -> new Separable(settings.start().pixelAnchors());
        };
    }

    private static void check(final double @Nullable [] factor, final int count, final int rank, final String name,
        final String unit) {
        if (factor != null && factor.length != (long)count * rank) {
            throw new IllegalArgumentException("The start " + name + " hold " + factor.length + " values, but " + count
                + " " + unit + " × " + rank + " templates need " + (long)count * rank
                + (factor.length % count == 0 ? " (they were given for " + factor.length / count + " templates)" : ""));
        }
    }

    private static double[] stored(final double[] w, final int exponent) {
        final double[] scaled = w.clone();
        if (exponent != 0) {
            for (int p = 0; p < scaled.length; p++) {
                scaled[p] = Math.scalb(scaled[p], -exponent);
            }
        }
        return scaled;
    }
}
