package org.noisynmf.engine.coupled;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.MatrixTerms;

/** Complete data Y, n × d, with the weight matrices W₀,R between observations and W₀,C between pixels. */
final class MatrixWeights {

    private final DMatrixRMaj m_data;

    private final @Nullable DMatrixRMaj m_rowWeights;

    private final @Nullable DMatrixRMaj m_columnWeights;

    private final DMatrixRMaj m_weightedData;

    /**
     * @param data complete observations with weight 1. Not modified.
     * @param terms whose weights are used. Not modified.
     */
    MatrixWeights(final Observations data, final MatrixTerms terms) {
        final int n = data.count();
        final int d = data.pixels();
        m_data = new DMatrixRMaj(n, d);
        final double[] x = new double[d];
        final double[] v = new double[d];
        for (int j = 0; j < n; j++) {
            data.copy(j, x, v);
            for (int i = 0; i < d; i++) {
                m_data.set(j, i, Math.scalb(x[i], -data.dataExponent()));
            }
        }
        m_rowWeights = terms.rowWeights() == null ? null : DMatrixRMaj.wrap(n, n, terms.rowWeights());
        m_columnWeights = terms.columnWeights() == null ? null : DMatrixRMaj.wrap(d, d, terms.columnWeights());
        m_weightedData = weighted(m_data);
    }

    int observations() {
        return m_data.numRows;
    }

    int pixels() {
        return m_data.numCols;
    }

    /** @return W₀,R Y W₀,C. Read-only. */
    DMatrixRMaj weightedData() {
        return m_weightedData;
    }

    /** Writes W₀,R a to out. */
    void rowWeightsTimes(final DMatrixRMaj a, final DMatrixRMaj out) {
        if (m_rowWeights == null) {
            out.setTo(a);
        } else {
            CommonOps_DDRM.mult(m_rowWeights, a, out);
        }
    }

    /** Writes a W₀,C to out. */
    void timesColumnWeights(final DMatrixRMaj a, final DMatrixRMaj out) {
        if (m_columnWeights == null) {
            out.setTo(a);
        } else {
            CommonOps_DDRM.mult(a, m_columnWeights, out);
        }
    }

    private DMatrixRMaj weighted(final DMatrixRMaj a) {
        final DMatrixRMaj half = a.createLike();
        final DMatrixRMaj whole = a.createLike();
        rowWeightsTimes(a, half);
        timesColumnWeights(half, whole);
        return whole;
    }

    /**
     * @param w W, d × q, which read as a matrix is q × d. Not modified.
     * @param h H, q × n, which read as a matrix is n × q. Not modified.
     * @param rank q
     * @return the share of each observation j in tr(Eᵀ W₀,R E W₀,C), E = Y − L R: ⟨E_j, (W₀,R E W₀,C)_j⟩, which with weights
     *         between observations can be negative
     */
    double[] chi2(final double[] w, final double[] h, final int rank) {
        final DMatrixRMaj residual = m_data.copy();
        CommonOps_DDRM.multAdd(-1, DMatrixRMaj.wrap(observations(), rank, h), DMatrixRMaj.wrap(rank, pixels(), w),
            residual);
        final DMatrixRMaj weighted = weighted(residual);
        final double[] chi2 = new double[observations()];
        for (int j = 0; j < chi2.length; j++) {
            for (int i = 0; i < pixels(); i++) {
                chi2[j] += residual.get(j, i) * weighted.get(j, i);
            }
        }
        return chi2;
    }
}
