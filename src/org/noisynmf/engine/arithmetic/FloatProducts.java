package org.noisynmf.engine.arithmetic;

/** Loops over strips of type {@code float}; written from {@link DoubleProducts}, see there. */
public final class FloatProducts {

    private FloatProducts() {
    }

    /**
     * out += Σ_s c_s x_s.
     *
     * @param x strips from {@code from}. Not modified.
     * @param from first strip
     * @param wideC coefficients from {@code cFrom}. Not modified.
     * @param cFrom position of c_0
     * @param count number of terms
     * @param out a strip. Modified.
     * @param length elements of a strip
     */
    public static void addScaled(final float[][] x, final int from, final double[] wideC, final int cFrom,
        final int count, final float[] out, final int length) {
        int s = 0;
        for (; s + 5 <= count; s += 5) {
            final int f = from + s;
            final int c = cFrom + s;
            addScaled(x[f], (float)wideC[c], x[f + 1], (float)wideC[c + 1], x[f + 2], (float)wideC[c + 2],
                x[f + 3], (float)wideC[c + 3], x[f + 4], (float)wideC[c + 4], out, length);
        }
        final int f = from + s;
        final int c = cFrom + s;
        switch (count - s) {
            case 4 -> addScaled(x[f], (float)wideC[c], x[f + 1], (float)wideC[c + 1], x[f + 2],
                (float)wideC[c + 2], x[f + 3], (float)wideC[c + 3], out, length);
            case 3 -> {
                addScaled(x[f], (float)wideC[c], x[f + 1], (float)wideC[c + 1], out, length);
                addScaled(x[f + 2], (float)wideC[c + 2], out, length);
            }
            case 2 -> addScaled(x[f], (float)wideC[c], x[f + 1], (float)wideC[c + 1], out, length);
            case 1 -> addScaled(x[f], (float)wideC[c], out, length);
            default -> {
                // the fives were all
            }
        }
    }

    private static void addScaled(final float[] x, final float c, final float[] out, final int length) {
        if (FusedMultiplyAdd.AVAILABLE) {
            for (int i = 0; i < length; i++) {
                out[i] = Math.fma(c, x[i], out[i]);
            }
            return;
        }
        for (int i = 0; i < length; i++) {
            out[i] += c * x[i];
        }
    }

    private static void addScaled(final float[] x0, final float c0, final float[] x1, final float c1,
        final float[] out, final int length) {
        if (FusedMultiplyAdd.AVAILABLE) {
            for (int i = 0; i < length; i++) {
                out[i] = Math.fma(c0, x0[i], Math.fma(c1, x1[i], out[i]));
            }
            return;
        }
        for (int i = 0; i < length; i++) {
            out[i] += c0 * x0[i] + c1 * x1[i];
        }
    }

    private static void addScaled(final float[] x0, final float c0, final float[] x1, final float c1,
        final float[] x2, final float c2, final float[] x3, final float c3, final float[] out,
        final int length) {
        if (FusedMultiplyAdd.AVAILABLE) {
            for (int i = 0; i < length; i++) {
                out[i] = Math.fma(c0, x0[i], Math.fma(c1, x1[i], out[i])) + Math.fma(c2, x2[i], c3 * x3[i]);
            }
            return;
        }
        for (int i = 0; i < length; i++) {
            out[i] += c0 * x0[i] + c1 * x1[i] + (c2 * x2[i] + c3 * x3[i]);
        }
    }

    private static void addScaled(final float[] x0, final float c0, final float[] x1, final float c1,
        final float[] x2, final float c2, final float[] x3, final float c3, final float[] x4, final float c4,
        final float[] out, final int length) {
        if (FusedMultiplyAdd.AVAILABLE) {
            for (int i = 0; i < length; i++) {
                out[i] = Math.fma(c0, x0[i], Math.fma(c1, x1[i], out[i]))
                    + Math.fma(c2, x2[i], Math.fma(c3, x3[i], c4 * x4[i]));
            }
            return;
        }
        for (int i = 0; i < length; i++) {
            out[i] += c0 * x0[i] + c1 * x1[i] + (c2 * x2[i] + c3 * x3[i]) + c4 * x4[i];
        }
    }

