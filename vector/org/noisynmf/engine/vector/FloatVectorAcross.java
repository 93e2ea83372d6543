package org.noisynmf.engine.vector;

import static org.noisynmf.engine.vector.FloatVectorProducts.L;
import static org.noisynmf.engine.vector.FloatVectorProducts.SPECIES;
import static org.noisynmf.engine.vector.FloatVectorProducts.WIDE;
import static org.noisynmf.engine.vector.FloatVectorProducts.all;
import static org.noisynmf.engine.vector.FloatVectorProducts.load;

import org.noisynmf.engine.arithmetic.VectorProducts;

import jdk.incubator.vector.FloatVector;

/** Loops over strips of type {@code float}; written from {@link DoubleVectorAcross}, see there. */
final class FloatVectorAcross {

    /** Strips whose sums with two registers of rows each are in registers together. */
    private static final int EIGHT = 8;

    /** The same with one register of rows; fourteen registers are no more than all processors have. */
    private static final int TWELVE = 12;

    private FloatVectorAcross() {
    }

    /** See {@link VectorProducts}. */
    static void across(final float[][] x, final int count, final float[] rows, final int columns,
        final float[] part, final float[] sums, final int[] positions, final int offset, final int length) {
        int column = 0;
        for (; column + 2 * L <= columns && WIDE; column += 2 * L) {
            for (int s = 0; s < count; s += EIGHT) {
                // where fewer strips are left, the last is summed up again, for nobody
                final int last = count - 1;
                eight(x[s], x[Math.min(s + 1, last)], x[Math.min(s + 2, last)], x[Math.min(s + 3, last)],
                    x[Math.min(s + 4, last)], x[Math.min(s + 5, last)], x[Math.min(s + 6, last)],
                    x[Math.min(s + 7, last)], rows, column, columns, part, length);
                add(part, Math.min(EIGHT, count - s), 2 * L, sums, positions, s, offset + column);
            }
        }
        for (; column < columns; column += L) {
            for (int s = 0; s < count; s += TWELVE) {
                final int last = count - 1;
                twelve(x[s], x[Math.min(s + 1, last)], x[Math.min(s + 2, last)], x[Math.min(s + 3, last)],
                    x[Math.min(s + 4, last)], x[Math.min(s + 5, last)], x[Math.min(s + 6, last)],
                    x[Math.min(s + 7, last)], x[Math.min(s + 8, last)], x[Math.min(s + 9, last)],
                    x[Math.min(s + 10, last)], x[Math.min(s + 11, last)], rows, column, columns, part, length);
                add(part, Math.min(TWELVE, count - s), L, sums, positions, s, offset + column);
            }
        }
    }

    /** Adds the sums of strips along these elements to those along others. */
    private static void add(final float[] part, final int count, final int each, final float[] sums,
        final int[] positions, final int first, final int offset) {
        for (int s = 0; s < count; s++) {
            final int at = positions[first + s] + offset;
            for (int r = 0; r < each; r += L) {
                load(sums, at + r).add(load(part, s * each + r)).intoArray(sums, at + r);
            }
        }
    }

