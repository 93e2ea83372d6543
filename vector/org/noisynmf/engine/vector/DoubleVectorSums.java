package org.noisynmf.engine.vector;

import static org.noisynmf.engine.vector.DoubleVectorProducts.L;
import static org.noisynmf.engine.vector.DoubleVectorProducts.WIDE;
import static org.noisynmf.engine.vector.DoubleVectorProducts.all;
import static org.noisynmf.engine.vector.DoubleVectorProducts.load;

import org.noisynmf.engine.arithmetic.VectorProducts;

import jdk.incubator.vector.DoubleVector;

/** Sums over strips of type {@code double}. */
@SuppressWarnings("cast") // a cast that is redundant here narrows where this is written in single precision
final class DoubleVectorSums {

    private DoubleVectorSums() {
    }

    /** See {@link VectorProducts}. */
    static void addProducts(final double[][] x, final int from, final int count, final double[] factors,
        final int stride, final double[][] out, final int outFrom, final int outs, final int length) {
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
            DoubleVectorRest.add(x, from, count, factors, r * stride, out[outFrom + r], whole, length);
        }
    }

    /** Five sums of four registers each. */
    private static int addFive(final double[][] x, final int from, final int count, final double[] factors,
        final int c, final int stride, final double[] out0, final double[] out1, final double[] out2,
        final double[] out3, final double[] out4, final int length) {
        int i = 0;
        for (; i + 4 * L <= length; i += 4 * L) {
            DoubleVector a0 = load(out0, i);
            DoubleVector a1 = load(out1, i);
            DoubleVector a2 = load(out2, i);
            DoubleVector a3 = load(out3, i);
            DoubleVector a4 = load(out4, i);
            DoubleVector b0 = load(out0, i + L);
            DoubleVector b1 = load(out1, i + L);
            DoubleVector b2 = load(out2, i + L);
            DoubleVector b3 = load(out3, i + L);
            DoubleVector b4 = load(out4, i + L);
            DoubleVector c0 = load(out0, i + 2 * L);
            DoubleVector c1 = load(out1, i + 2 * L);
            DoubleVector c2 = load(out2, i + 2 * L);
            DoubleVector c3 = load(out3, i + 2 * L);
            DoubleVector c4 = load(out4, i + 2 * L);
            DoubleVector d0 = load(out0, i + 3 * L);
            DoubleVector d1 = load(out1, i + 3 * L);
            DoubleVector d2 = load(out2, i + 3 * L);
            DoubleVector d3 = load(out3, i + 3 * L);
            DoubleVector d4 = load(out4, i + 3 * L);
            for (int s = 0; s < count; s++) {
                final double[] strip = x[from + s];
                final DoubleVector y0 = load(strip, i);
                final DoubleVector y1 = load(strip, i + L);
                final DoubleVector y2 = load(strip, i + 2 * L);
                final DoubleVector y3 = load(strip, i + 3 * L);
                DoubleVector g = all(factors[c + s]);
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

    private static int addFiveSingly(final double[][] x, final int from, final int count, final double[] factors,
        final int c, final int stride, final double[] out0, final double[] out1, final double[] out2,
        final double[] out3, final double[] out4, final int first, final int length) {
        int i = first;
        for (; i + L <= length; i += L) {
            DoubleVector a0 = load(out0, i);
            DoubleVector a1 = load(out1, i);
            DoubleVector a2 = load(out2, i);
            DoubleVector a3 = load(out3, i);
            DoubleVector a4 = load(out4, i);
            for (int s = 0; s < count; s++) {
                final double[] strip = x[from + s];
                final DoubleVector y0 = load(strip, i);
                DoubleVector g = all(factors[c + s]);
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
    private static int addThree(final double[][] x, final int from, final int count, final double[] factors,
        final int c, final int stride, final double[] out0, final double[] out1, final double[] out2,
        final int length) {
        int i = 0;
        for (; i + 3 * L <= length; i += 3 * L) {
            DoubleVector a0 = load(out0, i);
            DoubleVector a1 = load(out1, i);
            DoubleVector a2 = load(out2, i);
            DoubleVector b0 = load(out0, i + L);
            DoubleVector b1 = load(out1, i + L);
            DoubleVector b2 = load(out2, i + L);
            DoubleVector c0 = load(out0, i + 2 * L);
            DoubleVector c1 = load(out1, i + 2 * L);
            DoubleVector c2 = load(out2, i + 2 * L);
            for (int s = 0; s < count; s++) {
                final double[] strip = x[from + s];
                final DoubleVector y0 = load(strip, i);
                final DoubleVector y1 = load(strip, i + L);
                final DoubleVector y2 = load(strip, i + 2 * L);
                DoubleVector g = all(factors[c + s]);
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

    private static int addThreeSingly(final double[][] x, final int from, final int count, final double[] factors,
        final int c, final int stride, final double[] out0, final double[] out1, final double[] out2, final int first,
        final int length) {
        int i = first;
        for (; i + L <= length; i += L) {
            DoubleVector a0 = load(out0, i);
            DoubleVector a1 = load(out1, i);
            DoubleVector a2 = load(out2, i);
            for (int s = 0; s < count; s++) {
                final double[] strip = x[from + s];
                final DoubleVector y0 = load(strip, i);
                DoubleVector g = all(factors[c + s]);
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

    private static int addOne(final double[][] x, final int from, final int count, final double[] factors,
        final int c, final double[] out0, final int length) {
        int i = 0;
        for (; i + 4 * L <= length; i += 4 * L) {
            DoubleVector a0 = load(out0, i);
            DoubleVector b0 = load(out0, i + L);
            DoubleVector c0 = load(out0, i + 2 * L);
            DoubleVector d0 = load(out0, i + 3 * L);
            for (int s = 0; s < count; s++) {
                final double[] strip = x[from + s];
                final DoubleVector y0 = load(strip, i);
                final DoubleVector y1 = load(strip, i + L);
                final DoubleVector y2 = load(strip, i + 2 * L);
                final DoubleVector y3 = load(strip, i + 3 * L);
                DoubleVector g = all(factors[c + s]);
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

    private static int addOneSingly(final double[][] x, final int from, final int count, final double[] factors,
        final int c, final double[] out0, final int first, final int length) {
        int i = first;
        for (; i + L <= length; i += L) {
            DoubleVector a0 = load(out0, i);
            for (int s = 0; s < count; s++) {
                final double[] strip = x[from + s];
                final DoubleVector y0 = load(strip, i);
                DoubleVector g = all(factors[c + s]);
                a0 = g.fma(y0, a0);
            }
            a0.intoArray(out0, i);
        }
        return i;
    }
}
