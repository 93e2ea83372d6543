package org.noisynmf.engine.data;

import java.util.Arrays;

import org.noisynmf.engine.storage.StripReader;

/**
 * What was summed and counted while observations were stored.
 *
 * @param uniform whether every entry is observed and has weight 1
 * @param minimum smallest observed value as stored; +∞ if nothing is observed
 * @param weightSum Σ V of the stored weights
 * @param weightedSquares Σ V X² of the stored values
 * @param squaresOf the same by observation, n
 * @param observedCount entries with weight by observation, n
 * @param negativeEntries observed entries below zero, before any replacement
 * @param alteredEntries entries that {@link NegativeValues#CLIP} or {@link NegativeValues#WEIGHT_ZERO} changed
 * @param pixelObserved whether any observation has weight in a pixel, d
 */
record DataSums(boolean uniform, double minimum, double weightSum, double weightedSquares, double[] squaresOf,
    int[] observedCount, long negativeEntries, long alteredEntries, boolean[] pixelObserved) {

    /** @return entries with weight */
    long observedEntries() {
        return Arrays.stream(observedCount).asLongStream().sum();
    }

    /** @return observations without any weight */
    int emptyObservations() {
        return (int)Arrays.stream(observedCount).filter(c -> c == 0).count();
    }

    /** @return pixels that no observation has weight in */
    int emptyPixels() {
        int empty = 0;
        for (final boolean observed : pixelObserved) {
            empty += observed ? 0 : 1;
        }
        return empty;
    }

    /** @return (Σ V X² / Σ V)^½, the weighted root mean square; 1 where all values are 0 */
    double size() {
        return weightedSquares > 0 ? Math.sqrt(weightedSquares / weightSum) : 1;
    }

    /**
     * Of some of the observations.
     *
     * @param all of all observations. Not modified.
     * @param which indices of those meant. Not modified.
     * @param some the observations meant, with sums yet to come. Not modified.
     * @return their sums; which entries were altered is no longer known
     */
    static DataSums ofSome(final DataSums all, final int[] which, final StripReader some) {
        final int n = which.length;
        final int d = all.pixelObserved.length;
        final double[] squaresOf = new double[n];
        final int[] observedCount = new int[n];
        final boolean[] pixelObserved = new boolean[d];
        double minimum = Double.POSITIVE_INFINITY;
        double weights = 0;
        long negative = 0;
        final double[] x = new double[d];
        final double[] v = new double[d];
        for (int j = 0; j < n; j++) {
            squaresOf[j] = all.squaresOf[which[j]];
            observedCount[j] = all.observedCount[which[j]];
            some.copy(j, 0, d, x, v);
            for (int i = 0; i < d; i++) {
                if (v[i] > 0) {
                    pixelObserved[i] = true;
                    minimum = Math.min(minimum, x[i]);
                    negative += x[i] < 0 ? 1 : 0;
                    weights += v[i];
                }
            }
        }
        return new DataSums(all.uniform, minimum, weights, Arrays.stream(squaresOf).sum(), squaresOf, observedCount,
            negative, 0, pixelObserved);
    }
}
