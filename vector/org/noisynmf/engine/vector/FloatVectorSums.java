package org.noisynmf.engine.vector;

import static org.noisynmf.engine.vector.FloatVectorProducts.L;
import static org.noisynmf.engine.vector.FloatVectorProducts.WIDE;
import static org.noisynmf.engine.vector.FloatVectorProducts.all;
import static org.noisynmf.engine.vector.FloatVectorProducts.load;

import org.noisynmf.engine.arithmetic.VectorProducts;

import jdk.incubator.vector.FloatVector;

/** Loops over strips of type {@code float}; written from {@link DoubleVectorSums}, see there. */
final class FloatVectorSums {

    private FloatVectorSums() {
    }

    /** See {@link VectorProducts}. */
    static void addProducts(final float[][] x, final int from, final int count, final float[] factors,
        final int stride, final float[][] out, final int outFrom, final int outs, final int length) {
        int a = 0;
        for (; a + 5 <= outs && WIDE; a += 5) {
            final int o = outFrom + a;
            final int c = a * stride;
            final int i = addFive(x, from, count, factors, c, stride, out[o], out[o + 1], out[o + 2], out[o + 3],
                out[o + 4], length);
            addFiveSingly(x, from, count, factors, c, stride, out[o], out[o + 1], out[o + 2], out[o + 3], out[o + 4], i,
                length);
        }
        for (; a + 3 <= outs; a += 3) {
            final int o = outFrom + a;
            final int c = a * stride;
            final int i = addThree(x, from, count, factors, c, stride, out[o], out[o + 1], out[o + 2], length);
            addThreeSingly(x, from, count, factors, c, stride, out[o], out[o + 1], out[o + 2], i, length);
        }
        for (; a < outs; a++) {
            final int c = a * stride;
            final int i = addOne(x, from, count, factors, c, out[outFrom + a], length);
            addOneSingly(x, from, count, factors, c, out[outFrom + a], i, length);
        }
        final int whole = length / L * L;
        for (int r = 0; whole < length && r < outs; r++) {
            FloatVectorRest.add(x, from, count, factors, r * stride, out[outFrom + r], whole, length);
        }
    }

