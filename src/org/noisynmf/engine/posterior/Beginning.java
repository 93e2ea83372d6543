package org.noisynmf.engine.posterior;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.nnls.ProjectionSettings;
import org.noisynmf.engine.posterior.draw.Mixture;
import org.noisynmf.engine.settings.Machine;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Scaling;
import org.noisynmf.engine.variance.PhotonWeights;

/**
 * Where chains begin: at the minimum of χ², and at one that is blurred, each template 70 % itself and 30 % the mean of the
 * others with the coefficients projected anew, so that chains that end alike did not begin alike.
 *
 * @param data the observations with the weights of the fit
 * @param factors W in stored units with Σ_i w_ik = 1 over observed pixels (held templates as they are), and H
 * @param chi2 of the fit
 * @param warnings of the fit
 */
record Beginning(Observations data, Factors factors, double chi2, List<String> warnings) {

    private static final double BLUR = 0.3;

    /**
     * @param problem the observations and what is known of the factors. Not modified.
     * @param settings how to fit
     * @param observer hears of progress and may cancel
     * @return the minimum of χ²
     */
    static Beginning of(final NmfProblem problem, final PosteriorSettings settings, final Observer observer) {
        final NmfSettings fit = settings.fit().toBuilder().scaling(Scaling.SUM).build();
        final double[] given = problem.templates();
        if (settings.refit() || given == null) {
            final NmfResult result = Nmf.factorise(problem, fit, observer);
            return new Beginning(result.data(), stored(result.factors(), result.data(), problem.held()),
                result.chi2(), result.warnings());
        }
        final int q = fit.rank();
        if (given.length != problem.data().pixels() * q) {
            throw new IllegalArgumentException("The templates to begin with hold " + given.length + " values, but "
                + problem.data().pixels() + " pixels × " + q + " templates need "
                + (long)problem.data().pixels() * q);
        }
        final Projection projection = Nmf.project(problem.data(), given,
            new ProjectionSettings(false, fit.machine().threads(), Machine.PROCESSOR)
                .withPhotonNoise(problem.photonNoise()),
            observer);
        return new Beginning(projection.data(), stored(projection.factors(), projection.data(), problem.held()),
            Arrays.stream(projection.chi2()).filter(c -> !Double.isNaN(c)).sum(), projection.warnings());
    }

    /** The same templates, and their coefficients, in stored units and the gauge of the sums. */
    private static Factors stored(final Factors found, final Observations data, final int[] held) {
        final int d = found.pixels();
        final int q = found.rank();
        final double[] w = found.w().clone();
        final double[] h = found.h().clone();
        for (int k = 0; k < q; k++) {
            final int template = k;
            double sum = 0;
            for (int i = 0; i < d; i++) {
                // a fit knows nothing of pixels without weight; chains draw them from the prior
                w[k * d + i] = Double.isNaN(w[k * d + i]) ? 0 : Math.scalb(w[k * d + i], -data.dataExponent());
                sum += data.pixelObserved(i) ? w[k * d + i] : 0;
            }
            final boolean dead = !(sum > 0);
            final double norm = IntStream.of(held).anyMatch(l -> l == template) || dead ? 1 : sum;
            for (int i = 0; i < d; i++) {
                // a dead template begins flat and unused
                w[k * d + i] = dead ? 1.0 / d : w[k * d + i] / norm;
            }
            for (int j = 0; j < found.observations(); j++) {
                final double c = h[j * q + k];
                h[j * q + k] = dead || Double.isNaN(c) ? 0 : c * norm;
            }
        }
        return new Factors(d, found.observations(), q, w, h);
    }

    /**
     * @param chain number of the chain
     * @param held templates that are not drawn
     * @param threads worker threads
     * @param observer may cancel
     * @return W and H at which it begins: the fit for even numbers, blurred for odd ones
     */
    Factors of(final int chain, final int[] held, final int threads, final Observer observer) {
        final int q = factors.rank();
        if (chain % 2 == 0 || q - held.length < 1 || q < 2) {
            return factors;
        }
        final int d = factors.pixels();
        final double[] w = factors.w().clone();
        for (int p = 0; p < w.length; p++) {
            final int k = p / d;
            if (IntStream.of(held).noneMatch(l -> l == k)) {
                double others = 0;
                for (int l = 0; l < q; l++) {
                    others += l == k ? 0 : factors.w()[l * d + p % d];
                }
                w[p] = (1 - BLUR) * factors.w()[p] + BLUR * others / (q - 1);
            }
        }
        final double[] unscaled = Arrays.stream(w).map(v -> Math.scalb(v, data.dataExponent())).toArray();
        final Projection projection =
            Nmf.project(data, unscaled, new ProjectionSettings(false, threads, Machine.PROCESSOR), observer);
        return new Factors(d, factors.observations(), q, w, projection.factors().known().h());
    }

    /** @return priors of the coefficients, on grids that are set by the fit's positive coefficients */
    Mixture[] coefficientPriors() {
        final double[] scales = coefficientScales();
        return Arrays.stream(scales).mapToObj(Mixture::ofCoefficients).toArray(Mixture[]::new);
    }

    /** @return mean of the positive coefficients of each template; that of all where it has none */
    double[] coefficientScales() {
        final int q = factors.rank();
        final double[] sums = new double[q];
        final long[] counts = new long[q];
        for (int p = 0; p < factors.h().length; p++) {
            if (factors.h()[p] > 0) {
                sums[p % q] += factors.h()[p];
                counts[p % q]++;
            }
        }
        return means(sums, counts);
    }

    /** @return priors of the templates' entries, on grids that are set by the fit's positive entries */
    Mixture[] templatePriors() {
        final int d = factors.pixels();
        final double[] sums = new double[factors.rank()];
        final long[] counts = new long[factors.rank()];
        for (int p = 0; p < factors.w().length; p++) {
            if (factors.w()[p] > 0 && data.pixelObserved(p % d)) {
                sums[p / d] += factors.w()[p];
                counts[p / d]++;
            }
        }
        return Arrays.stream(means(sums, counts)).mapToObj(Mixture::ofTemplate).toArray(Mixture[]::new);
    }

    private static double[] means(final double[] sums, final long[] counts) {
        final long all = Arrays.stream(counts).sum();
        final double overall = all > 0 ? Arrays.stream(sums).sum() / all : 1;
        return IntStream.range(0, sums.length).mapToDouble(k -> counts[k] > 0 ? sums[k] / counts[k] : overall)
            .toArray();
    }

    /**
     * @param problem with photon noise, its weights those of the background
     * @param mean W in stored units, and H, of the model
     * @return the same with other weights
     */
    Beginning reweighted(final NmfProblem problem, final Factors mean) {
        final Factors unscaled = new Factors(mean.pixels(), mean.observations(), mean.rank(),
            Arrays.stream(mean.w()).map(v -> Math.scalb(v, data.dataExponent())).toArray(), mean.h());
        return new Beginning(PhotonWeights.ofModel(problem.data(),
            Objects.requireNonNull(problem.photonNoise()), unscaled), factors, chi2, warnings);
    }
}
