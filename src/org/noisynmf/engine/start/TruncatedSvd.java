package org.noisynmf.engine.start;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * The leading singular triplets of the filled data, X ≈ U diag(s) Vᵀ, by random projection with subspace iteration, which
 * reads the data a few times and never holds them as a matrix. Halko, Martinsson and Tropp (2011), alg. 4.4.
 *
 * @param u q left vectors of d pixels
 * @param s q singular values, descending
 * @param v q right vectors of n observations
 */
record TruncatedSvd(double[][] u, double[] s, double[][] v) {

    /** Directions beyond those wanted, so that the last wanted are accurate. */
    private static final int EXTRA = 10;

    /** Rounds of subspace iteration; each raises the singular values' ratio by a factor squared. */
    private static final int ROUNDS = 6;

    /**
     * @param data the data. Read, not modified.
     * @param rank q ≤ min(d, n)
     * @param seed of the random projection
     * @return the q leading triplets
     */
    static TruncatedSvd of(final FilledData data, final int rank, final long seed) {
        final int d = data.pixels();
        final int n = data.count();
        final int size = Math.min(rank + EXTRA, Math.min(d, n));
        final UniformRandomProvider generator = UniformStart.generator(seed);
        final ContinuousDistribution.Sampler normal = NormalDistribution.of(0, 1).createSampler(generator);
        DMatrixRMaj right = new DMatrixRMaj(n, size);
        for (int p = 0; p < right.data.length; p++) {
            right.data[p] = normal.sample();
        }
        DMatrixRMaj left = basis(timesRight(data, right));
        for (int round = 0; round < ROUNDS; round++) {
            right = basis(timesLeft(data, left));
            left = basis(timesRight(data, right));
        }
        final DMatrixRMaj projected = timesLeft(data, left);
        final SingularValueDecomposition_F64<DMatrixRMaj> svd =
            DecompositionFactory_DDRM.svd(n, size, true, true, true);
        if (!svd.decompose(projected)) {
            throw new IllegalArgumentException(
                "The singular values of the data could not be found: their sizes differ by too many orders of "
                    + "magnitude");
        }
        final DMatrixRMaj observations = svd.getU(null, false);
        final DMatrixRMaj values = svd.getW(null);
        final DMatrixRMaj rotation = svd.getV(null, false);
        SingularOps_DDRM.descendingOrder(observations, false, values, rotation, false);
        final DMatrixRMaj pixels = new DMatrixRMaj(d, size);
        CommonOps_DDRM.mult(left, rotation, pixels);
        final double[] s = new double[rank];
        for (int k = 0; k < rank; k++) {
            s[k] = values.get(k, k);
        }
        return new TruncatedSvd(columns(pixels, rank), s, columns(observations, rank));
    }

    /** X Z for Z of n rows. */
    private static DMatrixRMaj timesRight(final FilledData data, final DMatrixRMaj z) {
        final int size = z.numCols;
        final DMatrixRMaj product = new DMatrixRMaj(data.pixels(), size);
        final double[] row = new double[data.pixels()];
        for (int j = 0; j < data.count(); j++) {
            data.row(j, row);
            for (int i = 0; i < row.length; i++) {
                final double value = row[i];
                for (int c = 0; c < size; c++) {
                    product.data[i * size + c] += value * z.data[j * size + c];
                }
            }
        }
        return product;
    }

    /** Xᵀ Q for Q of d rows. */
    private static DMatrixRMaj timesLeft(final FilledData data, final DMatrixRMaj q) {
        final int size = q.numCols;
        final DMatrixRMaj product = new DMatrixRMaj(data.count(), size);
        final double[] row = new double[data.pixels()];
        for (int j = 0; j < data.count(); j++) {
            data.row(j, row);
            for (int i = 0; i < row.length; i++) {
                final double value = row[i];
                for (int c = 0; c < size; c++) {
                    product.data[j * size + c] += value * q.data[i * size + c];
                }
            }
        }
        return product;
    }

    private static DMatrixRMaj basis(final DMatrixRMaj matrix) {
        final QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(matrix.numRows, matrix.numCols);
        // a dependent column is reported, but Q is orthogonal all the same
        qr.decompose(matrix);
        return qr.getQ(null, true);
    }

    private static double[][] columns(final DMatrixRMaj matrix, final int count) {
        final double[][] columns = new double[count][matrix.numRows];
        for (int k = 0; k < count; k++) {
            for (int r = 0; r < matrix.numRows; r++) {
                columns[k][r] = matrix.get(r, k);
            }
        }
        return columns;
    }
}