    /** Five sums of four registers each. */
    private static int addFive(final float[][] x, final int from, final int count, final float[] factors,
        final int c, final int stride, final float[] out0, final float[] out1, final float[] out2,
        final float[] out3, final float[] out4, final int length) {
        int i = 0;
        for (; i + 4 * L <= length; i += 4 * L) {
            FloatVector a0 = load(out0, i);
            FloatVector a1 = load(out1, i);
            FloatVector a2 = load(out2, i);
            FloatVector a3 = load(out3, i);
            FloatVector a4 = load(out4, i);
            FloatVector b0 = load(out0, i + L);
            FloatVector b1 = load(out1, i + L);
            FloatVector b2 = load(out2, i + L);
            FloatVector b3 = load(out3, i + L);
            FloatVector b4 = load(out4, i + L);
            FloatVector c0 = load(out0, i + 2 * L);
            FloatVector c1 = load(out1, i + 2 * L);
            FloatVector c2 = load(out2, i + 2 * L);
            FloatVector c3 = load(out3, i + 2 * L);
            FloatVector c4 = load(out4, i + 2 * L);
            FloatVector d0 = load(out0, i + 3 * L);
            FloatVector d1 = load(out1, i + 3 * L);
            FloatVector d2 = load(out2, i + 3 * L);
            FloatVector d3 = load(out3, i + 3 * L);
            FloatVector d4 = load(out4, i + 3 * L);
            for (int s = 0; s < count; s++) {
                final float[] strip = x[from + s];
                final FloatVector y0 = load(strip, i);
                final FloatVector y1 = load(strip, i + L);
                final FloatVector y2 = load(strip, i + 2 * L);
                final FloatVector y3 = load(strip, i + 3 * L);
                FloatVector g = all(factors[c + s]);
                a0 = g.fma(y0, a0);
                b0 = g.fma(y1, b0);
                c0 = g.fma(y2, c0);
                d0 = g.fma(y3, d0);
                g = all(factors[c + stride + s]);
                a1 = g.fma(y0, a1);
                b1 = g.fma(y1, b1);
                c1 = g.fma(y2, c1);
                d1 = g.fma(y3, d1);
                g = all(factors[c + 2 * stride + s]);
                a2 = g.fma(y0, a2);
                b2 = g.fma(y1, b2);
                c2 = g.fma(y2, c2);
                d2 = g.fma(y3, d2);
                g = all(factors[c + 3 * stride + s]);
                a3 = g.fma(y0, a3);
                b3 = g.fma(y1, b3);
                c3 = g.fma(y2, c3);
                d3 = g.fma(y3, d3);
                g = all(factors[c + 4 * stride + s]);
                a4 = g.fma(y0, a4);
                b4 = g.fma(y1, b4);
                c4 = g.fma(y2, c4);
                d4 = g.fma(y3, d4);
            }
            a0.intoArray(out0, i);
            a1.intoArray(out1, i);
            a2.intoArray(out2, i);
            a3.intoArray(out3, i);
            a4.intoArray(out4, i);
            b0.intoArray(out0, i + L);
            b1.intoArray(out1, i + L);
            b2.intoArray(out2, i + L);
            b3.intoArray(out3, i + L);
            b4.intoArray(out4, i + L);
            c0.intoArray(out0, i + 2 * L);
            c1.intoArray(out1, i + 2 * L);
            c2.intoArray(out2, i + 2 * L);
            c3.intoArray(out3, i + 2 * L);
            c4.intoArray(out4, i + 2 * L);
            d0.intoArray(out0, i + 3 * L);
            d1.intoArray(out1, i + 3 * L);
            d2.intoArray(out2, i + 3 * L);
            d3.intoArray(out3, i + 3 * L);
            d4.intoArray(out4, i + 3 * L);
        }
        return i;
    }

    private static int addFiveSingly(final float[][] x, final int from, final int count, final float[] factors,
        final int c, final int stride, final float[] out0, final float[] out1, final float[] out2,
        final float[] out3, final float[] out4, final int first, final int length) {
        int i = first;
        for (; i + L <= length; i += L) {
            FloatVector a0 = load(out0, i);
            FloatVector a1 = load(out1, i);
            FloatVector a2 = load(out2, i);
            FloatVector a3 = load(out3, i);
            FloatVector a4 = load(out4, i);
            for (int s = 0; s < count; s++) {
                final float[] strip = x[from + s];
                final FloatVector y0 = load(strip, i);
                FloatVector g = all(factors[c + s]);
                a0 = g.fma(y0, a0);
                g = all(factors[c + stride + s]);
                a1 = g.fma(y0, a1);
                g = all(factors[c + 2 * stride + s]);
                a2 = g.fma(y0, a2);
                g = all(factors[c + 3 * stride + s]);
                a3 = g.fma(y0, a3);
                g = all(factors[c + 4 * stride + s]);
                a4 = g.fma(y0, a4);
            }
            a0.intoArray(out0, i);
            a1.intoArray(out1, i);
            a2.intoArray(out2, i);
            a3.intoArray(out3, i);
            a4.intoArray(out4, i);
        }
        return i;
    }

