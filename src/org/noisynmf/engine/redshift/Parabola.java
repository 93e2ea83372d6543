package org.noisynmf.engine.redshift;

/**
 * The parabola y = lowest + ((x − at) / width)².
 *
 * @param at where it is lowest; NaN if it has no minimum
 * @param width half the width over which it rises by 1
 */
record Parabola(double at, double width) {

    /**
     * @param x three numbers, increasing. Not modified.
     * @param y values there. Not modified.
     * @return the parabola through them
     */
    static Parabola through(final double[] x, final double[] y) {
        final double left = (y[1] - y[0]) / (x[1] - x[0]);
        final double right = (y[2] - y[1]) / (x[2] - x[1]);
        final double curvature = (right - left) / (x[2] - x[0]);
        if (!(curvature > 0)) {
            return new Parabola(Double.NaN, Double.NaN);
        }
        return new Parabola((x[0] + x[1]) / 2 - left / (2 * curvature), 1 / Math.sqrt(curvature));
    }
}
