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
        if (problems.form() != Problems.Form.SHARED_GRAM || k + GradientRows.TOGETHER > problems.rank()) {
            problems.gradientRow(k, workspace.row(0));
            return 1;
        }
        new GradientRows(problems, IntStream.range(k, k + GradientRows.TOGETHER).toArray()).form(workspace);
        return GradientRows.TOGETHER;
    }
}
