package org.noisynmf.engine.rank.residual;

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

    /** Finaliser of SplitMix64. */
    private static long mix(final long bits) {
        long z = bits;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
