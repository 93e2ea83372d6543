package org.noisynmf.engine.moments;

import java.util.Arrays;

/** Loops over strips of type {@code float}; written from FloatLoops, see there. */
final class FloatLoops implements Loops<float[]> {

    @Override
    public float[] strip(final int length) {
        return new float[length];
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
    public double wideDot(final float[][] a, final float[][] b, final int count, final float[] lanes,
        final int length) {
        Arrays.fill(lanes, 0, length, 0);
        int s = 0;
        for (; s + 4 <= count; s += 4) {
            addProducts(a[s], b[s], a[s + 1], b[s + 1], a[s + 2], b[s + 2], a[s + 3], b[s + 3], lanes, length);
        }
        for (; s < count; s++) {
            addProduct(a[s], b[s], lanes, length);
        }
        return wideSum(lanes, length);
    }

    private static void addProduct(final float[] a, final float[] b, final float[] lanes, final int length) {
        for (int i = 0; i < length; i++) {
            lanes[i] += a[i] * b[i];
        }
    }

    private static void addProducts(final float[] a0, final float[] b0, final float[] a1, final float[] b1,
        final float[] a2, final float[] b2, final float[] a3, final float[] b3, final float[] lanes,
        final int length) {
        for (int i = 0; i < length; i++) {
            lanes[i] += a0[i] * b0[i] + a1[i] * b1[i] + (a2[i] * b2[i] + a3[i] * b3[i]);
        }
    }

    /** Four chains, because one addition must wait for the one before it. */
    private static double wideSum(final float[] lanes, final int length) {
        double wide0 = 0;
        double wide1 = 0;
        double wide2 = 0;
        double wide3 = 0;
        int i = 0;
        for (; i + 4 <= length; i += 4) {
            wide0 += lanes[i];
            wide1 += lanes[i + 1];
            wide2 += lanes[i + 2];
            wide3 += lanes[i + 3];
        }
        for (; i < length; i++) {
            wide0 += lanes[i];
        }
        return wide0 + wide1 + (wide2 + wide3);
    }

    @Override
    public void multiply(final float[] a, final float[] b, final float[] out, final int length) {
        for (int i = 0; i < length; i++) {
            out[i] = a[i] * b[i];
        }
    }

    @Override
    public void model(final float[][] w, final double[] wideC, final int offset, final int count, final float[] v,
        final float[] out, final int length) {
        Arrays.fill(out, 0, length, 0);
        int k = 0;
        for (; k + 4 <= count; k += 4) {
            addScaled(w[k], (float)wideC[offset + k], w[k + 1], (float)wideC[offset + k + 1], w[k + 2],
                (float)wideC[offset + k + 2], w[k + 3], (float)wideC[offset + k + 3], out, length);
        }
        for (; k < count; k++) {
            addScaled(w[k], (float)wideC[offset + k], out, length);
        }
        multiply(out, v, out, length);
    }

    @Override
    public void addScaled(final float[][] x, final double[] wideC, final int count, final float[] out,
        final int length) {
        int s = 0;
        for (; s + 4 <= count; s += 4) {
            addScaled(x[s], (float)wideC[s], x[s + 1], (float)wideC[s + 1], x[s + 2], (float)wideC[s + 2],
                x[s + 3], (float)wideC[s + 3], out, length);
        }
        for (; s < count; s++) {
            addScaled(x[s], (float)wideC[s], out, length);
        }
    }

    private static void addScaled(final float[] x, final float c, final float[] out, final int length) {
        for (int i = 0; i < length; i++) {
            out[i] += c * x[i];
        }
    }

    private static void addScaled(final float[] x0, final float c0, final float[] x1, final float c1,
        final float[] x2, final float c2, final float[] x3, final float c3, final float[] out,
        final int length) {
        for (int i = 0; i < length; i++) {
            out[i] += c0 * x0[i] + c1 * x1[i] + (c2 * x2[i] + c3 * x3[i]);
        }
    }

    @Override
    public float[] direct(final double[] wideSums) {
        return (Object)wideSums instanceof float[] same ? same : null;
    }

    @Override
    public void addTo(final float[] strip, final double[] wideSums, final int length) {
        for (int i = 0; i < length; i++) {
            wideSums[i] += strip[i];
        }
    }

    @Override
    public void clear(final float[] strip, final int length) {
        Arrays.fill(strip, 0, length, 0);
    }

    @Override
    public double wideResidual(final float[] data, final float[] weights, final double[] wideModel,
        final int length) {
        double wideSum = 0;
        for (int i = 0; i < length; i++) {
            if (weights[i] > 0) {
                final double wideDifference = data[i] - weights[i] * wideModel[i];
                wideSum += wideDifference * wideDifference / weights[i];
            }
        }
        return wideSum;
    }
}
