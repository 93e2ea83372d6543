package org.noisynmf.engine.vector;

import static org.noisynmf.engine.vector.DoubleVectorProducts.L;
import static org.noisynmf.engine.vector.DoubleVectorProducts.LANES;
import static org.noisynmf.engine.vector.DoubleVectorProducts.WIDE;
import static org.noisynmf.engine.vector.DoubleVectorProducts.load;

import org.noisynmf.engine.arithmetic.VectorProducts;

import jdk.incubator.vector.DoubleVector;

/** Sums along strips of type {@code double}. */
@SuppressWarnings("cast") // a cast that is redundant here narrows where this is written in single precision
final class DoubleVectorDots {

    private DoubleVectorDots() {
    }

    /** See {@link VectorProducts}. */
    static void dots(final double[][] x, final int count, final double[][] rows, final int rowCount,
        final double[] sums, final int[] positions, final int offset, final int length) {
        final int spare = sums.length - rowCount * LANES;
        for (int s = 0; s < count; s += 4) {
            final int last = count - 1;
            // where fewer than four strips are left, others are summed up beside, to where nobody looks
            final double[] x0 = x[s];
            final double[] x1 = x[Math.min(s + 1, last)];
            final double[] x2 = x[Math.min(s + 2, last)];
            final double[] x3 = x[Math.min(s + 3, last)];
            final int at0 = positions[s] + offset;
            final int at1 = s + 1 < count ? positions[s + 1] + offset : spare;
            final int at2 = s + 2 < count ? positions[s + 2] + offset : spare;
            final int at3 = s + 3 < count ? positions[s + 3] + offset : spare;
            for (int lane = 0; lane < LANES; lane += L) {
                int r = 0;
                int at = lane;
                for (; r + 5 <= rowCount && WIDE; r += 5, at += 5 * LANES) {
                    add(x0, x1, x2, x3, rows[r], rows[r + 1], rows[r + 2], rows[r + 3], rows[r + 4], sums,
                        at0 + at, at1 + at, at2 + at, at3 + at, lane, length);
                }
                for (; r + 3 <= rowCount; r += 3, at += 3 * LANES) {
                    add(x0, x1, x2, x3, rows[r], rows[r + 1], rows[r + 2], sums, at0 + at, at1 + at, at2 + at,
                        at3 + at, lane, length);
                }
                for (; r < rowCount; r++, at += LANES) {
                    add(x0, x1, x2, x3, rows[r], sums, at0 + at, at1 + at, at2 + at, at3 + at, lane,
                        length);
                }
            }
        }
    }

    /** Four strips by five rows: twenty sums in registers. */
    private static void add(final double[] x0, final double[] x1, final double[] x2, final double[] x3,
        final double[] w0, final double[] w1, final double[] w2, final double[] w3, final double[] w4,
        final double[] sums, final int at0, final int at1, final int at2, final int at3, final int lane,
        final int length) {
        DoubleVector a00 = load(sums, at0);
        DoubleVector a01 = load(sums, at0 + LANES);
        DoubleVector a02 = load(sums, at0 + 2 * LANES);
        DoubleVector a03 = load(sums, at0 + 3 * LANES);
        DoubleVector a04 = load(sums, at0 + 4 * LANES);
        DoubleVector a10 = load(sums, at1);
        DoubleVector a11 = load(sums, at1 + LANES);
        DoubleVector a12 = load(sums, at1 + 2 * LANES);
        DoubleVector a13 = load(sums, at1 + 3 * LANES);
        DoubleVector a14 = load(sums, at1 + 4 * LANES);
        DoubleVector a20 = load(sums, at2);
        DoubleVector a21 = load(sums, at2 + LANES);
        DoubleVector a22 = load(sums, at2 + 2 * LANES);
        DoubleVector a23 = load(sums, at2 + 3 * LANES);
        DoubleVector a24 = load(sums, at2 + 4 * LANES);
        DoubleVector a30 = load(sums, at3);
        DoubleVector a31 = load(sums, at3 + LANES);
        DoubleVector a32 = load(sums, at3 + 2 * LANES);
        DoubleVector a33 = load(sums, at3 + 3 * LANES);
        DoubleVector a34 = load(sums, at3 + 4 * LANES);
        for (int i = lane; i < length; i += LANES) {
            final DoubleVector y0 = load(x0, i);
            final DoubleVector y1 = load(x1, i);
            final DoubleVector y2 = load(x2, i);
            final DoubleVector y3 = load(x3, i);
            DoubleVector w = load(w0, i);
            a00 = w.fma(y0, a00);
            a10 = w.fma(y1, a10);
            a20 = w.fma(y2, a20);
            a30 = w.fma(y3, a30);
            w = load(w1, i);
            a01 = w.fma(y0, a01);
            a11 = w.fma(y1, a11);
            a21 = w.fma(y2, a21);
            a31 = w.fma(y3, a31);
            w = load(w2, i);
            a02 = w.fma(y0, a02);
            a12 = w.fma(y1, a12);
            a22 = w.fma(y2, a22);
            a32 = w.fma(y3, a32);
            w = load(w3, i);
            a03 = w.fma(y0, a03);
            a13 = w.fma(y1, a13);
            a23 = w.fma(y2, a23);
            a33 = w.fma(y3, a33);
            w = load(w4, i);
            a04 = w.fma(y0, a04);
            a14 = w.fma(y1, a14);
            a24 = w.fma(y2, a24);
            a34 = w.fma(y3, a34);
        }
        a00.intoArray(sums, at0);
        a01.intoArray(sums, at0 + LANES);
        a02.intoArray(sums, at0 + 2 * LANES);
        a03.intoArray(sums, at0 + 3 * LANES);
        a04.intoArray(sums, at0 + 4 * LANES);
        a10.intoArray(sums, at1);
        a11.intoArray(sums, at1 + LANES);
        a12.intoArray(sums, at1 + 2 * LANES);
        a13.intoArray(sums, at1 + 3 * LANES);
        a14.intoArray(sums, at1 + 4 * LANES);
        a20.intoArray(sums, at2);
        a21.intoArray(sums, at2 + LANES);
        a22.intoArray(sums, at2 + 2 * LANES);
        a23.intoArray(sums, at2 + 3 * LANES);
        a24.intoArray(sums, at2 + 4 * LANES);
        a30.intoArray(sums, at3);
        a31.intoArray(sums, at3 + LANES);
        a32.intoArray(sums, at3 + 2 * LANES);
        a33.intoArray(sums, at3 + 3 * LANES);
        a34.intoArray(sums, at3 + 4 * LANES);
    }

