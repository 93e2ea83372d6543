package org.noisynmf.engine.simulate;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Simulated observations with their truth, one array an observation or a template.
 *
 * @param x observations X, n arrays of d values; NaN where nothing was observed. Not copied; treat as read-only.
 * @param v inverse variances V of the same shape; 0 where nothing was observed. Not copied; treat as read-only.
 * @param truth what X would be without noise, of the same shape, known where X is missing too. Not copied; treat as
 *            read-only.
 * @param templates the templates W that the truth is made of, q arrays of d values. Not copied; treat as read-only.
 * @param coefficients the coefficients H, n arrays of q values, truth_j = Σ_k coefficients_jk templates_k. Not copied;
 *            treat as read-only.
 * @param background σ² of the Gaussian noise of each observation, whose photon noise has gain 1, n values; null where the
 *            noise is another one. Not copied; treat as read-only.
 */
public record Simulation(double[][] x, double[][] v, double[][] truth, double[][] templates, double[][] coefficients,
    double @Nullable [] background) {

    /** Checks the shapes. */
    public Simulation(final double[][] x, final double[][] v, final double[][] truth, final double[][] templates,
        final double[][] coefficients, final double @Nullable [] background) {
        final int n = x.length;
        final int q = templates.length;
        if (n < 1 || q < 1 || v.length != n || truth.length != n || coefficients.length != n) {
            throw new IllegalArgumentException("A simulation needs as many weights, truths and coefficients as "
                + "observations, and a template, but got " + v.length + ", " + truth.length + " and "
                + coefficients.length + " for " + n + " observations, and " + q + " templates");
        }
        for (int j = 0; j < n; j++) {
            check(x[j], templates[0].length);
            check(v[j], templates[0].length);
            check(truth[j], templates[0].length);
            check(coefficients[j], q);
        }
        for (final double[] template : templates) {
            check(template, templates[0].length);
        }
        this.x = x;
        this.v = v;
        this.truth = truth;
        this.templates = templates;
        this.coefficients = coefficients;
        this.background = background;
    }

    /**
     * Observations whose noise is not that of photons with gain 1 before a background.
     *
     * @param x observations X, n arrays of d values; NaN where nothing was observed
     * @param v inverse variances V of the same shape; 0 where nothing was observed
     * @param truth what X would be without noise
     * @param templates the templates W that the truth is made of, q arrays of d values
     * @param coefficients the coefficients H, n arrays of q values
     */
    @SuppressWarnings("NullAway") // the background may be null, which it does not see of an array in a record
    public Simulation(final double[][] x, final double[][] v, final double[][] truth, final double[][] templates,
        final double[][] coefficients) {
        this(x, v, truth, templates, coefficients, null);
    }

    /**
     * @return σ² of the Gaussian noise of every entry, n new arrays of d values: with gain 1 the table of a background
     *         variance
     */
    public double[][] backgroundVariances() {
        final double[] variances = Objects.requireNonNull(background, "noise without a background");
        final double[][] table = new double[count()][pixels()];
        for (int j = 0; j < table.length; j++) {
            Arrays.fill(table[j], variances[j]);
        }
        return table;
    }

    private static void check(final double[] values, final int length) {
        if (values.length != length) {
            throw new IllegalArgumentException("An array holds " + values.length + " values instead of " + length);
        }
    }

    /** @return d, the number of pixels */
    public int pixels() {
        return templates[0].length;
    }

    /** @return n, the number of observations */
    public int count() {
        return x.length;
    }

    /**
     * Truth_j = Σ_k coefficients_jk templates_k for every observation.
     *
     * @param coefficients n arrays of q values. Not modified.
     * @param templates q arrays of d values. Not modified.
     * @return n new arrays of d values
     */
    static double[][] product(final double[][] coefficients, final double[][] templates) {
        final double[][] product = new double[coefficients.length][templates[0].length];
        for (int j = 0; j < product.length; j++) {
            for (int k = 0; k < templates.length; k++) {
                final double c = coefficients[j][k];
                for (int i = 0; i < product[j].length; i++) {
                    product[j][i] += c * templates[k][i];
                }
            }
        }
        return product;
    }
}
