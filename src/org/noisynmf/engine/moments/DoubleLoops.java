package org.noisynmf.engine.moments;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.arithmetic.DoubleProducts;
import org.noisynmf.engine.arithmetic.FusedMultiplyAdd;
import org.noisynmf.engine.arithmetic.VectorProducts;
import org.noisynmf.engine.arithmetic.Vectors;

/**
 * Loops over strips of type {@code double}.
 *
 * <p>FloatLoops is written from this file by LoopsTest: {@code double} becomes {@code float}, except before names that
 * begin with {@code wide}.
 */
@SuppressWarnings("cast") // a cast that is redundant here narrows in FloatLoops
final class DoubleLoops implements Loops<double[]> {

    @Override
    public double[] strip(final int length) {
        return new double[Loops.padded(length, Double.BYTES)];
    }

    @Override
    public @Nullable VectorProducts<double[]> vectors() {
        return Vectors.doubles();
    }

    @Override
    public double[][] strips(final int strips) {
        return new double[strips][];
    }

    @Override
    public void fromDouble(final double[] wideFrom, final int offset, final int length, final double[] to) {
        for (int i = 0; i < length; i++) {
            to[i] = (double)wideFrom[offset + i];
        }
    }

    @Override
    public void clear(final double[] strip, final int length) {
        Arrays.fill(strip, 0, length, 0);
    }

    @Override
    public void multiply(final double[] a, final double[] b, final double[] out, final int length) {
        set(a, b, out, length);
    }

    @Override
    public void turn(final double[][] strips, final int from, final int to, final double[][] rows, final int length) {
        for (int i = 0; i < length; i += LINE) {
            turn(strips, from, to, i, rows[i], rows[i + 1], rows[i + 2], rows[i + 3], rows[i + 4], rows[i + 5],
                rows[i + 6], rows[i + 7]);
        }
    }

    private static void turn(final double[][] strips, final int first, final int end, final int i,
        final double[] row0, final double[] row1, final double[] row2, final double[] row3, final double[] row4,
        final double[] row5, final double[] row6, final double[] row7) {
        for (int m = first; m < end; m++) {
            final double[] strip = strips[m];
            row0[m] = strip[i];
            row1[m] = strip[i + 1];
            row2[m] = strip[i + 2];
            row3[m] = strip[i + 3];
            row4[m] = strip[i + 4];
            row5[m] = strip[i + 5];
            row6[m] = strip[i + 6];
            row7[m] = strip[i + 7];
        }
    }

    @Override
    public void gather(final double[] wideFrom, final int offset, final int stride, final int[] positions,
        final int count, final double[] to) {
        for (int m = 0; m < count; m++) {
            to[m] = (double)wideFrom[offset + positions[m] * stride];
        }
    }

    @Override
    public void scatter(final double[] sums, final double wideFactor, final int[] positions, final int count,
        final double[] wideTo) {
        for (int m = 0; m < count; m++) {
            wideTo[positions[m]] += wideFactor * sums[m];
        }
        Arrays.fill(sums, 0, count, 0);
    }

    private static void set(final double[] a, final double[] b, final double[] out, final int length) {
        for (int i = 0; i < length; i++) {
            out[i] = a[i] * b[i];
        }
    }

    @Override
    public void addScaled(final double[][] x, final int from, final double[] wideC, final int cFrom, final int count,
        final double[] out, final int length) {
        DoubleProducts.addScaled(x, from, wideC, cFrom, count, out, length);
    }

    @Override
    public void addProducts(final double[][] x, final int from, final int count, final double[] wideC,
        final int stride, final double[][] out, final int outFrom, final int outs, final int length) {
        DoubleProducts.addProducts(x, from, count, wideC, stride, out, outFrom, outs, length);
    }

    @Override
    public void model(final double[][] w, final double[] wideC, final int cFrom, final int count, final double[] v,
        final double[] out, final int length) {
        switch (count) {
            case 1 -> model(w[0], (double)wideC[cFrom], v, out, length);
            case 2 -> model(w[0], (double)wideC[cFrom], w[1], (double)wideC[cFrom + 1], v, out, length);
            case 3 -> model(w[0], (double)wideC[cFrom], w[1], (double)wideC[cFrom + 1], w[2],
                (double)wideC[cFrom + 2], v, out, length);
            case 4 -> model(w[0], (double)wideC[cFrom], w[1], (double)wideC[cFrom + 1], w[2],
                (double)wideC[cFrom + 2], w[3], (double)wideC[cFrom + 3], v, out, length);
            case 5 -> model(w[0], (double)wideC[cFrom], w[1], (double)wideC[cFrom + 1], w[2],
                (double)wideC[cFrom + 2], w[3], (double)wideC[cFrom + 3], w[4], (double)wideC[cFrom + 4], v, out,
                length);
            default -> throw new IllegalStateException(count + " templates in one loop");
        }
    }