    /** Eight strips by two registers of rows: sixteen sums in registers. */
    private static void eight(final float[] x0, final float[] x1, final float[] x2, final float[] x3,
        final float[] x4, final float[] x5, final float[] x6, final float[] x7, final float[] rows,
        final int first, final int columns, final float[] part, final int length) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector a1 = FloatVector.zero(SPECIES);
        FloatVector b1 = FloatVector.zero(SPECIES);
        FloatVector a2 = FloatVector.zero(SPECIES);
        FloatVector b2 = FloatVector.zero(SPECIES);
        FloatVector a3 = FloatVector.zero(SPECIES);
        FloatVector b3 = FloatVector.zero(SPECIES);
        FloatVector a4 = FloatVector.zero(SPECIES);
        FloatVector b4 = FloatVector.zero(SPECIES);
        FloatVector a5 = FloatVector.zero(SPECIES);
        FloatVector b5 = FloatVector.zero(SPECIES);
        FloatVector a6 = FloatVector.zero(SPECIES);
        FloatVector b6 = FloatVector.zero(SPECIES);
        FloatVector a7 = FloatVector.zero(SPECIES);
        FloatVector b7 = FloatVector.zero(SPECIES);
        for (int i = 0, at = first; i < length; i++, at += columns) {
            final FloatVector y0 = load(rows, at);
            final FloatVector y1 = load(rows, at + L);
            FloatVector g = all(x0[i]);
            a0 = g.fma(y0, a0);
            b0 = g.fma(y1, b0);
            g = all(x1[i]);
            a1 = g.fma(y0, a1);
            b1 = g.fma(y1, b1);
            g = all(x2[i]);
            a2 = g.fma(y0, a2);
            b2 = g.fma(y1, b2);
            g = all(x3[i]);
            a3 = g.fma(y0, a3);
            b3 = g.fma(y1, b3);
            g = all(x4[i]);
            a4 = g.fma(y0, a4);
            b4 = g.fma(y1, b4);
            g = all(x5[i]);
            a5 = g.fma(y0, a5);
            b5 = g.fma(y1, b5);
            g = all(x6[i]);
            a6 = g.fma(y0, a6);
            b6 = g.fma(y1, b6);
            g = all(x7[i]);
            a7 = g.fma(y0, a7);
            b7 = g.fma(y1, b7);
        }
        a0.intoArray(part, 0);
        b0.intoArray(part, L);
        a1.intoArray(part, 2 * L);
        b1.intoArray(part, 3 * L);
        a2.intoArray(part, 4 * L);
        b2.intoArray(part, 5 * L);
        a3.intoArray(part, 6 * L);
        b3.intoArray(part, 7 * L);
        a4.intoArray(part, 8 * L);
        b4.intoArray(part, 9 * L);
        a5.intoArray(part, 10 * L);
        b5.intoArray(part, 11 * L);
        a6.intoArray(part, 12 * L);
        b6.intoArray(part, 13 * L);
        a7.intoArray(part, 14 * L);
        b7.intoArray(part, 15 * L);
    }

    /** Twelve strips by one register of rows. */
    private static void twelve(final float[] x0, final float[] x1, final float[] x2, final float[] x3,
        final float[] x4, final float[] x5, final float[] x6, final float[] x7, final float[] x8,
        final float[] x9, final float[] x10, final float[] x11, final float[] rows, final int first,
        final int columns, final float[] part, final int length) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = FloatVector.zero(SPECIES);
        FloatVector a2 = FloatVector.zero(SPECIES);
        FloatVector a3 = FloatVector.zero(SPECIES);
        FloatVector a4 = FloatVector.zero(SPECIES);
        FloatVector a5 = FloatVector.zero(SPECIES);
        FloatVector a6 = FloatVector.zero(SPECIES);
        FloatVector a7 = FloatVector.zero(SPECIES);
        FloatVector a8 = FloatVector.zero(SPECIES);
        FloatVector a9 = FloatVector.zero(SPECIES);
        FloatVector a10 = FloatVector.zero(SPECIES);
        FloatVector a11 = FloatVector.zero(SPECIES);
        for (int i = 0, at = first; i < length; i++, at += columns) {
            final FloatVector y0 = load(rows, at);
            FloatVector g = all(x0[i]);
            a0 = g.fma(y0, a0);
            g = all(x1[i]);
            a1 = g.fma(y0, a1);
            g = all(x2[i]);
            a2 = g.fma(y0, a2);
            g = all(x3[i]);
            a3 = g.fma(y0, a3);
            g = all(x4[i]);
            a4 = g.fma(y0, a4);
            g = all(x5[i]);
            a5 = g.fma(y0, a5);
            g = all(x6[i]);
            a6 = g.fma(y0, a6);
            g = all(x7[i]);
            a7 = g.fma(y0, a7);
            g = all(x8[i]);
            a8 = g.fma(y0, a8);
            g = all(x9[i]);
            a9 = g.fma(y0, a9);
            g = all(x10[i]);
            a10 = g.fma(y0, a10);
            g = all(x11[i]);
            a11 = g.fma(y0, a11);
        }
        a0.intoArray(part, 0);
        a1.intoArray(part, L);
        a2.intoArray(part, 2 * L);
        a3.intoArray(part, 3 * L);
        a4.intoArray(part, 4 * L);
        a5.intoArray(part, 5 * L);
        a6.intoArray(part, 6 * L);
        a7.intoArray(part, 7 * L);
        a8.intoArray(part, 8 * L);
        a9.intoArray(part, 9 * L);
        a10.intoArray(part, 10 * L);
        a11.intoArray(part, 11 * L);
    }

    /** See {@link VectorProducts}. */
    static void turn(final float[][] w, final int rank, final float[] rows, final int columns, final int length) {
        final int last = rank - 1;
        for (int k0 = 0; k0 < rank; k0 += 4) {
            // four at a time, since each is a piece of a line; where fewer are left, the last is written again
            final int k1 = Math.min(k0 + 1, last);
            final int k2 = Math.min(k0 + 2, last);
            final int k3 = Math.min(k0 + 3, last);
            final float[] strip0 = w[k0];
            final float[] strip1 = w[k1];
            final float[] strip2 = w[k2];
            final float[] strip3 = w[k3];
            for (int i = 0, at = 0; i < length; i++, at += columns) {
                rows[at + k0] = strip0[i];
                rows[at + k1] = strip1[i];
                rows[at + k2] = strip2[i];
                rows[at + k3] = strip3[i];
            }
        }
    }

    /** See {@link VectorProducts}. */
    static void pairs(final float[] rows, final int columns, final int rank, final int first, final int end,
        final float[] out, final int outColumns, final int length) {
        for (int i = 0; i < length; i++) {
            int at = i * outColumns;
            for (int k = first; k < end; k++) {
                final int row = i * columns;
                final FloatVector g = all(rows[row + k]);
                // what a register writes beyond the last template is written again, or never read
                for (int l = k; l < rank; l += L) {
                    g.mul(load(rows, row + l)).intoArray(out, at + l - k);
                }
                at += rank - k;
            }
        }
    }
}
