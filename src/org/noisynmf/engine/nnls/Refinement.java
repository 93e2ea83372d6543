package org.noisynmf.engine.nnls;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.step.ExactQp;

/**
 * Iterative refinement of coefficients, z ← z + G⁻¹ Wᵀ V (x − W z) over those that are positive: wins back the digits that
 * the normal equations lose. Belongs to one thread at a time.
 */
final class Refinement {

    /** Each wins about as many digits as the normal equations kept: from three upwards. */
    private static final int STEPS = 2;

    /** The same where moments have the rounding of single precision, at the most. */
    private static final int SINGLE_STEPS = 6;

    /** Largest projected gradient of a minimum, in units of its terms. */
    private static final double STATIONARY = 0x1p-48;

    private final Observations m_data;

    private final TrueResidual m_residual;

    private final ExactQp m_solver;

    private final double[] m_left;

    /**
     * @param data the observations. Not modified.
     * @param templates W, d × q, template k contiguous, of order one. Not modified.
     * @param rank q
     * @param solver whose last problem is refined
     */
    Refinement(final Observations data, final double[] templates, final int rank, final ExactQp solver) {
        m_data = data;
        m_residual = new TrueResidual(data, templates, rank);
        m_solver = solver;
        m_left = new double[rank];
    }

    /**
     * Refines where the moments have the digits of double precision.
     *
     * @param j index of the observation
     * @param z the solution of the normal equations. Modified.
     */
    void refine(final int j, final double[] z) {
        for (int step = 0; step < STEPS; step++) {
            m_residual.project(j, z, m_left);
            m_solver.refine(m_left, z);
        }
    }

    /**
     * Refines until no coefficient can lower χ² by more than its rounding; moments of single precision may have mistaken
     * which coefficients are positive, and then it never comes to that.
     *
     * @param j index of the observation
     * @param gram G, q × q, row by row. Not modified.
     * @param z the solution of the normal equations. Modified.
     * @return whether it came to that
     */
    boolean refineToMinimum(final int j, final double[] gram, final double[] z) {
        for (int step = 0; step < SINGLE_STEPS; step++) {
            m_residual.project(j, z, m_left);
            if (isMinimum(j, gram, z)) {
                return true;
            }
            m_solver.refine(m_left, z);
        }
        return false;
    }

    private boolean isMinimum(final int j, final double[] gram, final double[] z) {
        final int q = m_left.length;
        double terms = Math.sqrt(m_data.weightedSquares(j));
        for (int k = 0; k < q; k++) {
            terms += z[k] * Math.sqrt(gram[k * q + k]);
        }
        for (int k = 0; k < q; k++) {
            final double descent = z[k] > 0 ? Math.abs(m_left[k]) : m_left[k];
            if (!(descent <= STATIONARY * terms * Math.sqrt(gram[k * q + k]))) {
                return false;
            }
        }
        return true;
    }
}
