package org.noisynmf.engine.nnls;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.moments.Kernels;
import org.noisynmf.engine.step.ExactQp;
import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.storage.Precision;

/**
 * The exact coefficients of one observation, from its normal equations: by block principal pivoting, refined where these
 * have lost digits, by orthogonal factorisation where they have lost too many. Belongs to one thread.
 */
final class OneProjection {

    /** Squared sine of the angle between a template and the others below which normal equations lose too many digits. */
    private static final double NEARLY_DEPENDENT = 1e-8;

    /** The same where moments have the rounding of single precision. */
    private static final double NEARLY_DEPENDENT_FLOAT = 1e-4;

    /** Below this, digits lost to the normal equations are won back by iterative refinement. */
    private static final double REFINED = 1e-2;

    /** The same where moments have the rounding of single precision, at the most. */
    private static final int SINGLE_REFINEMENTS = 6;

    /** Largest projected gradient of a minimum, in units of its terms. */
    private static final double STATIONARY = 0x1p-48;

    /** Below this fraction of Σ V x² the moments of double precision lose too many digits. */
    private static final double CANCELLATION = 1e-3;

    private final Observations m_data;

    /** Type in which data and products of the moments are rounded. */
    private final Precision m_precision;

    private final double[] m_templates;

    private final int m_rank;

    private final Kernels m_kernels;

    private final Kernels.Scratch m_scratch;

    private final Problems m_problems;

    private final ExactQp m_solver;

    private final double[] m_gram;

    private final double[] m_linear;

    private final double[] m_z;

    private final SignedEstimate m_signed;

    private @Nullable OrthogonalNnls m_orthogonal;

    private @Nullable Refinement m_refinement;

    /**
     * @param data X and V. Not modified.
     * @param precision type in which data and products of the moments are rounded
     * @param templates W, d × q, scaled to order one. Not modified.
     * @param rank q
     * @param kernels the loops over the data
     * @param chunk observations whose problems are formed together
     */
    OneProjection(final Observations data, final Precision precision, final double[] templates, final int rank,
        final Kernels kernels, final int chunk) {
        m_data = data;
        m_precision = precision;
        m_templates = templates;
        m_rank = rank;
        m_kernels = kernels;
        m_scratch = kernels.newScratch();
        m_problems = new Problems(rank, chunk, !data.uniform(), false, false);
        m_solver = new ExactQp(rank);
        m_gram = new double[rank * rank];
        m_linear = new double[rank];
        m_z = new double[rank];
        m_signed = new SignedEstimate(rank);
    }

    /** @return buffers of the loops */
    Kernels.Scratch scratch() {
        return m_scratch;
    }

    /** @return room for the problems of a chunk */
    Problems problems() {
        return m_problems;
    }

    /** @return G of the observation, q × q; the caller fills it */
    double[] gram() {
        return m_gram;
    }

    /** @return b of the observation, q values; the caller fills it */
    double[] linear() {
        return m_linear;
    }

    /** @return what to start from, and after {@link #solve} the coefficients, q values */
    double[] z() {
        return m_z;
    }

    /** @return estimates without the bound at 0 */
    SignedEstimate signed() {
        return m_signed;
    }

    private Refinement refinement() {
        if (m_refinement == null) {
            m_refinement = new Refinement(m_data, m_templates, m_rank, m_solver);
        }
        return m_refinement;
    }

    private OrthogonalNnls orthogonal() {
        if (m_orthogonal == null) {
            m_orthogonal = new OrthogonalNnls(m_data, m_templates, m_rank);
        }
        return m_orthogonal;
    }

    /**
     * Solves the problem of G, b and z.
     *
     * @param j index of the observation
     * @return whether the templates depend on one another over its observed pixels
     */
    boolean solve(final int j) {
        m_solver.solve(m_gram, m_linear, m_rank, true, m_z);
        final double limit =
            m_precision == Precision.FLOAT64 ? NEARLY_DEPENDENT : NEARLY_DEPENDENT_FLOAT;
        final double pivot = m_solver.smallestPivot();
        if (pivot < limit || m_data.precision() == Precision.FLOAT32 && !refinement().refineToMinimum(j, m_gram, m_z)) {
            return orthogonal().solve(j, m_z);
        }
        if (m_data.precision() != Precision.FLOAT32 && pivot < REFINED) {
            refinement().refine(j, m_z);
        }
        return false;
    }

    /**
     * χ² = Σ V x² + zᵀ G z − 2 bᵀ z, or the true residual where that would cancel.
     *
     * @param j index of the observation
     * @param h all coefficients, those of the observation in place. Not modified.
     * @return in stored units
     */
    double chi2(final int j, final double[] h) {
        final double squares = m_data.weightedSquares(j);
        double chi2 = squares;
        for (int a = 0; a < m_rank; a++) {
            double gz = 0;
            for (int c = 0; c < m_rank; c++) {
                gz += m_gram[a * m_rank + c] * m_z[c];
            }
            chi2 += m_z[a] * (gz - 2 * m_linear[a]);
        }
        return m_precision == Precision.FLOAT64 && chi2 > CANCELLATION * squares ? chi2
            : m_kernels.residual(j, h, m_scratch);
    }
}
