package org.noisynmf.engine.errors;

import java.util.stream.IntStream;

import org.noisynmf.engine.posterior.TemplateDraws;

/**
 * Templates as they might as well have come out: what they scatter by, s² = f Σ_s (w_s − w̄)², is the variance of the
 * templates. All sets are in the same scale and order. All arrays are read-only.
 *
 * @param pixels d
 * @param rank q
 * @param w for each set the templates, d × q, template k contiguous; at least two sets
 * @param factor f: 1/(S − 1) for S draws, (S − 1)/S for S jackknife sets
 */
public record TemplateSets(int pixels, int rank, double[][] w, double factor) {

    /** Checks the shapes. */
    public TemplateSets {
        if (w.length < 2) {
            throw new IllegalArgumentException("There " + (w.length == 1 ? "is 1 set" : "are no sets")
                + " of templates, but at least 2 are needed to measure their scatter");
        }
        if (!(factor > 0 && factor <= 1)) {
            throw new IllegalArgumentException(
                "The factor on the scatter of sets of templates is " + factor + ", but must be > 0 and ≤ 1");
        }
        for (int s = 0; s < w.length; s++) {
            if (w[s].length != (long)pixels * rank) {
                throw new IllegalArgumentException("Set " + s + " of templates holds " + w[s].length + " values, but "
                    + pixels + " pixels × " + rank + " templates need " + (long)pixels * rank);
            }
        }
    }

    /**
     * @param draws of a posterior
     * @return them as sets
     */
    public static TemplateSets of(final TemplateDraws draws) {
        return drawn(draws.pixels(), draws.rank(), draws.w());
    }

    /**
     * @param pixels d
     * @param rank q
     * @param w sets that were drawn, from a posterior or by bootstrap. Not copied; treat as read-only.
     * @return them, f = 1/(S − 1)
     */
    public static TemplateSets drawn(final int pixels, final int rank, final double[][] w) {
        return new TemplateSets(pixels, rank, w, 1.0 / Math.max(w.length - 1, 1));
    }

    /**
     * @param pixels d
     * @param rank q
     * @param w sets, each learnt without one group of the observations. Not copied; treat as read-only.
     * @return them, f = (S − 1)/S
     */
    public static TemplateSets jackknife(final int pixels, final int rank, final double[][] w) {
        return new TemplateSets(pixels, rank, w, (w.length - 1.0) / Math.max(w.length, 1));
    }

    /** @return number of sets */
    public int count() {
        return w.length;
    }

    /**
     * @param most largest number wanted, ≥ 2
     * @return at most so many of them, evenly spread; of a jackknife always all, since each stands for a group
     */
    public TemplateSets thinned(final int most) {
        if (count() <= most || factor != 1.0 / (count() - 1)) {
            return this;
        }
        return drawn(pixels, rank, IntStream.range(0, most).mapToObj(s -> w[(int)((long)s * count() / most)])
            .toArray(double[][]::new));
    }

    /** @return standard deviation of every entry of the templates, d × q, template k contiguous */
    public double[] deviations() {
        final double[] sd = new double[pixels * rank];
        for (int p = 0; p < sd.length; p++) {
            double mean = 0;
            for (final double[] set : w) {
                mean += set[p] / count();
            }
            double squares = 0;
            for (final double[] set : w) {
                squares += (set[p] - mean) * (set[p] - mean);
            }
            sd[p] = Math.sqrt(factor * squares);
        }
        return sd;
    }
}
