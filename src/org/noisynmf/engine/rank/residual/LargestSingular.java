package org.noisynmf.engine.rank.residual;

import java.util.Arrays;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The largest singular value of a matrix of residuals R (d × n, in units of σ) with its vector over the pixels, by
 * Lanczos steps on R Rᵀ with full reorthogonalisation. Each step reads the data once.
 *
 * <p>With a random sign for each entry (or block of entries) the rows keep their variances and gaps, but hold no template
 * any more: what is left is the largest singular value of noise alone. Hong, Sheng and Dobriban (2020), "Selecting the
 * number of components in PCA via random signflips".
 *
 * @param value the largest singular value, ≥ 0
 * @param vector its left singular vector, d values of norm 1, or 0 everywhere
 */
public record LargestSingular(double value, double[] vector) {

    /** Steps; the largest value of noise alone, at the edge of many close ones, is reached to about 1 %. */
    private static final int STEPS = 20;

    /**
     * @param residuals R
     * @param flip number of the random signs, 0 = none
     * @param block pixels in a row with the same sign, ≥ 1
     * @param seed of the signs and of the start
     * @return the largest singular value
     */
    public static LargestSingular of(final Residuals residuals, final int flip, final int block, final long seed) {
        final int d = residuals.pixels();
        final int steps = Math.min(d, STEPS);
        final double[][] basis = new double[steps][];
        final double[] diagonal = new double[steps];
        final double[] beside = new double[steps];
        double[] next = new double[d];
        for (int i = 0; i < d; i++) {
            next[i] = Signs.uniform(seed, -1, flip, i) - 0.5;
        }
        int taken = 0;
        for (int s = 0; s < steps; s++) {
            final double norm = norm(next);
            if (s > 0) {
                beside[s - 1] = norm;
            }
            if (!(norm > (s == 0 ? 0 : 1e-10 * (diagonal[0] + beside[0])))) {
                break;
            }
            basis[s] = scaled(next, 1 / norm);
            next = product(residuals, basis[s], flip, block, seed);
            diagonal[s] = dot(next, basis[s]);
            taken++;
            // twice is enough (Giraud, Langou, Rozložník 2005)
            for (int twice = 0; twice < 2; twice++) {
                for (int p = 0; p < taken; p++) {
                    add(next, -dot(next, basis[p]), basis[p]);
                }
            }
        }
        return taken == 0 ? new LargestSingular(0, new double[d]) : top(basis, diagonal, beside, taken);
    }

    private static LargestSingular top(final double[][] basis, final double[] diagonal, final double[] beside,
        final int size) {
        final DMatrixRMaj small = new DMatrixRMaj(size, size);
        for (int s = 0; s < size; s++) {
            small.set(s, s, diagonal[s]);
            if (s + 1 < size) {
                small.set(s, s + 1, beside[s]);
                small.set(s + 1, s, beside[s]);
            }
        }
        final EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
        if (!eigen.decompose(small)) {
            throw new IllegalStateException("The eigenvalues of a symmetric " + size + "×" + size + " matrix failed");
        }
        int best = 0;
        for (int e = 1; e < size; e++) {
            best = eigen.getEigenvalue(e).real > eigen.getEigenvalue(best).real ? e : best;
        }
        final double[] vector = new double[basis[0].length];
        for (int s = 0; s < size; s++) {
            add(vector, eigen.getEigenVector(best).get(s, 0), basis[s]);
        }
        return new LargestSingular(Math.sqrt(Math.max(0, eigen.getEigenvalue(best).real)), vector);
    }

    /** R Rᵀ z, with flipped signs. */
    private static double[] product(final Residuals residuals, final double[] z, final int flip, final int block,
        final long seed) {
        final double[] sum = new double[z.length];
        final double[] row = new double[z.length];
        for (int j = 0; j < residuals.count(); j++) {
            residuals.weighted(j, row);
            if (flip > 0) {
                flip(row, flip, j, block, seed);
            }
            add(sum, dot(row, z), row);
        }
        return sum;
    }

    public static void flip(final double[] row, final int flip, final int j, final int block, final long seed) {
        // blocks begin at another place in each observation, so that no edge is the same in all
        final int offset = block == 1 ? 0 : (int)(Signs.uniform(seed, flip, j, -2) * block);
        long bits = 0;
        for (int i = 0; i < row.length; i++) {
            final int b = (i + offset) / block;
            if (i == 0 || (b & 63) == 0) {
                bits = Signs.bits(seed, flip, j, b >>> 6);
            }
            if ((bits >>> (b & 63) & 1) != 0) {
                row[i] = -row[i];
            }
        }
    }

    private static double norm(final double[] a) {
        return Math.sqrt(dot(a, a));
    }

    private static double dot(final double[] a, final double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(final double[] a, final double c, final double[] b) {
        for (int i = 0; i < a.length; i++) {
            a[i] += c * b[i];
        }
    }

    private static double[] scaled(final double[] a, final double c) {
        final double[] b = a.clone();
        Arrays.setAll(b, i -> b[i] * c);
        return b;
    }
}
