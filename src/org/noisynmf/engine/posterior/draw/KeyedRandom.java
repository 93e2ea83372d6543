package org.noisynmf.engine.posterior.draw;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Random numbers that belong to a row: SplitMix64 (Steele, Lea and Flood 2014) with one stream for each (seed, sweep, side,
 * row), so that what is drawn for a row depends on no other row, thread or batch.
 *
 * <p>state = mix(mix(mix(seed + γ) + (2 sweep + side) γ) + (row + 1) γ), and each number adds γ to it.
 */
public final class KeyedRandom implements UniformRandomProvider {

    /** Side of the observations. */
    public static final int COEFFICIENTS = 0;

    /** Side of the pixels. */
    public static final int TEMPLATES = 1;

    /** Rows below 0 belong to what all rows share: the weights of the prior and the scale of the noise. */
    public static final int SHARED_ROW = -2;

    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private static final double UNIT = 0x1p-53;

    private long m_state;

    /** Moves on to the stream that begins with this state. */
    public void state(final long state) {
        m_state = state;
    }

    /** @return the state, from which the stream goes on */
    public long state() {
        return m_state;
    }

    /**
     * @param seed of the chain
     * @param sweep number of the sweep
     * @param side {@link #COEFFICIENTS} or {@link #TEMPLATES}
     * @return what the streams of all rows of a side are derived from
     */
    public static long key(final long seed, final long sweep, final int side) {
        return mix(mix(seed + GAMMA) + (2 * sweep + side) * GAMMA);
    }

    /**
     * @param key see {@link #key}
     * @param row number of the observation or pixel
     * @return the state with which the stream of the row begins
     */
    public static long row(final long key, final long row) {
        return mix(key + (row + 1) * GAMMA);
    }

    private static long mix(final long value) {
        long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    @Override
    public long nextLong() {
        m_state += GAMMA;
        return mix(m_state);
    }

    /** @return a number between 0 and 1, never one of them */
    double open() {
        return ((nextLong() >>> 11) + 0.5) * UNIT;
    }
}
