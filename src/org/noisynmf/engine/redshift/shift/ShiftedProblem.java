package org.noisynmf.engine.redshift.shift;

import java.util.Arrays;

import org.noisynmf.engine.step.ExactQp;

/**
 * The programme of one spectrum at one redshift: G, b of the templates and R of the continuum in, coefficients out. Starts from
 * the coefficients of the redshift before. Belongs to one thread.
 */
public final class ShiftedProblem {

    /** Share of G_kk that the continuum must leave of a template for it to say anything of its own. */
    private static final double DEPENDENT = 1e-10;

    private final int m_rank;

    private final ExactQp m_solver;

    private final double[] m_gram;

    private final double[] m_linear;

    private final double[] m_cross;

    private final double[] m_z;

    /**
     * @param rank q
     * @param continuum largest number of continuum columns
     */
    public ShiftedProblem(final int rank, final int continuum) {
        m_rank = rank;
        m_solver = new ExactQp(rank);
        m_gram = new double[rank * rank];
        m_linear = new double[rank];
        m_cross = new double[continuum * rank];
        m_z = new double[rank];
    }

    /** @return G, q × q, whose upper triangle the caller fills; after {@link #solve} that of the templates alone */
    public double[] gram() {
        return m_gram;
    }

    /** @return b, which the caller fills; after {@link #solve} that of the templates alone */
    public double[] linear() {
        return m_linear;
    }

    /** @return R, m × q, row by row, which the caller fills */
    public double[] cross() {
        return m_cross;
    }

    /** @return the coefficients */
    public double[] z() {
        return m_z;
    }

    /** Begins at 0. */
    public void reset() {
        Arrays.fill(m_z, 0);
    }

    /**
     * Solves.
     *
     * @param continuum of the spectrum
     * @param floor G_kk up to which a template is left out at this redshift, q values. Not modified.
     * @return by how much the templates lower χ², 2 b′ᵀz − zᵀG′z
     */
    public double solve(final Continuum continuum, final double[] floor) {
        final int q = m_rank;
        for (int k = 0; k < q; k++) {
            final double before = m_gram[k * q + k];
            for (int j = 0; j < continuum.size(); j++) {
                final double share = m_cross[j * q + k];
                m_linear[k] -= share * continuum.data()[j];
                for (int l = k; l < q; l++) {
                    m_gram[k * q + l] -= share * m_cross[j * q + l];
                }
            }
            if (!(before > floor[k] && m_gram[k * q + k] > DEPENDENT * before)) {
                m_linear[k] = 0;
                m_z[k] = 0;
                for (int l = 0; l < q; l++) {
                    m_gram[Math.min(k, l) * q + Math.max(k, l)] = 0;
                }
            }
        }
        for (int k = 0; k < q; k++) {
            for (int l = 0; l < k; l++) {
                m_gram[k * q + l] = m_gram[l * q + k];
            }
        }
        m_solver.solve(m_gram, m_linear, q, true, m_z);
        double gain = 0;
        for (int k = 0; k < q; k++) {
            double slope = 2 * m_linear[k];
            for (int l = 0; l < q; l++) {
                slope -= m_gram[k * q + l] * m_z[l];
            }
            gain += m_z[k] * slope;
        }
        return Math.max(gain, 0);
    }
}
