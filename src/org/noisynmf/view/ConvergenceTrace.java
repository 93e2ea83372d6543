package org.noisynmf.view;

/**
 * How one run went: a row for the start and one for every pass, or an even selection of them.
 *
 * @param label what tells this run from the others, e.g. "Start 3"
 * @param growthPasses how many of the passes grew the templates one by one before all of them were there; 0 if none
 * @param pass number of the pass, ascending
 * @param chi2 χ² (plus penalties) after the pass
 * @param kkt residual of the Karush–Kuhn–Tucker conditions after the pass, NaN where it was not computed; empty = never
 * @param seconds since the start of the run; empty = not measured
 */
public record ConvergenceTrace(String label, int growthPasses, double[] pass, double[] chi2, double[] kkt,
    double[] seconds) {

    /** Checks that the columns are of one length, or absent where they may be. */
    public ConvergenceTrace {
        requireLength(chi2, pass.length, "chi2");
        if (kkt.length > 0) {
            requireLength(kkt, pass.length, "kkt");
        }
        if (seconds.length > 0) {
            requireLength(seconds, pass.length, "seconds");
        }
    }

    /**
     * At most {@link ViewLimits#MAX_TRACE_ROWS} rows of this trace: the first hundred, where the curve bends, the last,
     * and an even selection of those between.
     *
     * @return this trace if it is short enough, else a shorter one
     */
    public ConvergenceTrace thinned() {
        final int rows = pass.length;
        if (rows <= ViewLimits.MAX_TRACE_ROWS) {
            return this;
        }
        final int head = 100;
        final int[] kept = new int[ViewLimits.MAX_TRACE_ROWS];
        for (int r = 0; r < kept.length; r++) {
            kept[r] = r < head ? r
                : head + (int)((long)(r - head) * (rows - 1 - head) / (ViewLimits.MAX_TRACE_ROWS - 1 - head));
        }
        return new ConvergenceTrace(label, growthPasses, select(pass, kept), select(chi2, kept), select(kkt, kept),
            select(seconds, kept));
    }

    private static double[] select(final double[] column, final int[] kept) {
        if (column.length == 0) {
            return column;
        }
        final double[] selected = new double[kept.length];
        for (int r = 0; r < kept.length; r++) {
            selected[r] = column[kept[r]];
        }
        return selected;
    }

    private static void requireLength(final double[] column, final int rows, final String name) {
        if (column.length != rows) {
            throw new IllegalArgumentException(
                "trace column " + name + " has " + column.length + " rows, pass has " + rows);
        }
    }
}
