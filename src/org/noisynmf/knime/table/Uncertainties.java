package org.noisynmf.knime.table;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * How given uncertainties are changed while a table is read.
 *
 * @param extra c ≥ 0 in σ² + (c x)²
 * @param pixelWeights what the weights of each pixel are multiplied by, d values ≥ 0; null = all 1
 */
public record Uncertainties(double extra, double @Nullable [] pixelWeights) {

    /** As they are. */
    public static final Uncertainties GIVEN = new Uncertainties(0, null);

    /**
     * @param weights of an observation; null = 1 wherever nothing is missing. Not modified.
     * @param missing which pixels have no value
     * @return its weights with those of the pixels; null if all are 1
     */
    public double @Nullable [] of(final double @Nullable [] weights, final boolean[] missing) {
        if (pixelWeights == null) {
            return weights;
        }
        final double[] product = new double[pixelWeights.length];
        Arrays.setAll(product, i -> missing[i] ? 0 : weights == null ? pixelWeights[i] : weights[i] * pixelWeights[i]);
        return product;
    }
}
