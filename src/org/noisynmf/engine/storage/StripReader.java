package org.noisynmf.engine.storage;

import java.util.Arrays;

/**
 * Puts the entries of an observation together again.
 *
 * @param index where strips lie
 * @param strips V∘X and V
 */
public record StripReader(StripIndex index, Strips strips) {

    /**
     * @param j index of the observation
     * @param dataExponent e in x = 2ᵉ · stored x
     * @param weightExponent e in v = 2ᵉ · stored v
     * @param x receives d values, NaN where nothing is observed. Modified.
     * @param v receives d weights. Modified.
     */
    public void copy(final int j, final int dataExponent, final int weightExponent, final double[] x,
        final double[] v) {
        final int d = index.pixels();
        Arrays.fill(x, 0, d, Double.NaN);
        Arrays.fill(v, 0, d, 0);
        for (int s = index.firstStrip()[j]; s < index.firstStrip()[j + 1]; s++) {
            final int from = index.tileOfStrip()[s] * index.tileWidth();
            final int width = Math.min(index.tileWidth(), d - from);
            final Object data = strips.weightedData(s, null);
            final Object weights = strips.weights(s, null);
            if (Math.max(Math.abs(dataExponent), Math.abs(weightExponent)) >= Double.MAX_EXPONENT) {
                copyFar(data, weights, width, dataExponent, weightExponent, x, v, from);
            } else if (data instanceof double[] doubles) {
                copy(doubles, (double[])weights, width, Math.scalb(1.0, dataExponent), Math.scalb(1.0, weightExponent),
                    x,
                    v, from);
            } else {
                copy((float[])data, (float[])weights, width, Math.scalb(1.0, dataExponent),
                    Math.scalb(1.0, weightExponent), x, v, from);
            }
        }
    }

    // a product with a power of two is rounded as scalb rounds, and many times faster

    private static void copy(final double[] data, final double[] weights, final int width, final double dataScale,
        final double weightScale, final double[] x, final double[] v, final int from) {
        for (int i = 0; i < width; i++) {
            final double weight = weights[i];
            if (weight > 0) {
                x[from + i] = data[i] / weight * dataScale;
                v[from + i] = weight * weightScale;
            }
        }
    }

    private static void copy(final float[] data, final float[] weights, final int width, final double dataScale,
        final double weightScale, final double[] x, final double[] v, final int from) {
        for (int i = 0; i < width; i++) {
            final double weight = weights[i];
            if (weight > 0) {
                x[from + i] = data[i] / weight * dataScale;
                v[from + i] = weight * weightScale;
            }
        }
    }

    private static void copyFar(final Object data, final Object weights, final int width, final int dataExponent,
        final int weightExponent, final double[] x, final double[] v, final int from) {
        for (int i = 0; i < width; i++) {
            final double weight = value(weights, i);
            if (weight > 0) {
                x[from + i] = Math.scalb(value(data, i) / weight, dataExponent);
                v[from + i] = Math.scalb(weight, weightExponent);
            }
        }
    }

    private static double value(final Object strip, final int i) {
        return strip instanceof double[] d ? d[i] : ((float[])strip)[i];
    }
}
