package org.noisynmf.engine.moments;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.arithmetic.VectorProducts;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.step.Problems;

/**
 * The matrices G that all problems of a side share where every entry has weight 1: Wᵀ W and H Hᵀ, packed.
 *
 * <p>Sums over many pixels or observations are made of parts, each by one thread.
 */
public final class Gram {

    /** From this rank on rows are long enough to be worth loops. */
    private static final int LONG = 16;

    /** Rows that are added up at a time. */
    private static final int ROWS = 24;

    /** Length of a part, at least. */
    private static final int PART = 512;

    /** Parts, at most: each has a matrix of its own. */
    private static final int MAX_PARTS = 16;

    private static final DoubleLoops LOOPS = new DoubleLoops();

    private static final @Nullable VectorProducts<double[]> VECTORS = LOOPS.vectors();

    /** Strips whose sums along others are made together. */
    private static final int STRIPS = 4;

    /** Strips along which wide registers take them at a time; the first of the others is at a multiple of that. */
    private static final int OTHERS = 5;

    /** Pixels or observations whose outer products are added up. */
    private interface Source {

        /**
         * @param first first of them
         * @param count number of them
         * @param rows one for each, q values. Modified.
         */
        void rows(int first, int count, double[][] rows);

        /**
         * @param first first of them
         * @param count number of them
         * @param strips one for each k, {@code count} values. Modified.
         */
        void strips(int first, int count, double[][] strips);
    }

    /** W, d × q. */
    private record OfTemplates(double[] w, int rank, int pixels) implements Source {

        @Override
        public void rows(final int first, final int count, final double[][] rows) {
            for (int k = 0; k < rank; k++) {
                for (int r = 0; r < count; r++) {
                    rows[r][k] = w[k * pixels + first + r];
                }
            }
        }

        @Override
        public void strips(final int first, final int count, final double[][] strips) {
            for (int k = 0; k < rank; k++) {
                System.arraycopy(w, k * pixels + first, strips[k], 0, count);
            }
        }
    }

    /** H, q × n. */
    private record OfCoefficients(double[] h, int rank) implements Source {

        @Override
        public void rows(final int first, final int count, final double[][] rows) {
            for (int r = 0; r < count; r++) {
                System.arraycopy(h, (first + r) * rank, rows[r], 0, rank);
            }
        }

        @Override
        public void strips(final int first, final int count, final double[][] strips) {
            for (int r = 0; r < count; r++) {
                for (int k = 0; k < rank; k++) {
                    strips[k][r] = h[(first + r) * rank + k];
                }
            }
        }
    }

    private Gram() {
    }

    private static void sum(final int count, final int rank, final Source source, final Team team,
        final double[] packed) {
        final int part = Math.max(PART, (count + MAX_PARTS - 1) / MAX_PARTS);
        final double[][] sums = new double[(count + part - 1) / part][packed.length];
        final double[][][] strips = new double[team.size()][][];
        team.run(sums.length, (p, worker) -> {
            final int end = Math.min((p + 1) * part, count);
            if (VECTORS != null) {
                strips[worker] = strips[worker] == null ? new double[rank][PART] : strips[worker];
                dots(VECTORS, p * part, end, source, strips[worker], sums[p]);
            } else {
                products(p * part, end, rank, source, sums[p]);
            }
        });
        Arrays.fill(packed, 0);
        for (final double[] some : sums) {
            for (int pair = 0; pair < packed.length; pair++) {
                packed[pair] += some[pair];
            }
        }
    }

    /** Rows are added up, each scaled by its own elements. */
    private static void products(final int from, final int to, final int rank, final Source source,
        final double[] packed) {
        final double[][] matrix = new double[rank][Loops.padded(rank, Double.BYTES)];
        final double[][] rows = new double[ROWS][Loops.padded(rank, Double.BYTES)];
        final double[] turned = new double[rank * ROWS];
        for (int first = from; first < to; first += ROWS) {
            final int some = Math.min(ROWS, to - first);
            source.rows(first, some, rows);
            for (int k = 0; k < rank; k++) {
                for (int r = 0; r < some; r++) {
                    turned[k * ROWS + r] = rows[r][k];
                }
            }
            LOOPS.addProducts(rows, 0, some, turned, ROWS, matrix, 0, rank, rank);
        }
        for (int k = 0, pair = 0; k < rank; k++) {
            for (int l = k; l < rank; l++, pair++) {
                packed[pair] = matrix[k][l];
            }
        }
    }

    /** Strips are summed up along each other. */
    private static void dots(final VectorProducts<double[]> vectors, final int from, final int to,
        final Source source, final double[][] strips, final double[] packed) {
        final int rank = strips.length;
        final int lanes = vectors.lanes();
        // one strip more is a buffer
        final double[] sums = new double[(STRIPS + 1) * rank * lanes];
        final int[] positions = new int[STRIPS];
        Arrays.setAll(positions, s -> s * rank * lanes);
        for (int first = from; first < to; first += PART) {
            final int length = Math.min(PART, to - first);
            source.strips(first, length, strips);
            for (final double[] strip : strips) {
                Arrays.fill(strip, length, PART, 0);
            }
            for (int k = 0; k < rank; k += STRIPS) {
                final double[][] some = Arrays.copyOfRange(strips, k, Math.min(k + STRIPS, rank));
                final int other = k / OTHERS * OTHERS;
                final double[][] others = Arrays.copyOfRange(strips, other, rank);
                Arrays.fill(sums, 0);
                vectors.dots(some, some.length, others, others.length, sums, positions, 0, PART);
                for (int s = 0; s < some.length; s++) {
                    final int row = Problems.pair(rank, k + s, k + s);
                    for (int l = k + s; l < rank; l++) {
                        packed[row + l - k - s] += vectors.wideSum(sums, positions[s] + (l - other) * lanes);
                    }
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
            sum(d, rank, new OfTemplates(w, rank, d), team, packed);
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
            sum(h.length / rank, rank, new OfCoefficients(h, rank), team, packed);
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
