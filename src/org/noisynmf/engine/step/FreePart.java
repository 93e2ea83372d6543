package org.noisynmf.engine.step;

import java.util.Arrays;

/** The part of one problem of a batch that belongs to its free unknowns, as a dense problem of its own. */
public final class FreePart {

    private FreePart() {
    }

    /**
     * Copies it, with the held unknowns moved to the right side.
     *
     * @param problems the batch, with G. Not modified.
     * @param m index of the problem
     * @param gram receives f × f values, f = number of free unknowns, full and row by row. Modified.
     * @param linear receives f values. Modified.
     * @param z receives f values. Modified.
     */
    public static void copy(final Problems problems, final int m, final double[] gram, final double[] linear,
        final double[] z) {
        final int[] free = problems.free();
        final int f = free.length;
        for (int a = 0; a < f; a++) {
            final int k = free[a];
            z[a] = problems.z()[k][m];
            double right = problems.linear()[k][m];
            if (f < problems.rank()) {
                for (int l = 0; l < problems.rank(); l++) {
                    if (Arrays.binarySearch(free, l) < 0) {
                        right -= gram(problems, k, l, m) * problems.z()[l][m];
                    }
                }
            }
            linear[a] = right;
            for (int c = a; c < f; c++) {
                final double g = gram(problems, k, free[c], m);
                gram[a * f + c] = g;
                gram[c * f + a] = g;
            }
        }
    }

    private static double gram(final Problems problems, final int k, final int l, final int m) {
        final int p = Problems.pair(problems.rank(), k, l);
        return problems.form() == Problems.Form.SHARED_GRAM ? problems.sharedGram()[p] : problems.gram()[p][m];
    }

    /**
     * Puts its unknowns back.
     *
     * @param problems the batch. Modified.
     * @param m index of the problem
     * @param z f values ≥ 0. Not modified.
     */
    public static void put(final Problems problems, final int m, final double[] z) {
        final int[] free = problems.free();
        for (int a = 0; a < free.length; a++) {
            problems.z()[free[a]][m] = z[a];
        }
    }
}
