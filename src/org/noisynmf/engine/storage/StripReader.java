package org.noisynmf.engine.storage;

import java.util.Arrays;

/**
 * Reads observations from their strips: as entries, or the strips as they are stored.
 *
 * @param index where strips lie
 * @param strips V∘X and V
 * @param dataExponent e in x = 2ᵉ · stored x
 * @param weightExponent e in v = 2ᵉ · stored v
 */
public record StripReader(StripIndex index, Strips strips, int dataExponent, int weightExponent) {

    /**
     * @param j index of the observation
     * @return the pixel where its first strip begins; d if it has none
     */
    public int begin(final int j) {
        final int first = index.firstStrip()[j];
        return first < index.firstStrip()[j + 1] ? index.tileOfStrip()[first] * index.tileWidth() : index.pixels();
    }

    /**
     * @param j index of the observation
     * @return the pixel behind its last strip, ≤ d; 0 if it has none
     */
    public int end(final int j) {
        final int last = index.firstStrip()[j + 1] - 1;
        return last >= index.firstStrip()[j]
            ? Math.min((index.tileOfStrip()[last] + 1) * index.tileWidth(), index.pixels()) : 0;
    }

    /**
     * @param j index of the observation
     * @param first first pixel wanted
     * @param end end of the range, exclusive, ≤ d
     * @param x receives the values of these pixels at their places, NaN where nothing is observed; others stay. Modified.
     * @param v receives their weights in the same way. Modified.
     */
    public void copy(final int j, final int first, final int end, final double[] x, final double[] v) {
        Arrays.fill(x, first, end, Double.NaN);
        Arrays.fill(v, first, end, 0);
        for (int s = index.firstStrip()[j]; s < index.firstStrip()[j + 1]; s++) {
            final int tile = index.tileOfStrip()[s] * index.tileWidth();
            final int from = Math.max(tile, first);
            final int to = Math.min(tile + index.tileWidth(), end);
            if (from < to) {
                copy(s, from, to, tile, x, v);
            }
        }
    }

    private void copy(final int strip, final int from, final int to, final int tile, final double[] x,
        final double[] v) {
        final Object data = strips.weightedData(strip, null);
        final Object weights = strips.weights(strip, null);
        if (Math.max(Math.abs(dataExponent), Math.abs(weightExponent)) >= Double.MAX_EXPONENT) {
            copyFar(data, weights, tile, x, v, from, to);
            return;
        }
        final double dataScale = Math.scalb(1.0, dataExponent);
        final double weightScale = Math.scalb(1.0, weightExponent);
        if (data instanceof double[] doubles) {
            copy(doubles, (double[])weights, tile, dataScale, weightScale, x, v, from, to);
        } else {
            copy((float[])data, (float[])weights, tile, dataScale, weightScale, x, v, from, to);
        }
    }

    // a product with a power of two is rounded as scalb rounds, and many times faster

    private static void copy(final double[] data, final double[] weights, final int tile, final double dataScale,
        final double weightScale, final double[] x, final double[] v, final int from, final int to) {
        for (int i = from; i < to; i++) {
            final double weight = weights[i - tile];
            if (weight > 0) {
                x[i] = data[i - tile] / weight * dataScale;
                v[i] = weight * weightScale;
            }
        }
    }

    private static void copy(final float[] data, final float[] weights, final int tile, final double dataScale,
        final double weightScale, final double[] x, final double[] v, final int from, final int to) {
        for (int i = from; i < to; i++) {
            final double weight = weights[i - tile];
            if (weight > 0) {
                x[i] = data[i - tile] / weight * dataScale;
                v[i] = weight * weightScale;
            }
        }
    }

    private void copyFar(final Object data, final Object weights, final int tile, final double[] x, final double[] v,
        final int from, final int to) {
        for (int i = from; i < to; i++) {
            final double weight = value(weights, i - tile);
            if (weight > 0) {
                x[i] = Math.scalb(value(data, i - tile) / weight, dataExponent);
                v[i] = Math.scalb(weight, weightExponent);
            }
        }
    }

    private static double value(final Object strip, final int i) {
        return strip instanceof double[] d ? d[i] : ((float[])strip)[i];
    }

    /**
     * Takes the strips of observations as they are stored, many from a store faster than one by one. What belongs to strip s is
     * at s − {@code first} of each array.
     *
     * @param from first observation
     * @param to end of the range, exclusive
     * @param first see above
     * @param dataRoom arrays that may receive V∘X, one tile long. They are modified.
     * @param weightRoom arrays that may receive V, one tile long. They are modified.
     * @param data receives V∘X of each strip: its array, or where it is anyway. Modified.
     * @param weight the same for V. Modified.
     */
    public void read(final int from, final int to, final int first, final Object[] dataRoom,
        final Object[] weightRoom, final Object[] data, final Object[] weight) {
        strips.read(index.firstStrip()[from], index.firstStrip()[to], first, dataRoom, weightRoom, data, weight);
    }
}
