package org.noisynmf.engine.step;

import java.util.Arrays;

import org.noisynmf.engine.step.Problems.Form;

/**
 * One sweep of coordinate descent where all problems share G: three coordinates at a time, with vector instructions five,
 * whose gradients come from one reading of z, and which then hear of each other's steps, g_l ← g_l + G_lk (z_k' − z_k).
 */
final class SharedSweep {

    private static final int FIVE = 5;

    private SharedSweep() {
    }

    /**
     * @param problems the batch, {@link Form#SHARED_GRAM}; its free unknowns are modified
     * @param workspace buffers of the calling thread
     */
    static void sweep(final Problems problems, final Workspace workspace) {
        final int[] free = problems.free();
        final double[][] z = problems.z();
        final double[] g0 = workspace.row(0);
        final double[] g1 = workspace.row(1);
        final double[] g2 = workspace.row(2);
        final int size = problems.size();
        int f = 0;
        for (; GramRow.TOGETHER == FIVE && f + FIVE <= free.length; f += FIVE) {
            final int[] k = Arrays.copyOfRange(free, f, f + FIVE);
            Gradients.shared(problems, k, workspace);
            five(problems, k, g0, g1, g2, workspace.row(3), workspace.row(4));
        }
        for (; f + 2 < free.length; f += 3) {
            final int k0 = free[f];
            final int k1 = free[f + 1];
            final int k2 = free[f + 2];
            Gradients.shared(problems, new int[]{k0, k1, k2}, workspace);
            update(z[k0], g0, inverse(problems, k0), g1, gram(problems, k1, k0), g2, gram(problems, k2, k0), size);
            update(z[k1], g1, inverse(problems, k1), g2, gram(problems, k2, k1), size);
            update(z[k2], g2, inverse(problems, k2), size);
        }
        for (; f < free.length; f++) {
            problems.gradientRow(free[f], g0);
            update(z[free[f]], g0, inverse(problems, free[f]), size);
        }
    }

    private static void five(final Problems problems, final int[] k, final double[] g0, final double[] g1,
        final double[] g2, final double[] g3, final double[] g4) {
        final double[][] z = problems.z();
        final int size = problems.size();
        update(z[k[0]], g0, inverse(problems, k[0]), g1, gram(problems, k[1], k[0]), g2, gram(problems, k[2], k[0]),
            g3, gram(problems, k[3], k[0]), g4, gram(problems, k[4], k[0]), size);
        update(z[k[1]], g1, inverse(problems, k[1]), g2, gram(problems, k[2], k[1]), g3, gram(problems, k[3], k[1]),
            g4, gram(problems, k[4], k[1]), size);
        update(z[k[2]], g2, inverse(problems, k[2]), g3, gram(problems, k[3], k[2]), g4, gram(problems, k[4], k[2]),
            size);
        update(z[k[3]], g3, inverse(problems, k[3]), g4, gram(problems, k[4], k[3]), size);
        update(z[k[4]], g4, inverse(problems, k[4]), size);
    }

    private static double gram(final Problems problems, final int k, final int l) {
        return problems.sharedGram()[Problems.pair(problems.rank(), k, l)];
    }

    /** A coordinate without information is left as it is. */
    private static double inverse(final Problems problems, final int k) {
        final double diagonal = gram(problems, k, k);
        return diagonal > 0 ? 1 / diagonal : 0;
    }

    private static void update(final double[] z, final double[] gradient, final double inverse, final double[] g1,
        final double gram1, final double[] g2, final double gram2, final double[] g3, final double gram3,
        final double[] g4, final double gram4, final int size) {
        for (int m = 0; m < size; m++) {
            final double stepped = Math.max(z[m] - gradient[m] * inverse, 0);
            final double change = stepped - z[m];
            final double next1 = g1[m] + gram1 * change;
            final double next2 = g2[m] + gram2 * change;
            final double next3 = g3[m] + gram3 * change;
            final double next4 = g4[m] + gram4 * change;
            g1[m] = next1;
            g2[m] = next2;
            g3[m] = next3;
            g4[m] = next4;
            z[m] = stepped;
        }
    }

    private static void update(final double[] z, final double[] gradient, final double inverse, final double[] g1,
        final double gram1, final double[] g2, final double gram2, final double[] g3, final double gram3,
        final int size) {
        for (int m = 0; m < size; m++) {
            final double stepped = Math.max(z[m] - gradient[m] * inverse, 0);
            final double change = stepped - z[m];
            final double next1 = g1[m] + gram1 * change;
            final double next2 = g2[m] + gram2 * change;
            final double next3 = g3[m] + gram3 * change;
            g1[m] = next1;
            g2[m] = next2;
            g3[m] = next3;
            z[m] = stepped;
        }
    }

    private static void update(final double[] z, final double[] gradient, final double inverse, final double[] g1,
        final double gram1, final double[] g2, final double gram2, final int size) {
        for (int m = 0; m < size; m++) {
            final double stepped = Math.max(z[m] - gradient[m] * inverse, 0);
            final double change = stepped - z[m];
            final double next1 = g1[m] + gram1 * change;
            final double next2 = g2[m] + gram2 * change;
            g1[m] = next1;
            g2[m] = next2;
            z[m] = stepped;
        }
    }

    private static void update(final double[] z, final double[] gradient, final double inverse, final double[] next,
        final double gram, final int size) {
        for (int m = 0; m < size; m++) {
            final double stepped = Math.max(z[m] - gradient[m] * inverse, 0);
            next[m] += gram * (stepped - z[m]);
            z[m] = stepped;
        }
    }

    private static void update(final double[] z, final double[] gradient, final double inverse, final int size) {
        for (int m = 0; m < size; m++) {
            z[m] = Math.max(z[m] - gradient[m] * inverse, 0);
        }
    }
}
