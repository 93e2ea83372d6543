package org.noisynmf.engine.moments;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.arithmetic.FloatProducts;
import org.noisynmf.engine.arithmetic.FusedMultiplyAdd;
import org.noisynmf.engine.arithmetic.VectorProducts;
import org.noisynmf.engine.arithmetic.Vectors;

/** Loops over strips of type {@code float}; written from {@link DoubleLoops}, see there. */
final class FloatLoops implements Loops<float[]> {

    @Override
    public float[] strip(final int length) {
        return new float[Loops.padded(length, Float.BYTES)];
    }

    @Override
    public @Nullable VectorProducts<float[]> vectors() {
        return Vectors.floats();
    }

    @Override
    public float[][] strips(final int strips) {
        return new float[strips][];
    }

    @Override
    public void fromDouble(final double[] wideFrom, final int offset, final int length, final float[] to) {
        for (int i = 0; i < length; i++) {
            to[i] = (float)wideFrom[offset + i];
        }
    }

    @Override
    public void clear(final float[] strip, final int length) {
        Arrays.fill(strip, 0, length, 0);
    }

    @Override
    public void multiply(final float[] a, final float[] b, final float[] out, final int length) {
        set(a, b, out, length);
    }

    @Override
    public void turn(final float[][] strips, final int from, final int to, final float[][] rows, final int length) {
        for (int i = 0; i < length; i += LINE) {
            turn(strips, from, to, i, rows[i], rows[i + 1], rows[i + 2], rows[i + 3], rows[i + 4], rows[i + 5],
                rows[i + 6], rows[i + 7]);
        }
    }

    private static void turn(final float[][] strips, final int first, final int end, final int i,
        final float[] row0, final float[] row1, final float[] row2, final float[] row3, final float[] row4,
        final float[] row5, final float[] row6, final float[] row7) {
        for (int m = first; m < end; m++) {
            final float[] strip = strips[m];
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
        final int count, final float[] to) {
        for (int m = 0; m < count; m++) {
            to[m] = (float)wideFrom[offset + positions[m] * stride];
        }
    }

    @Override
    public void scatter(final float[] sums, final double wideFactor, final int[] positions, final int count,
        final double[] wideTo) {
        for (int m = 0; m < count; m++) {
            wideTo[positions[m]] += wideFactor * sums[m];
        }
        Arrays.fill(sums, 0, count, 0);
    }

    private static void set(final float[] a, final float[] b, final float[] out, final int length) {
        for (int i = 0; i < length; i++) {
            out[i] = a[i] * b[i];
        }
    }

    @Override
    public void addScaled(final float[][] x, final int from, final double[] wideC, final int cFrom, final int count,
        final float[] out, final int length) {
        FloatProducts.addScaled(x, from, wideC, cFrom, count, out, length);
    }

    @Override
    public void addProducts(final float[][] x, final int from, final int count, final double[] wideC,
        final int stride, final float[][] out, final int outFrom, final int outs, final int length) {
        FloatProducts.addProducts(x, from, count, wideC, stride, out, outFrom, outs, length);
    }

    @Override
    public void model(final float[][] w, final double[] wideC, final int cFrom, final int count, final float[] v,
        final float[] out, final int length) {
        switch (count) {
            case 1 -> model(w[0], (float)wideC[cFrom], v, out, length);
            case 2 -> model(w[0], (float)wideC[cFrom], w[1], (float)wideC[cFrom + 1], v, out, length);
            case 3 -> model(w[0], (float)wideC[cFrom], w[1], (float)wideC[cFrom + 1], w[2],
                (float)wideC[cFrom + 2], v, out, length);
            case 4 -> model(w[0], (float)wideC[cFrom], w[1], (float)wideC[cFrom + 1], w[2],
                (float)wideC[cFrom + 2], w[3], (float)wideC[cFrom + 3], v, out, length);
            case 5 -> model(w[0], (float)wideC[cFrom], w[1], (float)wideC[cFrom + 1], w[2],
                (float)wideC[cFrom + 2], w[3], (float)wideC[cFrom + 3], w[4], (float)wideC[cFrom + 4], v, out,
                length);
            default -> throw new IllegalStateException(count + " templates in one loop");
        }
    }

    private static void model(final float[] w, final float c, final float[] v, final float[] out,
        final int length) {
        for (int i = 0; i < length; i++) {
            out[i] = c * w[i] * v[i];
        }
    }

    private static void model(final float[] w0, final float c0, final float[] w1, final float c1, final float[] v,
        final float[] out, final int length) {
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

    private static void model(final float[] w0, final float c0, final float[] w1, final float c1,
        final float[] w2, final float c2, final float[] v, final float[] out, final int length) {
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

    private static void model(final float[] w0, final float c0, final float[] w1, final float c1,
        final float[] w2, final float c2, final float[] w3, final float c3, final float[] v, final float[] out,
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

    private static void model(final float[] w0, final float c0, final float[] w1, final float c1,
        final float[] w2, final float c2, final float[] w3, final float c3, final float[] w4, final float c4,
        final float[] v, final float[] out, final int length) {
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
    public float @Nullable [][] direct(final double[][] wideSums) {
        return (Object)wideSums instanceof float[][] same ? same : null;
    }

    @Override
    public void flush(final float[] strip, final double[] wideSums, final int length) {
        for (int i = 0; i < length; i++) {
            wideSums[i] += strip[i];
        }
        Arrays.fill(strip, 0, length, 0);
    }

    @Override
    public double[] wide(final float[] strip, final double[] wideBuffer, final int length) {
        if ((Object)strip instanceof double[] wideStrip) {
            return wideStrip;
        }
        for (int i = 0; i < length; i++) {
            wideBuffer[i] = strip[i];
        }
        return wideBuffer;
    }

    @Override
    public double wideFetch(final float[][] strips, final int from, final int to, final int length) {
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
    private static double wideFetch(final float[] strip0, final float[] strip1, final float[] strip2,
        final float[] strip3, final int length) {
        final int line = LINE_BYTES / Float.BYTES;
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
