package org.noisynmf.engine.step;

import java.util.Arrays;

import org.noisynmf.engine.step.Problems.Form;

/**
 * One sweep of coordinate descent where all problems share G: three coordinates at a time, with vector instructions five,
 * whose gradients come from one reading of z, and which then hear of each other's steps, g_l ← g_l + G_lk (z_k' − z_k).
 */
final class SharedSweep {

    private SharedSweep() {
    }

    /**
     * @param problems the batch, {@link Form#SHARED_GRAM}; its free unknowns are modified
     * @param workspace buffers of the calling thread
     */
    static void sweep(final Problems problems, final Workspace workspace) {
        final int[] free = problems.free();
        for (int f = 0, some; f < free.length; f += some) {
            final int left = free.length - f;
            some = left >= GramRow.TOGETHER ? GramRow.TOGETHER : left >= 3 ? 3 : 1;
            sweep(problems, Arrays.copyOfRange(free, f, f + some), workspace);
        }
    }

    private static void sweep(final Problems problems, final int[] k, final Workspace workspace) {
        if (k.length == 1) {
            problems.gradientRow(k[0], workspace.row(0));
        } else {
            Gradients.shared(problems, k, workspace);
        }
        final double[] change = workspace.row(k.length);
        for (int r = 0; r < k.length; r++) {
            step(problems.z()[k[r]], workspace.row(r), inverse(problems, k[r]), change, problems.size());
            for (int next = r + 1; next < k.length; next++) {
                GramRow.addScaled(gram(problems, k[next], k[r]), change, workspace.row(next), problems.size());
            }
        }
    }

    private static double gram(final Problems problems, final int k, final int l) {
        return problems.sharedGram()[Problems.pair(problems.rank(), k, l)];
    }

    /** A coordinate without information is left as it is. */
    private static double inverse(final Problems problems, final int k) {
        final double diagonal = gram(problems, k, k);
        return diagonal > 0 ? 1 / diagonal : 0;
    }

    private static void step(final double[] z, final double[] gradient, final double inverse, final double[] change,
        final int size) {
        for (int m = 0; m < size; m++) {
            final double stepped = Math.max(z[m] - gradient[m] * inverse, 0);
            change[m] = stepped - z[m];
            z[m] = stepped;
        }
    }
}
