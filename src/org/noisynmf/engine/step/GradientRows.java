package org.noisynmf.engine.step;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.arithmetic.DoubleProducts;
import org.noisynmf.engine.arithmetic.VectorProducts;
import org.noisynmf.engine.arithmetic.VectorSteps;
import org.noisynmf.engine.arithmetic.Vectors;

/** Gradients G z − b of a few unknowns, again and again, where problems share G: every z is read once for all of them. */
final class GradientRows {

    private static final @Nullable VectorProducts<double[]> VECTORS = Vectors.doubles();

    /** Unknowns that one reading of z serves best. */
    static final int TOGETHER = VECTORS != null ? VectorSteps.TOGETHER : 3;

    private final Problems m_problems;

    private final int[] m_k;

    /** Rows k of G, one after the other, which are not so in the packed matrix. */
    private final double[] m_gram;

    /**
     * @param problems the batch, {@link Problems.Form#SHARED_GRAM}, with its G. Not modified.
     * @param k the unknowns
     */
    GradientRows(final Problems problems, final int[] k) {
        m_problems = problems;
        m_k = k;
        final int rank = problems.rank();
        m_gram = new double[k.length * rank];
        final double[] packed = problems.sharedGram();
        for (int r = 0; r < k.length; r++) {
            int pair = k[r];
            for (int l = 0; l < k[r]; l++) {
                m_gram[r * rank + l] = packed[pair];
                pair += rank - l - 1;
            }
            System.arraycopy(packed, pair, m_gram, r * rank + k[r], rank - k[r]);
        }
    }

    /** @return the unknowns. Treat as read-only. */
    int[] k() {
        return m_k;
    }

    /**
     * Forms the gradients at the present z.
     *
     * @param workspace its rows 0, 1 … receive one gradient each. Modified.
     * @return these rows
     */
    double[][] form(final Workspace workspace) {
        final double[][] out = new double[m_k.length][];
        final int size = m_problems.paddedSize();
        for (int r = 0; r < m_k.length; r++) {
            out[r] = workspace.row(r);
            negative(m_problems.linear()[m_k[r]], out[r], size);
        }
        final int rank = m_problems.rank();
        if (VECTORS != null) {
            VECTORS.addProducts(m_problems.z(), 0, rank, m_gram, rank, out, 0, out.length, size);
        } else {
            DoubleProducts.addProducts(m_problems.z(), 0, rank, m_gram, rank, out, 0, out.length, size);
        }
        return out;
    }

    private static void negative(final double[] b, final double[] out, final int size) {
        for (int m = 0; m < size; m++) {
            out[m] = -b[m];
        }
    }
}
