package org.noisynmf.engine.step;

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
        if (problems.form() != Problems.Form.SHARED_GRAM || k + 3 > problems.rank()) {
            problems.gradientRow(k, workspace.row(0));
            return 1;
        }
        shared(problems, new int[]{k, k + 1, k + 2}, workspace);
        return 3;
    }

    /** Gradients of three unknowns k to rows 0, 1 and 2. */
    static void shared(final Problems problems, final int[] k, final Workspace workspace) {
        final int size = problems.size();
        for (int r = 0; r < 3; r++) {
            negative(problems.linear()[k[r]], workspace.row(r), size);
        }
        GramRow.addShared(problems.sharedGram(), problems.rank(), k, problems.z(), workspace.row(0), workspace.row(1),
            workspace.row(2), size);
    }

    private static void negative(final double[] b, final double[] out, final int size) {
        for (int m = 0; m < size; m++) {
            out[m] = -b[m];
        }
    }
}