    private static void model(final double[] w, final double c, final double[] v, final double[] out,
        final int length) {
        for (int i = 0; i < length; i++) {
            out[i] = c * w[i] * v[i];
        }
    }

    private static void model(final double[] w0, final double c0, final double[] w1, final double c1, final double[] v,
        final double[] out, final int length) {
        if (FusedMultiplyAdd.AVAILABLE) {
            for (int i = 0; i < length; i++) {
                out[i] = Math.fma(c0, w0[i], c1 * w1[i]) * v[i];
            }
            return;
        }
        for (int i = 0; i < length; i++) {
            out[i] = (c0 * w0[i] + c1 * w1[i]) * v[i];
        }
    }

    private static void model(final double[] w0, final double c0, final double[] w1, final double c1,
        final double[] w2, final double c2, final double[] v, final double[] out, final int length) {
        if (FusedMultiplyAdd.AVAILABLE) {
            for (int i = 0; i < length; i++) {
                out[i] = Math.fma(c0, w0[i], Math.fma(c1, w1[i], c2 * w2[i])) * v[i];
            }
            return;
        }
        for (int i = 0; i < length; i++) {
            out[i] = (c0 * w0[i] + c1 * w1[i] + c2 * w2[i]) * v[i];
        }
    }

    private static void model(final double[] w0, final double c0, final double[] w1, final double c1,
        final double[] w2, final double c2, final double[] w3, final double c3, final double[] v, final double[] out,
        final int length) {
        if (FusedMultiplyAdd.AVAILABLE) {
            for (int i = 0; i < length; i++) {
                out[i] = (Math.fma(c0, w0[i], c1 * w1[i]) + Math.fma(c2, w2[i], c3 * w3[i])) * v[i];
            }
            return;
        }
        for (int i = 0; i < length; i++) {
            out[i] = (c0 * w0[i] + c1 * w1[i] + (c2 * w2[i] + c3 * w3[i])) * v[i];
        }
    }

    private static void model(final double[] w0, final double c0, final double[] w1, final double c1,
        final double[] w2, final double c2, final double[] w3, final double c3, final double[] w4, final double c4,
        final double[] v, final double[] out, final int length) {
        if (FusedMultiplyAdd.AVAILABLE) {
            for (int i = 0; i < length; i++) {
                out[i] =
                    (Math.fma(c0, w0[i], Math.fma(c1, w1[i], c4 * w4[i])) + Math.fma(c2, w2[i], c3 * w3[i])) * v[i];
            }
            return;
        }
        for (int i = 0; i < length; i++) {
            out[i] = (c0 * w0[i] + c1 * w1[i] + (c2 * w2[i] + c3 * w3[i]) + c4 * w4[i]) * v[i];
        }
    }

    @Override
    public double @Nullable [][] direct(final double[][] wideSums) {
        return (Object)wideSums instanceof double[][] same ? same : null;
    }

    @Override
    public void flush(final double[] strip, final double[] wideSums, final int length) {
        for (int i = 0; i < length; i++) {
            wideSums[i] += strip[i];
        }
        Arrays.fill(strip, 0, length, 0);
    }

    @Override
    public double[] wide(final double[] strip, final double[] wideBuffer, final int length) {
        if ((Object)strip instanceof double[] wideStrip) {
            return wideStrip;
        }
        for (int i = 0; i < length; i++) {
            wideBuffer[i] = strip[i];
        }
        return wideBuffer;
    }

    @Override
    public double wideFetch(final double[][] strips, final int from, final int to, final int length) {
        final int last = to - 1;
        double wideSum = 0;
        for (int s = from; s < to; s += 4) {
            // where fewer than four strips are left, the last is read again
            wideSum += wideFetch(strips[s], strips[Math.min(s + 1, last)], strips[Math.min(s + 2, last)],
                strips[Math.min(s + 3, last)], length);
        }
        return wideSum;
    }

    /** Four sums, since one would wait for itself. */
    private static double wideFetch(final double[] strip0, final double[] strip1, final double[] strip2,
        final double[] strip3, final int length) {
        final int line = LINE_BYTES / Double.BYTES;
        double wide0 = strip0[length - 1];
        double wide1 = strip1[length - 1];
        double wide2 = strip2[length - 1];
        double wide3 = strip3[length - 1];
        for (int i = 0; i < length; i += line) {
            wide0 += strip0[i];
            wide1 += strip1[i];
            wide2 += strip2[i];
            wide3 += strip3[i];
        }
        return wide0 + wide1 + (wide2 + wide3);
    }
}
