package org.noisynmf.engine.data;

import java.util.Arrays;

/**
 * The least and the greatest of a stretch of numbers; NaN if one of them is NaN. Those of numbers that lie a block apart are
 * found side by side, since one comparison after the other would wait for the one before.
 */
final class Extremes {

    private static final int BLOCK = 256;

    private final double[] m_leasts = new double[BLOCK];

    private final double[] m_greatests = new double[BLOCK];

    private final double[] m_counts = new double[BLOCK];

    /** Those that are compared. */
    private final double[] m_block = new double[BLOCK];

    private double m_least;

    private double m_greatest;

    /**
     * @param values numbers. Not modified.
     * @param from first of the stretch
     * @param to behind its last, &gt; {@code from}
     * @return this, which tells of them
     */
    Extremes of(final double[] values, final int from, final int to) {
        final int width = Math.min(BLOCK, to - from);
        System.arraycopy(values, from, m_leasts, 0, width);
        System.arraycopy(values, from, m_greatests, 0, width);
        for (int first = from + width; first < to; first += width) {
            // the last block begins where it fits: some are compared twice
            final int block = Math.min(first, to - width);
            System.arraycopy(values, block, m_block, 0, width);
            lower(m_leasts, m_block, width);
            raise(m_greatests, m_block, width);
        }
        m_least = m_leasts[0];
        m_greatest = m_greatests[0];
        for (int i = 1; i < width; i++) {
            m_least = Math.min(m_least, m_leasts[i]);
            m_greatest = Math.max(m_greatest, m_greatests[i]);
        }
        return this;
    }

    // loops of their own over arrays from their first element, which the JIT vectorises wherever they are called from

    private static void lower(final double[] leasts, final double[] values, final int width) {
        for (int i = 0; i < width; i++) {
            leasts[i] = Math.min(leasts[i], values[i]);
        }
    }

    private static void raise(final double[] greatests, final double[] values, final int width) {
        for (int i = 0; i < width; i++) {
            greatests[i] = Math.max(greatests[i], values[i]);
        }
    }

    /**
     * @param values finite numbers. Not modified.
     * @param from first of a stretch
     * @param to behind its last
     * @return how many of them are below zero
     */
    long negatives(final double[] values, final int from, final int to) {
        Arrays.fill(m_counts, 0);
        for (int first = from; first < to; first += BLOCK) {
            final int width = Math.min(BLOCK, to - first);
            System.arraycopy(values, first, m_block, 0, width);
            count(m_counts, m_block, width);
        }
        double sum = 0;
        for (final double count : m_counts) {
            sum += count;
        }
        return (long)sum;
    }

    /** A comparison would be mispredicted where values are noise; the least of all numbers times 2²⁰⁰⁰ is above 1. */
    private static void count(final double[] counts, final double[] values, final int width) {
        for (int i = 0; i < width; i++) {
            counts[i] += Math.min(Math.max(values[i] * -0x1p1000 * 0x1p1000, 0), 1);
        }
    }

    /** @return the least */
    double least() {
        return m_least;
    }

    /** @return the greatest */
    double greatest() {
        return m_greatest;
    }

    /** @return whether all are finite */
    boolean finite() {
        return m_least > Double.NEGATIVE_INFINITY && m_greatest < Double.POSITIVE_INFINITY;
    }
}
