package org.noisynmf.engine.step;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.arithmetic.DoubleProducts;
import org.noisynmf.engine.arithmetic.VectorProducts;
import org.noisynmf.engine.arithmetic.Vectors;

/** (G x)_k of many problems at once: the loops that sweeps and gradients spend their time in. */
final class GramRow {

    private static final @Nullable VectorProducts<double[]> VECTORS = Vectors.doubles();

    /** Rows of one G for all problems that one reading of x serves: with vector instructions five, else three. */
    static final int TOGETHER = VECTORS != null ? 5 : 3;

    private GramRow() {
    }

    /**
     * One G for all problems. Four terms a loop: batches are short, and a loop costs more than its terms.
     *
     * @param gram G, packed. Not modified.
     * @param rank q
     * @param k the row
     * @param x [q][size]. Not modified.
     * @param out receives the sums beside what it holds, {@code size} values. Modified.
     * @param size number of problems
     */
    static void addShared(final double[] gram, final int rank, final int k, final double[][] x, final double[] out,
        final int size) {
        int l = 0;
        for (; l + 3 < rank; l += 4) {
            addScaled(gram[Problems.pair(rank, k, l)], x[l], gram[Problems.pair(rank, k, l + 1)], x[l + 1],
                gram[Problems.pair(rank, k, l + 2)], x[l + 2], gram[Problems.pair(rank, k, l + 3)], x[l + 3], out,
                size);
        }
        for (; l < rank; l++) {
            final double g = gram[Problems.pair(rank, k, l)];
            final double[] xl = x[l];
            for (int m = 0; m < size; m++) {
                out[m] += g * xl[m];
            }
        }
    }

    private static void addScaled(final double g0, final double[] x0, final double g1, final double[] x1,
        final double g2, final double[] x2, final double g3, final double[] x3, final double[] out, final int size) {
        for (int m = 0; m < size; m++) {
            out[m] += g0 * x0[m] + g1 * x1[m] + g2 * x2[m] + g3 * x3[m];
        }
    }

    /**
     * One G for all problems, three rows of it at once or {@link #TOGETHER}: every x is read once for all of them.
     *
     * @param gram G, packed. Not modified.
     * @param rank q
     * @param k the rows
     * @param x [q][size]. Not modified.
     * @param out receives the sums of each row beside what it holds, {@code size} values. Modified.
     * @param size number of problems
     */
    static void addShared(final double[] gram, final int rank, final int[] k, final double[][] x, final double[][] out,
        final int size) {
        if (VECTORS != null) {
            VECTORS.addProducts(x, 0, rank, rows(gram, rank, k), rank, out, 0, k.length, size);
            return;
        }
        int l = 0;
        for (; l + 2 < rank; l += 3) {
            DoubleProducts.addThrees(x[l], x[l + 1], x[l + 2], gram[Problems.pair(rank, k[0], l)],
                gram[Problems.pair(rank, k[0], l + 1)], gram[Problems.pair(rank, k[0], l + 2)],
                gram[Problems.pair(rank, k[1], l)], gram[Problems.pair(rank, k[1], l + 1)],
                gram[Problems.pair(rank, k[1], l + 2)], gram[Problems.pair(rank, k[2], l)],
                gram[Problems.pair(rank, k[2], l + 1)], gram[Problems.pair(rank, k[2], l + 2)], out[0], out[1],
                out[2], size);
        }
        for (; l < rank; l++) {
            for (int r = 0; r < k.length; r++) {
                addScaled(gram[Problems.pair(rank, k[r], l)], x[l], out[r], size);
            }
        }
    }

    /** Rows of G side by side, which are not in the packed matrix. */
    private static double[] rows(final double[] gram, final int rank, final int[] k) {
        final double[] rows = new double[k.length * rank];
        for (int r = 0; r < k.length; r++) {
            int pair = k[r];
            for (int l = 0; l < k[r]; l++) {
                rows[r * rank + l] = gram[pair];
                pair += rank - l - 1;
            }
            System.arraycopy(gram, pair, rows, r * rank + k[r], rank - k[r]);
        }
        return rows;
    }

    /** out += g x. */
    static void addScaled(final double g, final double[] x, final double[] out, final int size) {
        for (int m = 0; m < size; m++) {
            out[m] += g * x[m];
        }
    }

    /**
     * A G of each problem. Two terms a loop: with more the JIT no longer vectorises it.
     *
     * @param gram the matrices, packed, [q(q+1)/2][size]. Not modified.
     * @param rank q
     * @param k the row
     * @param x [q][size]. Not modified.
     * @param out receives the sums beside what it holds, {@code size} values. Modified.
     * @param size number of problems
     */
    static void addOwn(final double[][] gram, final int rank, final int k, final double[][] x, final double[] out,
        final int size) {
        int l = 0;
        for (; l + 1 < rank; l += 2) {
            addProducts(gram[Problems.pair(rank, k, l)], x[l], gram[Problems.pair(rank, k, l + 1)], x[l + 1], out,
                size);
        }
        if (l < rank) {
            final double[] g = gram[Problems.pair(rank, k, l)];
            final double[] xl = x[l];
            for (int m = 0; m < size; m++) {
                out[m] += g[m] * xl[m];
            }
        }
    }

    private static void addProducts(final double[] g0, final double[] x0, final double[] g1, final double[] x1,
        final double[] out, final int size) {
        for (int m = 0; m < size; m++) {
            out[m] += g0[m] * x0[m] + g1[m] * x1[m];
        }
    }
}
