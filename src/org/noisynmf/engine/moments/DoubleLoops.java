package org.noisynmf.engine.moments;

import java.util.Arrays;

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
        return new double[length];
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
    public double wideDot(final double[][] a, final double[][] b, final int count, final double[] lanes,
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

    private static void addProduct(final double[] a, final double[] b, final double[] lanes, final int length) {
        for (int i = 0; i < length; i++) {
            lanes[i] += a[i] * b[i];
        }
    }

    private static void addProducts(final double[] a0, final double[] b0, final double[] a1, final double[] b1,
        final double[] a2, final double[] b2, final double[] a3, final double[] b3, final double[] lanes,
        final int length) {
        for (int i = 0; i < length; i++) {
            lanes[i] += a0[i] * b0[i] + a1[i] * b1[i] + (a2[i] * b2[i] + a3[i] * b3[i]);
        }
    }

    /** Four chains, because one addition must wait for the one before it. */
    private static double wideSum(final double[] lanes, final int length) {
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
    public void multiply(final double[] a, final double[] b, final double[] out, final int length) {
        for (int i = 0; i < length; i++) {
            out[i] = a[i] * b[i];
        }
    }

    @Override
    public void model(final double[][] w, final double[] wideC, final int offset, final int count, final double[] v,
        final double[] out, final int length) {
        Arrays.fill(out, 0, length, 0);
        int k = 0;
        for (; k + 4 <= count; k += 4) {
            addScaled(w[k], (double)wideC[offset + k], w[k + 1], (double)wideC[offset + k + 1], w[k + 2],
                (double)wideC[offset + k + 2], w[k + 3], (double)wideC[offset + k + 3], out, length);
        }
        for (; k < count; k++) {
            addScaled(w[k], (double)wideC[offset + k], out, length);
        }
        multiply(out, v, out, length);
    }

    @Override
    public void addScaled(final double[][] x, final double[] wideC, final int count, final double[] out,
        final int length) {
        int s = 0;
        for (; s + 4 <= count; s += 4) {
            addScaled(x[s], (double)wideC[s], x[s + 1], (double)wideC[s + 1], x[s + 2], (double)wideC[s + 2],
                x[s + 3], (double)wideC[s + 3], out, length);
        }
        for (; s < count; s++) {
            addScaled(x[s], (double)wideC[s], out, length);
        }
    }

    private static void addScaled(final double[] x, final double c, final double[] out, final int length) {
        for (int i = 0; i < length; i++) {
            out[i] += c * x[i];
        }
    }

    private static void addScaled(final double[] x0, final double c0, final double[] x1, final double c1,
        final double[] x2, final double c2, final double[] x3, final double c3, final double[] out,
        final int length) {
        for (int i = 0; i < length; i++) {
            out[i] += c0 * x0[i] + c1 * x1[i] + (c2 * x2[i] + c3 * x3[i]);
        }
    }

    @Override
    public double[] direct(final double[] wideSums) {
        return (Object)wideSums instanceof double[] same ? same : null;
    }

    @Override
    public void addTo(final double[] strip, final double[] wideSums, final int length) {
        for (int i = 0; i < length; i++) {
            wideSums[i] += strip[i];
        }
    }

    @Override
    public void clear(final double[] strip, final int length) {
        Arrays.fill(strip, 0, length, 0);
    }

    @Override
    public double wideResidual(final double[] data, final double[] weights, final double[] wideModel,
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
