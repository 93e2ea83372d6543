package org.noisynmf.engine.step;

/** (G x)_k of many problems at once: the loops that sweeps and gradients spend their time in. */
final class GramRow {

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
