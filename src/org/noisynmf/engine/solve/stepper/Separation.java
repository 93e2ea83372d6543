package org.noisynmf.engine.solve.stepper;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.device.Pass;

/**
 * Coordinate steps for templates that have become equal up to scale. On such a plateau multiplicative and gradient rules
 * change all copies alike, so slowly that the search looks converged; coordinate steps change one after the other.
 */
final class Separation {

    /** Passes of coordinate steps at a time: enough for copies to part visibly, few beside those that led there. */
    private static final int PASSES = 10;

    private final Supplier<Pass> m_maker;

    private @Nullable Pass m_pass;

    private final boolean[] m_observed;

    private int m_left;

    /**
     * @param maker makes the pass with coordinate steps, when first needed
     * @param observed pixels that any observation has weight in, d values; the others say nothing about copies
     */
    Separation(final Supplier<Pass> maker, final boolean[] observed) {
        m_maker = maker;
        m_observed = observed;
    }

    /**
     * @param w W, d × q. Not modified.
     * @return whether it has copies, so that the next passes are to be made here
     */
    boolean start(final double[] w) {
        final double[] known = w.clone();
        for (int p = 0; p < known.length; p++) {
            known[p] = m_observed[p % m_observed.length] ? known[p] : Double.NaN;
        }
        if (Copies.of(known, m_observed.length, known.length / m_observed.length, Copies.DISTANCE).isEmpty()) {
            return false;
        }
        m_left = PASSES;
        return true;
    }

    /**
     * @param usual the pass of the algorithm
     * @return who makes the next pass
     */
    Pass maker(final Pass usual) {
        if (m_left == 0) {
            return usual;
        }
        if (m_pass == null) {
            m_pass = m_maker.get();
        }
        return m_pass;
    }

    /** Counts a completed pass. */
    void completed() {
        m_left = Math.max(m_left - 1, 0);
    }

    /** @return coordinate passes still to come */
    int left() {
        return m_left;
    }

    /**
     * @param left coordinate passes still to come
     */
    void restore(final int left) {
        m_left = left;
    }
}
