package org.noisynmf.engine.coupled;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The data term with weights between observations and between pixels: in the coefficients L, B = W₀,R Y W₀,C Rᵀ and G(Z) =
 * W₀,R Z (R W₀,C Rᵀ); in the templates R, B = Lᵀ W₀,R Y W₀,C and G(Z) = (Lᵀ W₀,R L) Z W₀,C. Pav (2024), eq. 15 and 16.
 */
final class MatrixTerm implements DataTerm {

    private final MatrixWeights m_weights;

    private final boolean m_coefficients;

    private final int m_rank;

    private final DMatrixRMaj m_linear;

    private final DMatrixRMaj m_gram;

    private final DMatrixRMaj m_weighted;

    private final DMatrixRMaj m_product;

    private final DMatrixRMaj m_other;

    private final DMatrixRMaj m_z;

    /**
     * @param weights the weighted data
     * @param rank q
     * @param coefficients whether the factor are the coefficients (else the templates)
     */
    MatrixTerm(final MatrixWeights weights, final int rank, final boolean coefficients) {
        final int n = weights.observations();
        final int d = weights.pixels();
        m_weights = weights;
        m_rank = rank;
        m_coefficients = coefficients;
        m_linear = coefficients ? new DMatrixRMaj(n, rank) : new DMatrixRMaj(rank, d);
        m_other = coefficients ? new DMatrixRMaj(rank, d) : new DMatrixRMaj(n, rank);
        m_weighted = m_other.createLike();
        m_gram = new DMatrixRMaj(rank, rank);
        m_z = m_linear.createLike();
        m_product = m_linear.createLike();
    }

    @Override
    public void form(final double[] other) {
        System.arraycopy(other, 0, m_other.data, 0, other.length);
        if (m_coefficients) {
            CommonOps_DDRM.multTransB(m_weights.weightedData(), m_other, m_linear);
            m_weights.timesColumnWeights(m_other, m_weighted);
            CommonOps_DDRM.multTransB(m_weighted, m_other, m_gram);
        } else {
            CommonOps_DDRM.multTransA(m_other, m_weights.weightedData(), m_linear);
            m_weights.rowWeightsTimes(m_other, m_weighted);
            CommonOps_DDRM.multTransA(m_other, m_weighted, m_gram);
        }
    }

    @Override
    public void linear(final double[] out) {
        System.arraycopy(m_linear.data, 0, out, 0, out.length);
    }

    @Override
    public void apply(final double[] z, final double[] out) {
        System.arraycopy(z, 0, m_z.data, 0, z.length);
        if (m_coefficients) {
            CommonOps_DDRM.mult(m_z, m_gram, m_product);
            m_weights.rowWeightsTimes(m_product, m_z);
        } else {
            CommonOps_DDRM.mult(m_gram, m_z, m_product);
            m_weights.timesColumnWeights(m_product, m_z);
        }
        System.arraycopy(m_z.data, 0, out, 0, out.length);
    }
}
