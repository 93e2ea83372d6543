package org.noisynmf.engine.nnls;

import java.util.Arrays;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * For each coefficient of one observation the estimate that may be negative, û_k = (G_II⁻¹ b_I)_k over I = those that are
 * positive at the minimum, and k itself, with its standard error σ_k = √(G_II⁻¹)_kk.
 *
 * <p>A coefficient of 0 is a bound that was met, not a measurement: its NNLS value has no error bar, and the NNLS values of
 * coefficients whose truth is 0 are on average too large. û_k scatters about the truth by σ_k from 0 to bright, where the
 * weights are inverse variances; for coefficients that are positive it is the coefficient itself. With P the positive ones
 * and s = G_kk − G_kP G_PP⁻¹ G_Pk, û_k = (b_k − G_kP z_P) / s and σ_k = 1/√s for k outside P.
 */
public final class SignedEstimate {

    /** Squared sine of the angle to the positive templates below which a template says nothing of its own. */
    private static final double DEPENDENT = 1e-12;

    private final int m_rank;

    private final int[] m_positive;

    private final double[] m_scale;

    /** Cholesky: it leaves right sides as they are. */
    private final LinearSolverDense<DMatrixRMaj> m_solver;

    private final DMatrixRMaj m_matrix = new DMatrixRMaj(1, 1);

    private final DMatrixRMaj m_right = new DMatrixRMaj(1, 1);

    private final DMatrixRMaj m_solution = new DMatrixRMaj(1, 1);

    /**
     * @param rank q ≥ 1
     */
    public SignedEstimate(final int rank) {
        m_rank = rank;
        m_positive = new int[rank];
        m_scale = new double[rank];
        m_solver = LinearSolverFactory_DDRM.chol(rank);
    }

    /**
     * @param gram G = Wᵀ diag(V_·j) W, q × q, row by row. Not modified.
     * @param linear b = Wᵀ (V∘X)_·j, q values. Not modified.
     * @param z coefficients at the minimum, q values ≥ 0. Not modified.
     * @param estimates receives û, q values; NaN where the template depends on the positive ones. Modified.
     * @param errors receives σ, q values; NaN likewise. Modified.
     * @param offset where both begin
     */
    public void of(final double[] gram, final double[] linear, final double[] z, final double[] estimates,
        final double[] errors, final int offset) {
        final int q = m_rank;
        int positive = 0;
        for (int k = 0; k < q; k++) {
            // unit diagonal: the scale of a template must not decide what depends on what
            m_scale[k] = gram[k * q + k] > 0 ? 1 / Math.sqrt(gram[k * q + k]) : 0;
            if (z[k] > 0) {
                m_positive[positive++] = k;
            }
        }
        Arrays.fill(estimates, offset, offset + q, Double.NaN);
        Arrays.fill(errors, offset, offset + q, Double.NaN);
        m_matrix.reshape(positive, positive);
        for (int a = 0; a < positive; a++) {
            for (int c = 0; c < positive; c++) {
                m_matrix.set(a, c, scaled(gram, m_positive[a], m_positive[c]));
            }
        }
        if (positive > 0 && !m_solver.setA(m_matrix)) {
            return;
        }
        for (int k = 0; k < q; k++) {
            if (m_scale[k] == 0) {
                continue;
            }
            if (z[k] > 0) {
                positive(k, positive, z, estimates, errors, offset);
            } else {
                zero(k, positive, gram, linear, z, estimates, errors, offset);
            }
        }
    }

    private double scaled(final double[] gram, final int k, final int l) {
        return gram[k * m_rank + l] * m_scale[k] * m_scale[l];
    }

    private void positive(final int k, final int positive, final double[] z, final double[] estimates,
        final double[] errors, final int offset) {
        m_right.reshape(positive, 1);
        for (int a = 0; a < positive; a++) {
            m_right.set(a, 0, m_positive[a] == k ? 1 : 0);
        }
        m_solution.reshape(positive, 1);
        m_solver.solve(m_right, m_solution);
        double variance = 0;
        for (int a = 0; a < positive; a++) {
            variance += m_right.get(a, 0) * m_solution.get(a, 0);
        }
        estimates[offset + k] = z[k];
        errors[offset + k] = Math.sqrt(variance) * m_scale[k];
    }

    private void zero(final int k, final int positive, final double[] gram, final double[] linear, final double[] z,
        final double[] estimates, final double[] errors, final int offset) {
        double own = 1;
        double gradient = linear[k];
        if (positive > 0) {
            m_right.reshape(positive, 1);
            for (int a = 0; a < positive; a++) {
                m_right.set(a, 0, scaled(gram, m_positive[a], k));
                gradient -= gram[k * m_rank + m_positive[a]] * z[m_positive[a]];
            }
            m_solution.reshape(positive, 1);
            m_solver.solve(m_right, m_solution);
            for (int a = 0; a < positive; a++) {
                own -= m_right.get(a, 0) * m_solution.get(a, 0);
            }
        }
        if (own > DEPENDENT) {
            estimates[offset + k] = gradient / own * m_scale[k] * m_scale[k];
            errors[offset + k] = m_scale[k] / Math.sqrt(own);
        }
    }
}
