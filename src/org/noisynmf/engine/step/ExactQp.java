package org.noisynmf.engine.step;

/**
 * Exact solver of one small non-negative quadratic programme, minimise ½ zᵀ G z − bᵀ z over z ≥ 0, G positive
 * semi-definite.
 *
 * <p>Two ways to find which unknowns are positive: the active-set method of Lawson and Hanson (1974) on the normal
 * equations with a warm start (Bro and de Jong 1997; Bindel's lecture), and block principal pivoting (Kim and Park 2011),
 * which exchanges many unknowns at once and falls back to the active set where it does not settle.
 *
 * <p>G is scaled to unit diagonal before any decision about rank. An unknown whose direction depends on those already
 * positive is slid to 0 along that dependence, which leaves the objective as it is. An unknown with G_kk = 0 carries no
 * information: it stays as it is, or becomes 0 where b_k &lt; 0.
 *
 * <p>Allocated once for a rank, then free of allocation; belongs to one thread at a time.
 */
public final class ExactQp {

    /** Below this share of its unit diagonal a pivot is rounding: the unknown depends on those before it. */
    static final double DEPENDENT = 1e-13;

    /** The same where G has the rounding of single precision. */
    static final double DEPENDENT_SINGLE = 1e-6;

    private final PassiveSet m_set;

    private final ActiveSet m_activeSet;

    private final BlockPivoting m_blockPivoting;

    /** The unknowns as they were given, scaled. */
    private final double[] m_given;

    /**
     * @param capacity largest number of unknowns, ≥ 1
     */
    public ExactQp(final int capacity) {
        m_set = new PassiveSet(capacity);
        m_activeSet = new ActiveSet(m_set);
        m_blockPivoting = new BlockPivoting(m_set);
        m_given = new double[capacity];
    }

    /**
     * Solves one programme.
     *
     * @param gram G, size × size, row by row, symmetric and positive semi-definite. Not modified.
     * @param linear b, {@code size} values. Not modified.
     * @param size number of unknowns, 0 ≤ size ≤ capacity
     * @param blockPivoting whether to pivot blocks (else the active set alone)
     * @param z values ≥ 0 to start from; receives the minimiser. Modified.
     */
    public void solve(final double[] gram, final double[] linear, final int size, final boolean blockPivoting,
        final double[] z) {
        solve(gram, linear, size, blockPivoting, DEPENDENT, z);
    }

    /**
     * Solves one programme. Where rounding, or numbers that are not finite, make the minimiser found no better
     * than the values given, these stay.
     *
     * @param gram G, size × size, row by row, symmetric and positive semi-definite. Not modified.
     * @param linear b, {@code size} values. Not modified.
     * @param size number of unknowns, 0 ≤ size ≤ capacity
     * @param blockPivoting whether to pivot blocks (else the active set alone)
     * @param dependent share of its unit diagonal below which a pivot is rounding
     * @param z values ≥ 0 to start from; receives the minimiser. Modified.
     */
    void solve(final double[] gram, final double[] linear, final int size, final boolean blockPivoting,
        final double dependent, final double[] z) {
        m_set.set(gram, linear, size, dependent, z);
        System.arraycopy(m_set.m_z, 0, m_given, 0, size);
        if (!blockPivoting || !m_blockPivoting.search()) {
            m_activeSet.search();
        }
        final boolean falls = m_set.objective(m_set.m_z) <= m_set.objective(m_given);
        for (int k = 0; k < size; k++) {
            if (m_set.isInformed(k)) {
                z[k] = falls ? m_set.m_z[k] * m_set.scale(k) : z[k];
            } else if (linear[k] < 0) {
                z[k] = 0;
            }
        }
    }

    /**
     * @return the smallest pivot met by the last {@link #solve} after scaling to unit diagonal, 0 to 1; about the squared
     *         sine of the smallest angle between an unknown's direction and the others. Digits are lost as it falls.
     */
    public double smallestPivot() {
        return m_set.smallestPivot();
    }

    /**
     * One step of iterative refinement over the positive unknowns of the last {@link #solve}, z ← z + G⁻¹ r. Left out where it
     * would take an unknown out of its set.
     *
     * @param residual b − G z with more digits than the solution has, {@code size} values. Not modified.
     * @param z the solution. Modified.
     */
    public void refine(final double[] residual, final double[] z) {
        m_set.replaceLinear(residual, z);
        if (m_set.factorise() >= 0) {
            return;
        }
        m_set.solveFactorised();
        for (int p = 0; p < m_set.m_count; p++) {
            final int k = m_set.m_passive[p];
            if (!(z[k] + m_set.m_trial[p] * m_set.scale(k) > 0)) {
                return;
            }
        }
        for (int p = 0; p < m_set.m_count; p++) {
            z[m_set.m_passive[p]] += m_set.m_trial[p] * m_set.scale(m_set.m_passive[p]);
        }
    }
}
