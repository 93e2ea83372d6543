package org.noisynmf.engine.rank.residual;

import java.util.stream.IntStream;

/**
 * Random bits that belong to an entry: the same for the same seed, number and place, whoever asks and in whatever order.
 */
public final class Signs {

    /** The odd constant of SplitMix64 (Steele, Lea and Flood 2014): 2⁶⁴ over the golden ratio. */
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Signs() {
    }

    /**
     * @return 64 random bits of (seed, number, row, column)
     */
    static long bits(final long seed, final int number, final int row, final int column) {
        return mix(mix(mix(seed + GOLDEN) + (number + 1) * GOLDEN + ((long)row << 32)) + (column + 1) * GOLDEN);
    }

    /**
     * @return a value uniform on [0, 1) of (seed, number, row, column)
     */
    public static double uniform(final long seed, final int number, final int row, final int column) {
        return (bits(seed, number, row, column) >>> 11) * 0x1p-53;
    }

    /**
     * @param n number of things
     * @param seed of their order
     * @return 0 … n − 1 in random order. Fisher and Yates (1938), Durstenfeld (1964).
     */
    public static int[] shuffled(final int n, final long seed) {
        final int[] order = IntStream.range(0, n).toArray();
        for (int p = n - 1; p > 0; p--) {
            final int other = (int)(uniform(seed, -3, p, 0) * (p + 1));
            final int kept = order[p];
            order[p] = order[other];
            order[other] = kept;
        }
        return order;
    }

    /** Finaliser of SplitMix64. */
    private static long mix(final long bits) {
        long z = bits;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
