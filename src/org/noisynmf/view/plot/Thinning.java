package org.noisynmf.view.plot;

/** Fewer points for a line that is drawn no wider than some number of columns: the lowest and the highest of each. */
record Thinning(double[] x, double[] y) {

    /**
     * A line that looks the same in {@code columns} columns.
     *
     * @param x d ascending positions. Not modified.
     * @param y d values; NaN = none. Not modified.
     * @param columns ≥ 1
     * @return the line itself if it has at most two points a column, else the lowest and the highest point of every
     *         stretch, in the order of x
     */
    static Thinning of(final double[] x, final double[] y, final int columns) {
        if (x.length <= 2 * columns) {
            return new Thinning(x, y);
        }
        final double[] thinX = new double[2 * columns];
        final double[] thinY = new double[2 * columns];
        for (int c = 0; c < columns; c++) {
            final int from = (int)((long)c * x.length / columns);
            final int to = (int)((long)(c + 1) * x.length / columns);
            int low = from;
            int high = from;
            for (int i = from + 1; i < to; i++) {
                low = Double.isNaN(y[low]) || y[i] < y[low] ? i : low;
                high = Double.isNaN(y[high]) || y[i] > y[high] ? i : high;
            }
            final int[] kept = {Math.min(low, high), Math.max(low, high)};
            for (int p = 0; p < 2; p++) {
                thinX[2 * c + p] = x[kept[p]];
                thinY[2 * c + p] = y[kept[p]];
            }
        }
        return new Thinning(thinX, thinY);
    }
}