    /** Three sums of three registers each: nine, and four for the terms, are no more than all processors have. */
    private static int addThree(final float[][] x, final int from, final int count, final float[] factors,
        final int c, final int stride, final float[] out0, final float[] out1, final float[] out2,
        final int length) {
        int i = 0;
        for (; i + 3 * L <= length; i += 3 * L) {
            FloatVector a0 = load(out0, i);
            FloatVector a1 = load(out1, i);
            FloatVector a2 = load(out2, i);
            FloatVector b0 = load(out0, i + L);
            FloatVector b1 = load(out1, i + L);
            FloatVector b2 = load(out2, i + L);
            FloatVector c0 = load(out0, i + 2 * L);
            FloatVector c1 = load(out1, i + 2 * L);
            FloatVector c2 = load(out2, i + 2 * L);
            for (int s = 0; s < count; s++) {
                final float[] strip = x[from + s];
                final FloatVector y0 = load(strip, i);
                final FloatVector y1 = load(strip, i + L);
                final FloatVector y2 = load(strip, i + 2 * L);
                FloatVector g = all(factors[c + s]);
                a0 = g.fma(y0, a0);
                b0 = g.fma(y1, b0);
                c0 = g.fma(y2, c0);
                g = all(factors[c + stride + s]);
                a1 = g.fma(y0, a1);
                b1 = g.fma(y1, b1);
                c1 = g.fma(y2, c1);
                g = all(factors[c + 2 * stride + s]);
                a2 = g.fma(y0, a2);
                b2 = g.fma(y1, b2);
                c2 = g.fma(y2, c2);
            }
            a0.intoArray(out0, i);
            a1.intoArray(out1, i);
            a2.intoArray(out2, i);
            b0.intoArray(out0, i + L);
            b1.intoArray(out1, i + L);
            b2.intoArray(out2, i + L);
            c0.intoArray(out0, i + 2 * L);
            c1.intoArray(out1, i + 2 * L);
            c2.intoArray(out2, i + 2 * L);
        }
        return i;
    }

    private static int addThreeSingly(final float[][] x, final int from, final int count, final float[] factors,
        final int c, final int stride, final float[] out0, final float[] out1, final float[] out2, final int first,
        final int length) {
        int i = first;
        for (; i + L <= length; i += L) {
            FloatVector a0 = load(out0, i);
            FloatVector a1 = load(out1, i);
            FloatVector a2 = load(out2, i);
            for (int s = 0; s < count; s++) {
                final float[] strip = x[from + s];
                final FloatVector y0 = load(strip, i);
                FloatVector g = all(factors[c + s]);
                a0 = g.fma(y0, a0);
                g = all(factors[c + stride + s]);
                a1 = g.fma(y0, a1);
                g = all(factors[c + 2 * stride + s]);
                a2 = g.fma(y0, a2);
            }
            a0.intoArray(out0, i);
            a1.intoArray(out1, i);
            a2.intoArray(out2, i);
        }
        return i;
    }

    private static int addOne(final float[][] x, final int from, final int count, final float[] factors,
        final int c, final float[] out0, final int length) {
        int i = 0;
        for (; i + 4 * L <= length; i += 4 * L) {
            FloatVector a0 = load(out0, i);
            FloatVector b0 = load(out0, i + L);
            FloatVector c0 = load(out0, i + 2 * L);
            FloatVector d0 = load(out0, i + 3 * L);
            for (int s = 0; s < count; s++) {
                final float[] strip = x[from + s];
                final FloatVector y0 = load(strip, i);
                final FloatVector y1 = load(strip, i + L);
                final FloatVector y2 = load(strip, i + 2 * L);
                final FloatVector y3 = load(strip, i + 3 * L);
                FloatVector g = all(factors[c + s]);
                a0 = g.fma(y0, a0);
                b0 = g.fma(y1, b0);
                c0 = g.fma(y2, c0);
                d0 = g.fma(y3, d0);
            }
            a0.intoArray(out0, i);
            b0.intoArray(out0, i + L);
            c0.intoArray(out0, i + 2 * L);
            d0.intoArray(out0, i + 3 * L);
        }
        return i;
    }

    private static int addOneSingly(final float[][] x, final int from, final int count, final float[] factors,
        final int c, final float[] out0, final int first, final int length) {
        int i = first;
        for (; i + L <= length; i += L) {
            FloatVector a0 = load(out0, i);
            for (int s = 0; s < count; s++) {
                final float[] strip = x[from + s];
                final FloatVector y0 = load(strip, i);
                FloatVector g = all(factors[c + s]);
                a0 = g.fma(y0, a0);
            }
            a0.intoArray(out0, i);
        }
        return i;
    }
}
