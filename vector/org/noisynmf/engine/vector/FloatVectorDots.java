package org.noisynmf.engine.vector;

import static org.noisynmf.engine.vector.FloatVectorProducts.L;
import static org.noisynmf.engine.vector.FloatVectorProducts.LANES;
import static org.noisynmf.engine.vector.FloatVectorProducts.WIDE;
import static org.noisynmf.engine.vector.FloatVectorProducts.load;

import org.noisynmf.engine.arithmetic.VectorProducts;

import jdk.incubator.vector.FloatVector;

/** Loops over strips of type {@code float}; written from {@link DoubleVectorDots}, see there. */
final class FloatVectorDots {

    private FloatVectorDots() {
    }

    /** See {@link VectorProducts}. */
    static void dots(final float[][] x, final int count, final float[][] rows, final int rowCount,
        final float[] sums, final int[] positions, final int offset, final int length) {
        final int spare = sums.length - rowCount * LANES;
        for (int s = 0; s < count; s += 4) {
            final int last = count - 1;
            // where fewer than four strips are left, others are summed up beside, to where nobody looks
            final float[] x0 = x[s];
            final float[] x1 = x[Math.min(s + 1, last)];
            final float[] x2 = x[Math.min(s + 2, last)];
            final float[] x3 = x[Math.min(s + 3, last)];
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
    private static void add(final float[] x0, final float[] x1, final float[] x2, final float[] x3,
        final float[] w0, final float[] w1, final float[] w2, final float[] w3, final float[] w4,
        final float[] sums, final int at0, final int at1, final int at2, final int at3, final int lane,
        final int length) {
        FloatVector a00 = load(sums, at0);
        FloatVector a01 = load(sums, at0 + LANES);
        FloatVector a02 = load(sums, at0 + 2 * LANES);
        FloatVector a03 = load(sums, at0 + 3 * LANES);
        FloatVector a04 = load(sums, at0 + 4 * LANES);
        FloatVector a10 = load(sums, at1);
        FloatVector a11 = load(sums, at1 + LANES);
        FloatVector a12 = load(sums, at1 + 2 * LANES);
        FloatVector a13 = load(sums, at1 + 3 * LANES);
        FloatVector a14 = load(sums, at1 + 4 * LANES);
        FloatVector a20 = load(sums, at2);
        FloatVector a21 = load(sums, at2 + LANES);
        FloatVector a22 = load(sums, at2 + 2 * LANES);
        FloatVector a23 = load(sums, at2 + 3 * LANES);
        FloatVector a24 = load(sums, at2 + 4 * LANES);
        FloatVector a30 = load(sums, at3);
        FloatVector a31 = load(sums, at3 + LANES);
        FloatVector a32 = load(sums, at3 + 2 * LANES);
        FloatVector a33 = load(sums, at3 + 3 * LANES);
        FloatVector a34 = load(sums, at3 + 4 * LANES);
        for (int i = lane; i < length; i += LANES) {
            final FloatVector y0 = load(x0, i);
            final FloatVector y1 = load(x1, i);
            final FloatVector y2 = load(x2, i);
            final FloatVector y3 = load(x3, i);
            FloatVector w = load(w0, i);
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

    private static void add(final float[] x0, final float[] x1, final float[] x2, final float[] x3,
        final float[] w0, final float[] w1, final float[] w2, final float[] sums, final int at0, final int at1,
        final int at2, final int at3, final int lane, final int length) {
        FloatVector a00 = load(sums, at0);
        FloatVector a01 = load(sums, at0 + LANES);
        FloatVector a02 = load(sums, at0 + 2 * LANES);
        FloatVector a10 = load(sums, at1);
        FloatVector a11 = load(sums, at1 + LANES);
        FloatVector a12 = load(sums, at1 + 2 * LANES);
        FloatVector a20 = load(sums, at2);
        FloatVector a21 = load(sums, at2 + LANES);
        FloatVector a22 = load(sums, at2 + 2 * LANES);
        FloatVector a30 = load(sums, at3);
        FloatVector a31 = load(sums, at3 + LANES);
        FloatVector a32 = load(sums, at3 + 2 * LANES);
        for (int i = lane; i < length; i += LANES) {
            final FloatVector y0 = load(x0, i);
            final FloatVector y1 = load(x1, i);
            final FloatVector y2 = load(x2, i);
            final FloatVector y3 = load(x3, i);
            FloatVector w = load(w0, i);
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

    private static void add(final float[] x0, final float[] x1, final float[] x2, final float[] x3,
        final float[] w0, final float[] sums, final int at0, final int at1, final int at2, final int at3,
        final int lane, final int length) {
        FloatVector a0 = load(sums, at0);
        FloatVector a1 = load(sums, at1);
        FloatVector a2 = load(sums, at2);
        FloatVector a3 = load(sums, at3);
        for (int i = lane; i < length; i += LANES) {
            final FloatVector w = load(w0, i);
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
