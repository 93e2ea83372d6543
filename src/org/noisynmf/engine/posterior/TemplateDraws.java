package org.noisynmf.engine.posterior;

import java.util.Objects;

import org.apache.commons.statistics.descriptive.Quantile;
import org.noisynmf.engine.posterior.draw.Mixture;

/**
 * Draws of the templates with what belongs to each: from them follow quantiles, and coefficients of further observations
 * whose errors hold those of the templates. All arrays are read-only.
 *
 * @param pixels d
 * @param rank q
 * @param w for each draw the templates in the scale of the result, d × q, template k contiguous
 * @param gauge for each draw what its templates were divided by, q values &gt; 0: times them, W is as it was drawn
 * @param weights for each draw the weights of the coefficients' priors, q × components
 * @param noiseScale for each draw φ
 * @param scales typical positive coefficient of each template, q values, in the gauge of the draws as drawn
 */
public record TemplateDraws(int pixels, int rank, double[][] w, double[][] gauge, double[][] weights,
    double[] noiseScale, double[] scales) {

    /** Checks the shapes. */
    public TemplateDraws {
        Objects.requireNonNull(w);
        final int draws = w.length;
        if (draws == 0 || gauge.length != draws || weights.length != draws || noiseScale.length != draws) {
            throw new IllegalArgumentException("There are " + draws + " draws of templates, " + gauge.length
                + " of their scales, " + weights.length + " of weights and " + noiseScale.length
                + " of the noise, but as many of each are needed, and at least one");
        }
        final int components = rank * Mixture.ofCoefficients(1).size();
        for (int s = 0; s < draws; s++) {
            if (w[s].length != (long)pixels * rank || gauge[s].length != rank || weights[s].length != components) {
                throw new IllegalArgumentException("Draw " + s + " holds " + w[s].length + " values of templates, "
                    + gauge[s].length + " scales and " + weights[s].length + " weights, but " + pixels + " pixels × "
                    + rank + " templates, " + rank + " and " + components + " are needed");
            }
        }
        if (scales.length != rank) {
            throw new IllegalArgumentException("There are " + scales.length + " typical coefficients, but " + rank
                + " templates");
        }
    }

    /** @return number of draws */
    public int count() {
        return w.length;
    }

    /**
     * @param probabilities from 0 to 1
     * @return for each probability the quantiles of the templates' entries, d × q, template k contiguous
     */
    public double[][] quantiles(final double... probabilities) {
        final double[][] quantiles = new double[probabilities.length][pixels * rank];
        final double[] values = new double[count()];
        for (int p = 0; p < pixels * rank; p++) {
            for (int s = 0; s < values.length; s++) {
                values[s] = w[s][p];
            }
            final double[] found = Quantile.withDefaults().evaluate(values, probabilities);
            for (int s = 0; s < found.length; s++) {
                quantiles[s][p] = found[s];
            }
        }
        return quantiles;
    }
}
