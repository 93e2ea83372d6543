package org.noisynmf.engine.errors;

import java.util.Arrays;

/**
 * How errors of templates are found; what belongs to other methods is ignored.
 *
 * @param method the method
 * @param samples of the bootstrap, ≥ 2
 * @param block observations of its blocks, ≥ 1
 * @param groups of the jackknife, ≥ 2
 * @param levels rises of χ² of the displacement, &gt; 0, ascending. Not copied; treat as read-only.
 * @param pixels whose entries are displaced; empty = all. Not copied; treat as read-only.
 * @param sweeps of each chain of the posterior, at most
 * @param seed of everything random
 * @param threads worker threads, ≥ 0; 0 = all cores
 */
public record ErrorSettings(ErrorMethod method, int samples, int block, int groups, double[] levels, int[] pixels,
    int sweeps, long seed, int threads) {

    /** The fewest samples of the bootstrap, and groups of the jackknife, that vary. */
    public static final int FEWEST = 2;

    /** Checks what can be checked without data. */
    public ErrorSettings {
        if (samples < FEWEST) {
            throw new IllegalArgumentException(
                "The number of bootstrap samples is " + samples + ", but must be ≥ " + FEWEST);
        }
        if (block < 1) {
            throw new IllegalArgumentException("The block of the bootstrap is " + block + ", but must be ≥ 1");
        }
        if (groups < FEWEST) {
            throw new IllegalArgumentException(
                "The number of jackknife groups is " + groups + ", but must be ≥ " + FEWEST);
        }
        checkLevels(levels);
        if (threads < 0) {
            throw new IllegalArgumentException("The number of threads is " + threads + ", but must be ≥ 0");
        }
    }

    static void checkLevels(final double[] levels) {
        boolean ascending = levels.length > 0;
        for (int s = 0; s < levels.length; s++) {
            ascending &= levels[s] > (s == 0 ? 0 : levels[s - 1]) && levels[s] < Double.POSITIVE_INFINITY;
        }
        if (!ascending) {
            throw new IllegalArgumentException("The rises of χ² are " + Arrays.toString(levels)
                + ", but must be increasing finite numbers > 0");
        }
    }

    /** @return indices of the pixels to displace */
    int[] displaced(final int count) {
        if (pixels.length > 0) {
            return pixels;
        }
        final int[] all = new int[count];
        Arrays.setAll(all, i -> i);
        return all;
    }
}
