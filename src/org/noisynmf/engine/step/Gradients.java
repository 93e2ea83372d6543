package org.noisynmf.engine.step;

import java.util.stream.IntStream;

/** Gradients G z − b of several unknowns at once, where one reading of z serves them all: with a G that problems share. */
public final class Gradients {

    private Gradients() {
    }

    /**
     * (G z − b)_k, (G z − b)_k+1 … at the present z.
     *
     * @param problems the batch. Not modified.
     * @param k the first unknown
     * @param workspace its rows 0, 1 … receive one gradient each. Modified.
     * @return how many there are, at least 1
     */
    public static int rows(final Problems problems, final int k, final Workspace workspace) {
        if (problems.form() != Problems.Form.SHARED_GRAM || k + GramRow.TOGETHER > problems.rank()) {
            problems.gradientRow(k, workspace.row(0));
            return 1;
        }
        shared(problems, IntStream.range(k, k + GramRow.TOGETHER).toArray(), workspace);
        return GramRow.TOGETHER;
    }

    /** Gradients of unknowns k, three or {@link GramRow#TOGETHER}, to rows 0, 1 … */
    static void shared(final Problems problems, final int[] k, final Workspace workspace) {
        final double[][] rows = new double[k.length][];
        for (int r = 0; r < k.length; r++) {
            rows[r] = workspace.row(r);
            negative(problems.linear()[k[r]], rows[r], problems.size());
        }
        GramRow.addShared(problems.sharedGram(), problems.rank(), k, problems.z(), rows, problems.size());
    }

    private static void negative(final double[] b, final double[] out, final int size) {
        for (int m = 0; m < size; m++) {
            out[m] = -b[m];
        }
    }
}
