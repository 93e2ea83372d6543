package org.noisynmf.engine.coupled;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.model.MatrixTerms;

/**
 * The penalties of one factor Z, read as a matrix of rows × columns: ⟨λ₁ + W₁, Z⟩ + ½ λ₂ ‖Z‖² + ½ γ_c ⟨Z, Z (11ᵀ − I)⟩ +
 * ½ γ_r ⟨Z, (11ᵀ − I) Z⟩ + ½ Σ c ⟨Z, A Z B⟩. Pav (2024), eq. 3 and 4.
 */
final class SideTerms {

    private final int m_rows;

    private final int m_columns;

    private final double m_l1;

    private final double m_l2;

    private final double m_columnOverlap;

    private final double m_rowOverlap;

    private final double @Nullable [] m_linear;

    private final List<Operator> m_quadratic = new ArrayList<>();

    private final double[] m_columnSums;

    private final double[] m_buffer;

    /** c A Z B with its buffers. */
    private static final class Operator {
        private final double m_factor;
        private final @Nullable DMatrixRMaj m_left;
        private final @Nullable DMatrixRMaj m_right;
        private final DMatrixRMaj m_z;
        private final DMatrixRMaj m_half;

        Operator(final MatrixTerms.Quadratic term, final int rows, final int columns) {
            m_factor = term.factor();
            m_left = term.left() == null ? null : DMatrixRMaj.wrap(rows, rows, term.left());
            m_right = term.right() == null ? null : DMatrixRMaj.wrap(columns, columns, term.right());
            m_z = new DMatrixRMaj(rows, columns);
            m_half = new DMatrixRMaj(rows, columns);
        }

        void add(final double[] z, final double[] out) {
            System.arraycopy(z, 0, m_z.data, 0, z.length);
            if (m_left != null) {
                CommonOps_DDRM.mult(m_left, m_z, m_half);
                m_z.setTo(m_half);
            }
            if (m_right != null) {
                CommonOps_DDRM.mult(m_z, m_right, m_half);
                m_z.setTo(m_half);
            }
            for (int p = 0; p < out.length; p++) {
                out[p] += m_factor * m_z.data[p];
            }
        }
    }

    /**
     * @param rows of the factor read as a matrix
     * @param columns of the factor read as a matrix
     * @param l1 λ₁
     * @param l2 λ₂
     * @param columnOverlap γ_c, between columns
     * @param rowOverlap γ_r, between rows
     * @param linear W₁ or null. Not modified.
     * @param quadratic the other terms
     */
    SideTerms(final int rows, final int columns, final double l1, final double l2, final double columnOverlap,
        final double rowOverlap, final double @Nullable [] linear, final List<MatrixTerms.Quadratic> quadratic) {
        m_rows = rows;
        m_columns = columns;
        m_l1 = l1;
        m_l2 = l2;
        m_columnOverlap = columnOverlap;
        m_rowOverlap = rowOverlap;
        m_linear = linear;
        for (final MatrixTerms.Quadratic term : quadratic) {
            m_quadratic.add(new Operator(term, rows, columns));
        }
        m_columnSums = new double[columns];
        m_buffer = new double[rows * columns];
    }

    /** Adds λ₁ + W₁. */
    void addLinear(final double[] out) {
        for (int p = 0; p < out.length; p++) {
            out[p] += m_linear == null ? m_l1 : m_l1 + m_linear[p];
        }
    }

    /** Adds what the quadratic terms make of z but for overlap: λ₂ z + Σ c A z B. */
    void addQuadratic(final double[] z, final double[] out) {
        for (int p = 0; m_l2 != 0 && p < out.length; p++) {
            out[p] += m_l2 * z[p];
        }
        for (final Operator operator : m_quadratic) {
            operator.add(z, out);
        }
    }

    /** Adds γ_c z (11ᵀ − I) + γ_r (11ᵀ − I) z. */
    void addOverlap(final double[] z, final double[] out) {
        for (int r = 0; m_columnOverlap != 0 && r < m_rows; r++) {
            double sum = 0;
            for (int c = 0; c < m_columns; c++) {
                sum += z[r * m_columns + c];
            }
            for (int c = 0; c < m_columns; c++) {
                out[r * m_columns + c] += m_columnOverlap * (sum - z[r * m_columns + c]);
            }
        }
        if (m_rowOverlap != 0) {
            Arrays.fill(m_columnSums, 0);
            for (int p = 0; p < z.length; p++) {
                m_columnSums[p % m_columns] += z[p];
            }
            for (int p = 0; p < z.length; p++) {
                out[p] += m_rowOverlap * (m_columnSums[p % m_columns] - z[p]);
            }
        }
    }

    /**
     * @param z the factor. Not modified.
     * @return twice the penalty
     */
    double twicePenalty(final double[] z) {
        Arrays.fill(m_buffer, 0);
        addQuadratic(z, m_buffer);
        addOverlap(z, m_buffer);
        double sum = 0;
        for (int p = 0; p < z.length; p++) {
            sum += z[p] * (m_buffer[p] + 2 * (m_linear == null ? m_l1 : m_l1 + m_linear[p]));
        }
        return sum;
    }
}
