package org.noisynmf.engine.arithmetic;

/** Coefficients of several observations in the order in which sums of scaled strips take them. */
public final class Coefficients {

    private Coefficients() {
    }

    /**
     * c_ks = factor · h_sk.
     *
     * @param h H, q × n, coefficients of an observation contiguous. Not modified.
     * @param first where the coefficients of each observation begin. Not modified.
     * @param rank q
     * @param factor see above
     * @param count number of observations
     * @param stride distance between the coefficients of two sums, ≥ {@code count}
     * @param c receives them, c_ks at {@code k * stride + s}. Modified.
     */
    public static void copy(final double[] h, final int[] first, final int rank, final double factor, final int count,
        final int stride, final double[] c) {
        for (int k = 0; k < rank; k++) {
            for (int s = 0; s < count; s++) {
                c[k * stride + s] = factor * h[first[s] + k];
            }
        }
    }

    /**
     * Products of each coefficient of an observation with itself and all that follow.
     *
     * @param c coefficients, c_ks at {@code k * stride + s}. Not modified.
     * @param rank q
     * @param count number of observations
     * @param stride distance between the coefficients of two sums, ≥ {@code count}
     * @param pairs receives them, product p of observation s at {@code p * stride + s}. Modified.
     */
    public static void pairs(final double[] c, final int rank, final int count, final int stride,
        final double[] pairs) {
        for (int k = 0, at = 0; k < rank; k++) {
            for (int l = k; l < rank; l++, at += stride) {
                for (int s = 0; s < count; s++) {
                    pairs[at + s] = c[k * stride + s] * c[l * stride + s];
                }
            }
        }
    }
}
