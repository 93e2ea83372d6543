package org.noisynmf.engine.solve.stepper;

/**
 * How far passes are extrapolated: β grows with every pass that is accepted, up to a limit that grows more slowly, and
 * shrinks with every one that is discarded. Ang and Gillis (2019), alg. 2, "Accelerating nonnegative matrix factorization
 * algorithms using extrapolation".
 */
final class Extrapolation {

    /** Plain passes first: extrapolating from the start kills templates. */
    static final int PLAIN_PASSES = 5;

    private static final double FIRST_BETA = 0.5;

    private static final double SHRINK = 1.5;

    private static final double GROW = 1.05;

    private static final double GROW_LIMIT = 1.01;

    /** Rise, relative to Σ V X², that is rounding. */
    private static final double ROUNDING = 1e-13;

    private double m_beta = FIRST_BETA;

    private double m_limit = 1;

    private double m_accepted = FIRST_BETA;

    /** @return β ≥ 0 */
    double beta() {
        return m_beta;
    }

    /**
     * @param objective after a pass
     * @param reference that of the state before
     * @param weightedSquares Σ V X²
     * @return whether it has not risen by more than rounding
     */
    static boolean holds(final double objective, final double reference, final double weightedSquares) {
        return objective <= reference + ROUNDING * weightedSquares;
    }

    /**
     * [w + β (w − origin)]⁺.
     *
     * @param stepped w. Not modified.
     * @param origin the state before. Not modified.
     * @param further receives the extrapolated values. Modified.
     */
    void extrapolate(final double[] stepped, final double[] origin, final double[] further) {
        for (int p = 0; p < stepped.length; p++) {
            further[p] = Math.max(stepped[p] + m_beta * (stepped[p] - origin[p]), 0);
        }
    }

    /** The pass was accepted. */
    void grow() {
        m_accepted = m_beta;
        m_limit = Math.min(1, GROW_LIMIT * m_limit);
        m_beta = Math.min(m_limit, GROW * m_beta);
    }

    /** The pass was discarded. */
    void shrink() {
        m_limit = m_accepted;
        m_beta /= SHRINK;
    }

    /** Begins again. */
    void reset() {
        m_beta = FIRST_BETA;
        m_limit = 1;
        m_accepted = FIRST_BETA;
    }

    /**
     * @param objective of the present state
     * @param passes made so far
     * @return what {@link #restore} needs, with these two
     */
    double[] save(final double objective, final int passes) {
        return new double[]{objective, m_beta, m_limit, m_accepted, passes};
    }

    /**
     * @param saved as {@link #save} gave it: objective, β, its limit, the last accepted β, passes. Not modified.
     */
    void restore(final double[] saved) {
        m_beta = saved[1];
        m_limit = saved[2];
        m_accepted = saved[3];
    }
}
