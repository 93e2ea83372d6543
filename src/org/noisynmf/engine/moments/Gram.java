package org.noisynmf.engine.moments;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.arithmetic.VectorProducts;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.step.Problems;

/**
 * The matrices G that all problems of a side share where every entry has weight 1: Wᵀ W and H Hᵀ, packed.
 *
 * <p>Sums over many pixels or observations are made of parts, each by one thread: a part is a product of matrices, whose
 * rows are sums of scaled rows.
 */
public final class Gram {

    /** From this rank on rows are long enough to be worth loops. */
    private static final int LONG = 16;

    /** Rows that are multiplied at a time. */
    private static final int ROWS = 24;

    /** Length of a part, at least. */
    private static final int PART = 512;

    /** Parts, at most: each has a matrix of its own. */
    private static final int MAX_PARTS = 16;

    private static final DoubleLoops LOOPS = new DoubleLoops();

    private static final @Nullable VectorProducts<double[]> VECTORS = LOOPS.vectors();

    /** Copies a few of the vectors whose outer products are added up. */
    @FunctionalInterface
    private interface Source {
        /**
         * @param first first vector
         * @param count number of vectors
         * @param rows one a vector, q values each. Modified.
         */
        void copy(int first, int count, double[][] rows);
    }

    private Gram() {
    }

    private static void sum(final int count, final int rank, final Source source, final Team team,
        final double[] packed) {
        final int part = Math.max(PART, (count + MAX_PARTS - 1) / MAX_PARTS);
        final double[][][] sums = new double[(count + part - 1) / part][][];
        team.run(sums.length, (p, worker) -> {
            final double[][] matrix = new double[rank][Loops.padded(rank, Double.BYTES)];
            final double[][] rows = new double[ROWS][Loops.padded(rank, Double.BYTES)];
            final double[] turned = new double[rank * ROWS];
            final int end = Math.min((p + 1) * part, count);
            for (int first = p * part; first < end; first += ROWS) {
                final int some = Math.min(ROWS, end - first);
                source.copy(first, some, rows);
                for (int k = 0; k < rank; k++) {
                    for (int r = 0; r < some; r++) {
                        turned[k * ROWS + r] = rows[r][k];
                    }
                }
                if (VECTORS != null) {
                    VECTORS.addProducts(rows, 0, some, turned, ROWS, matrix, 0, rank, rank);
                } else {
                    LOOPS.addProducts(rows, 0, some, turned, ROWS, matrix, 0, rank, rank);
                }
            }
            sums[p] = matrix;
        });
        for (int k = 0, pair = 0; k < rank; k++) {
            for (int l = k; l < rank; l++, pair++) {
                packed[pair] = 0;
                for (final double[][] matrix : sums) {
                    packed[pair] += matrix[k][l];
                }
            }
        }
    }

    /**
     * Wᵀ W.
     *
     * @param w W, d × q, template k contiguous. Not modified.
     * @param rank q
     * @param team shares the rows
     * @param packed receives the upper triangle, q(q+1)/2 values, see {@link Problems#pair}. Modified.
     */
    public static void ofTemplates(final double[] w, final int rank, final Team team, final double[] packed) {
        final int d = w.length / rank;
        if (rank >= LONG) {
            sum(d, rank, (first, count, rows) -> {
                for (int k = 0; k < rank; k++) {
                    for (int r = 0; r < count; r++) {
                        rows[r][k] = w[k * d + first + r];
                    }
                }
            }, team, packed);
            return;
        }
        team.run(rank, (k, worker) -> {
            for (int l = k; l < rank; l++) {
                double sum = 0;
                for (int i = 0; i < d; i++) {
                    sum += w[k * d + i] * w[l * d + i];
                }
                packed[Problems.pair(rank, k, l)] = sum;
            }
        });
    }

    /**
     * H Hᵀ.
     *
     * @param h H, q × n, coefficients of an observation contiguous. Not modified.
     * @param rank q
     * @param team shares the rows
     * @param packed receives the upper triangle, q(q+1)/2 values, see {@link Problems#pair}. Modified.
     */
    public static void ofCoefficients(final double[] h, final int rank, final Team team, final double[] packed) {
        if (rank >= LONG) {
            sum(h.length / rank, rank, (first, count, rows) -> {
                for (int r = 0; r < count; r++) {
                    System.arraycopy(h, (first + r) * rank, rows[r], 0, rank);
                }
            }, team, packed);
            return;
        }
        team.run(rank, (k, worker) -> {
            final int row = Problems.pair(rank, k, k) - k;
            Arrays.fill(packed, row + k, row + rank, 0);
            for (int j = 0; j < h.length; j += rank) {
                final double hk = h[j + k];
                if (hk != 0) {
                    for (int l = k; l < rank; l++) {
                        packed[row + l] += hk * h[j + l];
                    }
                }
            }
        });
    }
}