    private static void add(final double[] x0, final double[] x1, final double[] x2, final double[] x3,
        final double[] w0, final double[] w1, final double[] w2, final double[] sums, final int at0, final int at1,
        final int at2, final int at3, final int lane, final int length) {
        DoubleVector a00 = load(sums, at0);
        DoubleVector a01 = load(sums, at0 + LANES);
        DoubleVector a02 = load(sums, at0 + 2 * LANES);
        DoubleVector a10 = load(sums, at1);
        DoubleVector a11 = load(sums, at1 + LANES);
        DoubleVector a12 = load(sums, at1 + 2 * LANES);
        DoubleVector a20 = load(sums, at2);
        DoubleVector a21 = load(sums, at2 + LANES);
        DoubleVector a22 = load(sums, at2 + 2 * LANES);
        DoubleVector a30 = load(sums, at3);
        DoubleVector a31 = load(sums, at3 + LANES);
        DoubleVector a32 = load(sums, at3 + 2 * LANES);
        for (int i = lane; i < length; i += LANES) {
            final DoubleVector y0 = load(x0, i);
            final DoubleVector y1 = load(x1, i);
            final DoubleVector y2 = load(x2, i);
            final DoubleVector y3 = load(x3, i);
            DoubleVector w = load(w0, i);
            a00 = w.fma(y0, a00);
            a10 = w.fma(y1, a10);
            a20 = w.fma(y2, a20);
            a30 = w.fma(y3, a30);
            w = load(w1, i);
            a01 = w.fma(y0, a01);
            a11 = w.fma(y1, a11);
            a21 = w.fma(y2, a21);
            a31 = w.fma(y3, a31);
            w = load(w2, i);
            a02 = w.fma(y0, a02);
            a12 = w.fma(y1, a12);
            a22 = w.fma(y2, a22);
            a32 = w.fma(y3, a32);
        }
        a00.intoArray(sums, at0);
        a01.intoArray(sums, at0 + LANES);
        a02.intoArray(sums, at0 + 2 * LANES);
        a10.intoArray(sums, at1);
        a11.intoArray(sums, at1 + LANES);
        a12.intoArray(sums, at1 + 2 * LANES);
        a20.intoArray(sums, at2);
        a21.intoArray(sums, at2 + LANES);
        a22.intoArray(sums, at2 + 2 * LANES);
        a30.intoArray(sums, at3);
        a31.intoArray(sums, at3 + LANES);
        a32.intoArray(sums, at3 + 2 * LANES);
    }

    private static void add(final double[] x0, final double[] x1, final double[] x2, final double[] x3,
        final double[] w0, final double[] sums, final int at0, final int at1, final int at2, final int at3,
        final int lane, final int length) {
        DoubleVector a0 = load(sums, at0);
        DoubleVector a1 = load(sums, at1);
        DoubleVector a2 = load(sums, at2);
        DoubleVector a3 = load(sums, at3);
        for (int i = lane; i < length; i += LANES) {
            final DoubleVector w = load(w0, i);
            a0 = w.fma(load(x0, i), a0);
            a1 = w.fma(load(x1, i), a1);
            a2 = w.fma(load(x2, i), a2);
            a3 = w.fma(load(x3, i), a3);
        }
        a0.intoArray(sums, at0);
        a1.intoArray(sums, at1);
        a2.intoArray(sums, at2);
        a3.intoArray(sums, at3);
    }
}
