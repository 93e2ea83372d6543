package org.noisynmf.engine.nnls;

import java.util.Arrays;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Covariance of the coefficients of one observation: the inverse of G over the coefficients that are positive. */
final class Covariance {

    private Covariance() {
    }

    /**
     * @param gram G = Wᵀ diag(V_·j) W, q × q, row by row. Not modified.
     * @param z coefficients, q values. Not modified.
     * @param rank q
     * @param out receives the upper triangle, packed by rows: NaN in rows and columns of coefficients that are 0, and
     *            everywhere if the others depend on one another. Modified.
     * @param offset where it begins in {@code out}
     */
    static void of(final double[] gram, final double[] z, final int rank, final double[] out, final int offset) {
        final int[] place = new int[rank];
        int positive = 0;
        for (int k = 0; k < rank; k++) {
            place[k] = z[k] > 0 ? positive++ : -1;
        }
        final DMatrixRMaj matrix = new DMatrixRMaj(positive, positive);
        for (int k = 0; k < rank; k++) {
            for (int l = 0; l < rank; l++) {
                if (place[k] >= 0 && place[l] >= 0) {
                    // unit diagonal: the scale of a template must not decide whether an inverse exists
                    matrix.set(place[k], place[l],
                        gram[k * rank + l] / Math.sqrt(gram[k * rank + k] * gram[l * rank + l]));
                }
            }
        }
        final DMatrixRMaj inverse = new DMatrixRMaj(positive, positive);
        final boolean known = positive > 0 && CommonOps_DDRM.invertSPD(matrix, inverse);
        Arrays.fill(out, offset, offset + rank * (rank + 1) / 2, Double.NaN);
        int p = offset;
        for (int k = 0; k < rank; k++) {
            for (int l = k; l < rank; l++, p++) {
                if (known && place[k] >= 0 && place[l] >= 0) {
                    out[p] =
                        inverse.get(place[k], place[l]) / Math.sqrt(gram[k * rank + k] * gram[l * rank + l]);
                }
            }
        }
    }
}
