package org.noisynmf.engine.step;

import java.util.Arrays;

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

    /** Rounding of a gradient entry in units of the sum of the sizes of its terms. */
    private static final double ROUNDING = 0x1p-50;

    /** Full exchanges that block pivoting may make without getting nearer. Kim and Park (2011), sec. 2. */
    private static final int FULL_EXCHANGES = 3;

    private final double[] m_gram;

    private final double[] m_linear;

    private final double[] m_scale;

    private final double[] m_z;

    private final double[] m_trial;

    /** The unknowns as they were given. */
    private final double[] m_given;

    private final double[] m_factor;

    private final int[] m_passive;

    private final boolean[] m_positive;

    private final boolean[] m_rejected;

    private int m_size;

    private int m_count;

    private double m_smallestPivot;

    private double m_dependent = DEPENDENT;

    /**
     * @param capacity largest number of unknowns, ≥ 1
     */
    public ExactQp(final int capacity) {
        m_gram = new double[capacity * capacity];
        m_linear = new double[capacity];
        m_scale = new double[capacity];
        m_z = new double[capacity];
        m_trial = new double[capacity];
        m_given = new double[capacity];
        m_factor = new double[capacity * capacity];
        m_passive = new int[capacity];
        m_positive = new boolean[capacity];
        m_rejected = new boolean[capacity];
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
     * Solves one programme. Where rounding makes the minimiser found worse than the values given, these stay.
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
        m_size = size;
        m_dependent = dependent;
        m_smallestPivot = 1;
        scale(gram, linear, z);
        System.arraycopy(m_z, 0, m_given, 0, size);
        if (!blockPivoting || !pivotBlocks()) {
            searchActiveSet();
        }
        if (!(objective(m_z) <= objective(m_given))) {
            System.arraycopy(m_given, 0, m_z, 0, size);
        }
        for (int k = 0; k < size; k++) {
            if (m_scale[k] > 0) {
                z[k] = m_z[k] * m_scale[k];
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
        return m_smallestPivot;
    }

    /**
     * One step of iterative refinement over the positive unknowns of the last {@link #solve}, z ← z + G⁻¹ r. Left out where it
     * would take an unknown out of its set.
     *
     * @param residual b − G z with more digits than the solution has, {@code size} values. Not modified.
     * @param z the solution. Modified.
     */
    public void refine(final double[] residual, final double[] z) {
        for (int k = 0; k < m_size; k++) {
            m_positive[k] = m_scale[k] > 0 && z[k] > 0;
            m_linear[k] = residual[k] * m_scale[k];
        }
        if (factorise() >= 0) {
            return;
        }
        solveFactorised();
        for (int p = 0; p < m_count; p++) {
            final int k = m_passive[p];
            if (!(z[k] + m_trial[p] * m_scale[k] > 0)) {
                return;
            }
        }
        for (int p = 0; p < m_count; p++) {
            z[m_passive[p]] += m_trial[p] * m_scale[m_passive[p]];
        }
    }

    private void scale(final double[] gram, final double[] linear, final double[] z) {
        for (int k = 0; k < m_size; k++) {
            final double diagonal = gram[k * m_size + k];
            m_scale[k] = diagonal > 0 ? 1 / Math.sqrt(diagonal) : 0;
            m_linear[k] = linear[k] * m_scale[k];
            m_z[k] = m_scale[k] > 0 ? z[k] / m_scale[k] : 0;
            m_positive[k] = m_z[k] > 0;
        }
        for (int k = 0; k < m_size; k++) {
            for (int l = 0; l < m_size; l++) {
                m_gram[k * m_size + l] = gram[k * m_size + l] * m_scale[k] * m_scale[l];
            }
        }
    }

    /** ½ zᵀ G z − bᵀ z of scaled unknowns. */
    private double objective(final double[] z) {
        double sum = 0;
        for (int k = 0; k < m_size; k++) {
            double slope = -2 * m_linear[k];
            for (int l = 0; l < m_size; l++) {
                slope += m_gram[k * m_size + l] * z[l];
            }
            sum += z[k] * slope;
        }
        return 0.5 * sum;
    }

    private void searchActiveSet() {
        for (int k = 0; k < m_size; k++) {
            m_positive[k] = m_z[k] > 0;
        }
        Arrays.fill(m_rejected, 0, m_size, false);
        minimiseOverPositive();
        // each entry lowers the objective, so that no set comes twice but for rounding: the limit is for that alone
        for (int entry = 0; entry < 30 * (m_size + 1); entry++) {
            final int k = steepest();
            if (k < 0) {
                return;
            }
            m_positive[k] = true;
            minimiseOverPositive();
            if (m_positive[k]) {
                Arrays.fill(m_rejected, 0, m_size, false);
            } else {
                m_rejected[k] = true;
            }
        }
    }

    /** @return the unknown at 0 along which the objective falls most steeply, or −1 */
    private int steepest() {
        int best = -1;
        double largest = 0;
        for (int k = 0; k < m_size; k++) {
            if (!m_positive[k] && !m_rejected[k] && m_scale[k] > 0) {
                final double descent = descent(k);
                if (descent > largest) {
                    largest = descent;
                    best = k;
                }
            }
        }
        return best;
    }

    /** @return (b − G z)_k, 0 where it is no more than rounding */
    private double descent(final int k) {
        double descent = m_linear[k];
        double terms = Math.abs(descent);
        for (int l = 0; l < m_size; l++) {
            final double term = m_gram[k * m_size + l] * m_z[l];
            descent -= term;
            terms += Math.abs(term);
        }
        return Math.abs(descent) > ROUNDING * m_size * terms ? descent : 0;
    }

    /** Minimises over the positive unknowns; those that reach 0 on the way leave them. */
    private void minimiseOverPositive() {
        while (true) {
            final int dependent = factorise();
            if (dependent >= 0) {
                slideToZero(dependent);
                continue;
            }
            solveFactorised();
            int blocker = -1;
            double step = 1;
            for (int p = 0; p < m_count; p++) {
                final double z = m_z[m_passive[p]];
                if (!(m_trial[p] > 0)) {
                    final double reach = z > 0 ? z / (z - m_trial[p]) : 0;
                    if (blocker < 0 || reach < step) {
                        step = reach;
                        blocker = m_passive[p];
                    }
                }
            }
            for (int p = 0; p < m_count; p++) {
                final int k = m_passive[p];
                m_z[k] = blocker < 0 ? m_trial[p] : Math.max(m_z[k] + step * (m_trial[p] - m_z[k]), 0);
            }
            if (blocker < 0) {
                return;
            }
            m_z[blocker] = 0;
            m_positive[blocker] = false;
        }
    }

    /**
     * Cholesky factor of the part of G that belongs to the positive unknowns.
     *
     * @return place of the first unknown that depends on those before it, or −1
     */
    private int factorise() {
        m_count = 0;
        for (int k = 0; k < m_size; k++) {
            if (m_positive[k]) {
                m_passive[m_count++] = k;
            }
        }
        for (int p = 0; p < m_count; p++) {
            final int row = p * m_size;
            for (int r = 0; r <= p; r++) {
                double sum = m_gram[m_passive[p] * m_size + m_passive[r]];
                for (int s = 0; s < r; s++) {
                    sum -= m_factor[row + s] * m_factor[r * m_size + s];
                }
                if (r < p) {
                    m_factor[row + r] = sum / m_factor[r * m_size + r];
                } else {
                    m_smallestPivot = Math.max(Math.min(m_smallestPivot, sum), 0);
                    if (!(sum > m_dependent)) {
                        return p;
                    }
                    m_factor[row + p] = Math.sqrt(sum);
                }
            }
        }
        return -1;
    }

    /** The minimiser over the positive unknowns without bounds, by place, to {@link #m_trial}. */
    private void solveFactorised() {
        for (int p = 0; p < m_count; p++) {
            double sum = m_linear[m_passive[p]];
            for (int s = 0; s < p; s++) {
                sum -= m_factor[p * m_size + s] * m_trial[s];
            }
            m_trial[p] = sum / m_factor[p * m_size + p];
        }
        substituteBack(m_count);
    }

    private void substituteBack(final int count) {
        for (int p = count - 1; p >= 0; p--) {
            double sum = m_trial[p];
            for (int s = p + 1; s < count; s++) {
                sum -= m_factor[s * m_size + p] * m_trial[s];
            }
            m_trial[p] = sum / m_factor[p * m_size + p];
        }
    }

    /** Lowers a dependent unknown, the others making up for it, until one of them all is 0. */
    private void slideToZero(final int place) {
        System.arraycopy(m_factor, place * m_size, m_trial, 0, place);
        substituteBack(place);
        int blocker = m_passive[place];
        double length = m_z[blocker];
        for (int p = 0; p < place; p++) {
            final double z = m_z[m_passive[p]];
            if (m_trial[p] < 0 && z < -m_trial[p] * length) {
                length = z / -m_trial[p];
                blocker = m_passive[p];
            }
        }
        for (int p = 0; p < place; p++) {
            m_z[m_passive[p]] = Math.max(m_z[m_passive[p]] + length * m_trial[p], 0);
        }
        m_z[m_passive[place]] = Math.max(m_z[m_passive[place]] - length, 0);
        m_z[blocker] = 0;
        m_positive[blocker] = false;
    }

    /** @return whether the minimiser was found; if not, z is one to start the active set from */
    private boolean pivotBlocks() {
        int fewest = m_size + 1;
        int exchanges = FULL_EXCHANGES;
        // the single exchanges at the end of the rule are finite, but may be many: the active set is quicker then
        for (int round = 0; round < 5 * (m_size + 1); round++) {
            if (factorise() >= 0) {
                break;
            }
            solveFactorised();
            Arrays.fill(m_z, 0, m_size, 0);
            for (int p = 0; p < m_count; p++) {
                m_z[m_passive[p]] = m_trial[p];
            }
            final int infeasible = countInfeasible();
            if (infeasible == 0) {
                return true;
            }
            if (infeasible < fewest) {
                fewest = infeasible;
                exchanges = FULL_EXCHANGES;
            } else {
                exchanges--;
            }
            exchange(exchanges >= 0);
        }
        for (int k = 0; k < m_size; k++) {
            m_z[k] = Math.max(m_z[k], 0);
        }
        return false;
    }

    private boolean infeasible(final int k) {
        return m_scale[k] > 0 && (m_positive[k] ? m_z[k] < 0 : descent(k) > 0);
    }

    private int countInfeasible() {
        int count = 0;
        for (int k = 0; k < m_size; k++) {
            m_rejected[k] = infeasible(k);
            count += m_rejected[k] ? 1 : 0;
        }
        return count;
    }

    /** Exchanges all infeasible unknowns, or only the last of them. */
    private void exchange(final boolean all) {
        for (int k = m_size - 1; k >= 0; k--) {
            if (m_rejected[k]) {
                m_positive[k] = !m_positive[k];
                if (!all) {
                    return;
                }
            }
        }
    }
}
