package org.noisynmf.engine.vector;

import static org.noisynmf.engine.vector.DoubleVectorProducts.L;
import static org.noisynmf.engine.vector.DoubleVectorProducts.SPECIES;
import static org.noisynmf.engine.vector.DoubleVectorProducts.WIDE;
import static org.noisynmf.engine.vector.DoubleVectorProducts.all;
import static org.noisynmf.engine.vector.DoubleVectorProducts.load;

import org.noisynmf.engine.arithmetic.VectorProducts;

import jdk.incubator.vector.DoubleVector;

/**
 * Sums of type {@code double} along strips, for many rows that lie side by side: a register holds sums of several rows, and
 * each element of a strip is one for all of them. How strips and their products come to lie so is here, too.
 */
@SuppressWarnings("cast") // a cast that is redundant here narrows where this is written in single precision
final class DoubleVectorAcross {

    /** Strips whose sums with two registers of rows each are in registers together. */
    private static final int EIGHT = 8;

    /** The same with one register of rows; fourteen registers are no more than all processors have. */
    private static final int TWELVE = 12;

    private DoubleVectorAcross() {
    }

    /** See {@link VectorProducts}. */
    static void across(final double[][] x, final int count, final double[] rows, final int columns,
        final double[] part, final double[] sums, final int[] positions, final int offset, final int length) {
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
    private static void add(final double[] part, final int count, final int each, final double[] sums,
        final int[] positions, final int first, final int offset) {
        for (int s = 0; s < count; s++) {
            final int at = positions[first + s] + offset;
            for (int r = 0; r < each; r += L) {
                load(sums, at + r).add(load(part, s * each + r)).intoArray(sums, at + r);
            }
        }
    }

    /** Eight strips by two registers of rows: sixteen sums in registers. */
    private static void eight(final double[] x0, final double[] x1, final double[] x2, final double[] x3,
        final double[] x4, final double[] x5, final double[] x6, final double[] x7, final double[] rows,
        final int first, final int columns, final double[] part, final int length) {
        DoubleVector a0 = DoubleVector.zero(SPECIES);
        DoubleVector b0 = DoubleVector.zero(SPECIES);
        DoubleVector a1 = DoubleVector.zero(SPECIES);
        DoubleVector b1 = DoubleVector.zero(SPECIES);
        DoubleVector a2 = DoubleVector.zero(SPECIES);
        DoubleVector b2 = DoubleVector.zero(SPECIES);
        DoubleVector a3 = DoubleVector.zero(SPECIES);
        DoubleVector b3 = DoubleVector.zero(SPECIES);
        DoubleVector a4 = DoubleVector.zero(SPECIES);
        DoubleVector b4 = DoubleVector.zero(SPECIES);
        DoubleVector a5 = DoubleVector.zero(SPECIES);
        DoubleVector b5 = DoubleVector.zero(SPECIES);
        DoubleVector a6 = DoubleVector.zero(SPECIES);
        DoubleVector b6 = DoubleVector.zero(SPECIES);
        DoubleVector a7 = DoubleVector.zero(SPECIES);
        DoubleVector b7 = DoubleVector.zero(SPECIES);
        for (int i = 0, at = first; i < length; i++, at += columns) {
            final DoubleVector y0 = load(rows, at);
            final DoubleVector y1 = load(rows, at + L);
            DoubleVector g = all(x0[i]);
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
    private static void twelve(final double[] x0, final double[] x1, final double[] x2, final double[] x3,
        final double[] x4, final double[] x5, final double[] x6, final double[] x7, final double[] x8,
        final double[] x9, final double[] x10, final double[] x11, final double[] rows, final int first,
        final int columns, final double[] part, final int length) {
        DoubleVector a0 = DoubleVector.zero(SPECIES);
        DoubleVector a1 = DoubleVector.zero(SPECIES);
        DoubleVector a2 = DoubleVector.zero(SPECIES);
        DoubleVector a3 = DoubleVector.zero(SPECIES);
        DoubleVector a4 = DoubleVector.zero(SPECIES);
        DoubleVector a5 = DoubleVector.zero(SPECIES);
        DoubleVector a6 = DoubleVector.zero(SPECIES);
        DoubleVector a7 = DoubleVector.zero(SPECIES);
        DoubleVector a8 = DoubleVector.zero(SPECIES);
        DoubleVector a9 = DoubleVector.zero(SPECIES);
        DoubleVector a10 = DoubleVector.zero(SPECIES);
        DoubleVector a11 = DoubleVector.zero(SPECIES);
        for (int i = 0, at = first; i < length; i++, at += columns) {
            final DoubleVector y0 = load(rows, at);
            DoubleVector g = all(x0[i]);
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
    static void turn(final double[][] w, final int rank, final double[] rows, final int columns, final int length) {
        final int last = rank - 1;
        for (int k0 = 0; k0 < rank; k0 += 4) {
            // four at a time, since each is a piece of a line; where fewer are left, the last is written again
            final int k1 = Math.min(k0 + 1, last);
            final int k2 = Math.min(k0 + 2, last);
            final int k3 = Math.min(k0 + 3, last);
            final double[] strip0 = w[k0];
            final double[] strip1 = w[k1];
            final double[] strip2 = w[k2];
            final double[] strip3 = w[k3];
            for (int i = 0, at = 0; i < length; i++, at += columns) {
                rows[at + k0] = strip0[i];
                rows[at + k1] = strip1[i];
                rows[at + k2] = strip2[i];
                rows[at + k3] = strip3[i];
            }
        }
    }

    /** See {@link VectorProducts}. */
    static void pairs(final double[] rows, final int columns, final int rank, final int first, final int end,
        final double[] out, final int outColumns, final int length) {
        for (int i = 0; i < length; i++) {
            int at = i * outColumns;
            for (int k = first; k < end; k++) {
                final int row = i * columns;
                final DoubleVector g = all(rows[row + k]);
                // what a register writes beyond the last template is written again, or never read
                for (int l = k; l < rank; l += L) {
                    g.mul(load(rows, row + l)).intoArray(out, at + l - k);
                }
                at += rank - k;
            }
        }
    }
}
