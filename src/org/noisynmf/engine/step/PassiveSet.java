package org.noisynmf.engine.step;

/**
 * A small quadratic programme in units in which G has a unit diagonal, with the Cholesky factor of the part that belongs to
 * its positive unknowns. What the ways to find those unknowns work on.
 *
 * <p>Allocated once for a rank, then free of allocation; belongs to one thread at a time.
 */
final class PassiveSet {

    /** Rounding of a gradient entry in units of the sum of the sizes of its terms. */
    private static final double ROUNDING = 0x1p-50;

    private final double[] m_gram;

    private final double[] m_linear;

    private final double[] m_scale;

    private final double[] m_factor;

    /** The unknowns, scaled. */
    final double[] m_z;

    /** The minimiser over the positive unknowns, by place. */
    final double[] m_trial;

    /** The positive unknowns by place. */
    final int[] m_passive;

    /** Which unknowns are positive. */
    final boolean[] m_positive;

    /** Marks of unknowns, for whoever searches. */
    final boolean[] m_marked;

    int m_size;

    /** Number of positive unknowns. */
    int m_count;

    private double m_smallestPivot;

    private double m_dependent;

    /**
     * @param capacity largest number of unknowns, ≥ 1
     */
    PassiveSet(final int capacity) {
        m_gram = new double[capacity * capacity];
        m_linear = new double[capacity];
        m_scale = new double[capacity];
        m_factor = new double[capacity * capacity];
        m_z = new double[capacity];
        m_trial = new double[capacity];
        m_passive = new int[capacity];
        m_positive = new boolean[capacity];
        m_marked = new boolean[capacity];
    }

    /**
     * Takes a programme; unknowns above 0 are positive.
     *
     * @param gram G, size × size, row by row. Not modified.
     * @param linear b, {@code size} values. Not modified.
     * @param size number of unknowns
     * @param dependent share of its unit diagonal below which a pivot is rounding
     * @param z values ≥ 0. Not modified.
     */
    void set(final double[] gram, final double[] linear, final int size, final double dependent, final double[] z) {
        m_size = size;
        m_dependent = dependent;
        m_smallestPivot = 1;
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

    /**
     * Takes another b, and as positive the unknowns above 0.
     *
     * @param linear {@code size} values. Not modified.
     * @param z values ≥ 0. Not modified.
     */
    void replaceLinear(final double[] linear, final double[] z) {
        for (int k = 0; k < m_size; k++) {
            m_positive[k] = m_scale[k] > 0 && z[k] > 0;
            m_linear[k] = linear[k] * m_scale[k];
        }
    }

    /** @return whether G says anything of an unknown */
    boolean isInformed(final int k) {
        return m_scale[k] > 0;
    }

    /** @return what an unknown of these units is times in the caller's */
    double scale(final int k) {
        return m_scale[k];
    }

    /** @return the smallest pivot since {@link #set}, 0 to 1 */
    double smallestPivot() {
        return m_smallestPivot;
    }

    /** ½ zᵀ G z − bᵀ z of scaled unknowns. */
    double objective(final double[] z) {
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

    /** @return (b − G z)_k, 0 where it is no more than rounding */
    double descent(final int k) {
        double descent = m_linear[k];
        double terms = Math.abs(descent);
        for (int l = 0; l < m_size; l++) {
            final double term = m_gram[k * m_size + l] * m_z[l];
            descent -= term;
            terms += Math.abs(term);
        }
        return Math.abs(descent) > ROUNDING * m_size * terms ? descent : 0;
    }

    /**
     * Cholesky factor of the part of G that belongs to the positive unknowns.
     *
     * @return place of the first unknown that depends on those before it, or −1
     */
    int factorise() {
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
    void solveFactorised() {
        for (int p = 0; p < m_count; p++) {
            double sum = m_linear[m_passive[p]];
            for (int s = 0; s < p; s++) {
                sum -= m_factor[p * m_size + s] * m_trial[s];
            }
            m_trial[p] = sum / m_factor[p * m_size + p];
        }
        substituteBack(m_count);
    }

    /**
     * The unknown at which {@link #factorise} stopped as a combination of those before it, by place, to {@link #m_trial}.
     *
     * @param place its place
     */
    void solveDependence(final int place) {
        System.arraycopy(m_factor, place * m_size, m_trial, 0, place);
        substituteBack(place);
    }

    /**
     * bᵀ x of the dependence x in {@link #m_trial}, by which the objective falls along it since G x = 0. Not 0 where b has a
     * penalty, which a long template pays once and a short one often.
     *
     * @param place the last place of the dependence
     * @return the fall for a step of length 1; 0 where it is no more than what is taken for a dependence
     */
    double gain(final int place) {
        double gain = 0;
        double terms = 0;
        for (int p = 0; p <= place; p++) {
            final double term = m_linear[m_passive[p]] * m_trial[p];
            gain += term;
            terms += Math.abs(term);
        }
        // a pivot is the square of a sine
        return Math.abs(gain) > Math.sqrt(m_dependent) * terms ? gain : 0;
    }

    /** Solves Lᵀ x = trial for the first unknowns by place. */
    private void substituteBack(final int count) {
        for (int p = count - 1; p >= 0; p--) {
            double sum = m_trial[p];
            for (int s = p + 1; s < count; s++) {
                sum -= m_factor[s * m_size + p] * m_trial[s];
            }
            m_trial[p] = sum / m_factor[p * m_size + p];
        }
    }
}