    /**
     * out_a += Σ_s c_as x_s for several sums at once.
     *
     * @param x strips from {@code from}. Not modified.
     * @param from first strip
     * @param count number of terms
     * @param wideC coefficients, c_as at {@code a * stride + s}. Not modified.
     * @param stride distance between the coefficients of two sums
     * @param out strips from {@code outFrom}. Modified.
     * @param outFrom first sum
     * @param outs number of sums
     * @param length elements of a strip
     */
    public static void addProducts(final float[][] x, final int from, final int count, final double[] wideC,
        final int stride, final float[][] out, final int outFrom, final int outs, final int length) {
        int a = 0;
        for (; a + 3 <= outs; a += 3) {
            final int o = outFrom + a;
            int s = 0;
            for (; s + 3 <= count; s += 3) {
                final int f = from + s;
                final int c = a * stride + s;
                addThrees(x[f], x[f + 1], x[f + 2], (float)wideC[c], (float)wideC[c + 1], (float)wideC[c + 2],
                    (float)wideC[c + stride], (float)wideC[c + stride + 1], (float)wideC[c + stride + 2],
                    (float)wideC[c + 2 * stride], (float)wideC[c + 2 * stride + 1],
                    (float)wideC[c + 2 * stride + 2], out[o], out[o + 1], out[o + 2], length);
            }
            for (int r = a; s < count && r < a + 3; r++) {
                addScaled(x, from + s, wideC, r * stride + s, count - s, out[outFrom + r], length);
            }
        }
        for (; a < outs; a++) {
            addScaled(x, from, wideC, a * stride, count, out[outFrom + a], length);
        }
    }

    /**
     * Three sums over three strips: every strip is read once for all three. Sums are stored only after all reads, since
     * what is read after a store might have been stored. Arrays come as parameters, and the method is so long that the
     * virtual machine does not inline it (its limit is 325 bytes): otherwise it does not vectorise the loop.
     *
     * @param x0 a strip, at least {@code length} values, as all of them. Not modified.
     * @param x1 a strip. Not modified.
     * @param x2 a strip. Not modified.
     * @param c00 coefficient of x0 in the first sum
     * @param c01 of x1
     * @param c02 of x2
     * @param c10 coefficient of x0 in the second sum
     * @param c11 of x1
     * @param c12 of x2
     * @param c20 coefficient of x0 in the third sum
     * @param c21 of x1
     * @param c22 of x2
     * @param out0 the first sum. Modified.
     * @param out1 the second sum. Modified.
     * @param out2 the third sum. Modified.
     * @param length elements of a strip
     */
    private static void addThrees(final float[] x0, final float[] x1, final float[] x2, final float c00,
        final float c01, final float c02, final float c10, final float c11, final float c12, final float c20,
        final float c21, final float c22, final float[] out0, final float[] out1, final float[] out2,
        final int length) {
        if (FusedMultiplyAdd.AVAILABLE) {
            for (int i = 0; i < length; i++) {
                final float y0 = x0[i];
                final float y1 = x1[i];
                final float y2 = x2[i];
                final float sum0 = Math.fma(c00, y0, Math.fma(c01, y1, Math.fma(c02, y2, out0[i])));
                final float sum1 = Math.fma(c10, y0, Math.fma(c11, y1, Math.fma(c12, y2, out1[i])));
                final float sum2 = Math.fma(c20, y0, Math.fma(c21, y1, Math.fma(c22, y2, out2[i])));
                out0[i] = sum0;
                out1[i] = sum1;
                out2[i] = sum2;
            }
            return;
        }
        for (int i = 0; i < length; i++) {
            final float y0 = x0[i];
            final float y1 = x1[i];
            final float y2 = x2[i];
            final float terms = c00 * y0 + c01 * y1 + c02 * y2;
            out0[i] += terms;
        }
        for (int i = 0; i < length; i++) {
            final float y0 = x0[i];
            final float y1 = x1[i];
            final float y2 = x2[i];
            final float terms = c10 * y0 + c11 * y1 + c12 * y2;
            out1[i] += terms;
        }
        for (int i = 0; i < length; i++) {
            final float y0 = x0[i];
            final float y1 = x1[i];
            final float y2 = x2[i];
            final float terms = c20 * y0 + c21 * y1 + c22 * y2;
            out2[i] += terms;
        }
    }
}
