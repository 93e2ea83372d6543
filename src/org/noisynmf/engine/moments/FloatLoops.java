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
    public void products(final float[][] a, final int aFrom, final float[][] b, final int bFrom, final int count,
        final boolean fresh, final float[] lanes, final int length) {
        int s = 0;
        if (fresh) {
            s = (count - 1) % 3 + 1;
            if (s == 1) {
                set(a[aFrom], b[bFrom], lanes, length);
            } else if (s == 2) {
                set(a[aFrom], b[bFrom], a[aFrom + 1], b[bFrom + 1], lanes, length);
            } else {
                set(a[aFrom], b[bFrom], a[aFrom + 1], b[bFrom + 1], a[aFrom + 2], b[bFrom + 2], lanes, length);
            }
        }
        for (; s + 3 <= count; s += 3) {
            add(a[aFrom + s], b[bFrom + s], a[aFrom + s + 1], b[bFrom + s + 1], a[aFrom + s + 2], b[bFrom + s + 2],
                lanes, length);
        }
        for (; s < count; s++) {
            add(a[aFrom + s], b[bFrom + s], lanes, length);
        }
    }

    private static void set(final float[] a, final float[] b, final float[] lanes, final int length) {
        for (int i = 0; i < length; i++) {
            lanes[i] = a[i] * b[i];
        }
    }

    private static void set(final float[] a0, final float[] b0, final float[] a1, final float[] b1,
        final float[] lanes, final int length) {
        for (int i = 0; i < length; i++) {
            lanes[i] = a0[i] * b0[i] + a1[i] * b1[i];
        }
    }

    private static void set(final float[] a0, final float[] b0, final float[] a1, final float[] b1,
        final float[] a2, final float[] b2, final float[] lanes, final int length) {
        for (int i = 0; i < length; i++) {
            lanes[i] = a0[i] * b0[i] + a1[i] * b1[i] + a2[i] * b2[i];
        }
    }

    private static void add(final float[] a, final float[] b, final float[] lanes, final int length) {
        for (int i = 0; i < length; i++) {
            lanes[i] += a[i] * b[i];
        }
    }

    private static void add(final float[] a0, final float[] b0, final float[] a1, final float[] b1,
        final float[] a2, final float[] b2, final float[] lanes, final int length) {
        for (int i = 0; i < length; i++) {
            lanes[i] += a0[i] * b0[i] + a1[i] * b1[i] + a2[i] * b2[i];
        }
    }

    @Override
    public double wideSum(final float[] lanes, final float[] folded, final int length) {
        if (length <= FOLDED) {
            return wideSum(lanes, length);
        }
        if (length <= MAX_LENGTH / 2) {
            foldHalf(lanes, folded);
        } else {
            fold(lanes, folded);
        }
        return wideSum(folded, FOLDED);
    }

    /** Offsets are constants and whole registers apart: with these C2 still vectorises. */
    private static void fold(final float[] lanes, final float[] folded) {
        for (int i = 0; i < FOLDED; i++) {
            folded[i] = lanes[i] + lanes[i + FOLDED] + (lanes[i + 2 * FOLDED] + lanes[i + 3 * FOLDED])
                + (lanes[i + 4 * FOLDED] + lanes[i + 5 * FOLDED] + (lanes[i + 6 * FOLDED] + lanes[i + 7 * FOLDED]));
        }
    }

    private static void foldHalf(final float[] lanes, final float[] folded) {
        for (int i = 0; i < FOLDED; i++) {
            folded[i] = lanes[i] + lanes[i + FOLDED] + (lanes[i + 2 * FOLDED] + lanes[i + 3 * FOLDED]);
        }
    }

    /** Four chains, because one addition must wait for the one before it. */
    private static double wideSum(final float[] lanes, final int length) {
        double wide0 = 0;
        double wide1 = 0;
        double wide2 = 0;
        double wide3 = 0;
        for (int i = 0; i + 4 <= length; i += 4) {
            wide0 += lanes[i];
            wide1 += lanes[i + 1];
            wide2 += lanes[i + 2];
            wide3 += lanes[i + 3];
        }
        return wide0 + wide1 + (wide2 + wide3);
    }

    @Override
    public void multiply(final float[] a, final float[] b, final float[] out, final int length) {
        set(a, b, out, length);
    }

    @Override
    public void transpose(final float[][] strips, final float[][] rows, final int length) {
        for (int i = 0; i < length; i++) {
            for (int k = 0; k < strips.length; k++) {
                rows[i][k] = strips[k][i];
            }
        }
    }

    @Override
    public void pairRows(final float[][] strips, final float[][] rows, final int length) {
        for (int i = 0; i < length; i++) {
            final float[] row = rows[i];
            for (int k = 0, p = 0; k < strips.length; k++) {
                for (int l = k; l < strips.length; l++, p++) {
                    row[p] = strips[k][i] * strips[l][i];
                }
            }
        }
    }

    @Override
    public void widen(final float[] strip, final double[] wideOut, final int length) {
        for (int i = 0; i < length; i++) {
            wideOut[i] = strip[i];
        }
    }

    @Override
    public void addScaled(final float[][] x, final int from, final double[] wideC, final int cFrom, final int count,
        final float[] out, final int length) {
        int s = 0;
        for (; s + 5 <= count; s += 5) {
            final int f = from + s;
            final int c = cFrom + s;
            addScaled(x[f], (float)wideC[c], x[f + 1], (float)wideC[c + 1], x[f + 2], (float)wideC[c + 2],
                x[f + 3], (float)wideC[c + 3], x[f + 4], (float)wideC[c + 4], out, length);
        }
        final int f = from + s;
        final int c = cFrom + s;
        switch (count - s) {
            case 4 -> addScaled(x[f], (float)wideC[c], x[f + 1], (float)wideC[c + 1], x[f + 2],
                (float)wideC[c + 2], x[f + 3], (float)wideC[c + 3], out, length);
            case 3 -> {
                addScaled(x[f], (float)wideC[c], x[f + 1], (float)wideC[c + 1], out, length);
                addScaled(x[f + 2], (float)wideC[c + 2], out, length);
            }
            case 2 -> addScaled(x[f], (float)wideC[c], x[f + 1], (float)wideC[c + 1], out, length);
            case 1 -> addScaled(x[f], (float)wideC[c], out, length);
            default -> {
                // the fives were all
            }
        }
    }

    private static void addScaled(final float[] x, final float c, final float[] out, final int length) {
        for (int i = 0; i < length; i++) {
            out[i] += c * x[i];
        }
    }

    private static void addScaled(final float[] x0, final float c0, final float[] x1, final float c1,
        final float[] out, final int length) {
        for (int i = 0; i < length; i++) {
            out[i] += c0 * x0[i] + c1 * x1[i];
        }
    }

    private static void addScaled(final float[] x0, final float c0, final float[] x1, final float c1,
        final float[] x2, final float c2, final float[] x3, final float c3, final float[] out,
        final int length) {
        for (int i = 0; i < length; i++) {
            out[i] += c0 * x0[i] + c1 * x1[i] + (c2 * x2[i] + c3 * x3[i]);
        }
    }

    private static void addScaled(final float[] x0, final float c0, final float[] x1, final float c1,
        final float[] x2, final float c2, final float[] x3, final float c3, final float[] x4, final float c4,
        final float[] out, final int length) {
        for (int i = 0; i < length; i++) {
            out[i] += c0 * x0[i] + c1 * x1[i] + (c2 * x2[i] + c3 * x3[i]) + c4 * x4[i];
        }
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
            default -> {
                Arrays.fill(out, 0, length, 0);
                addScaled(w, 0, wideC, cFrom, count, out, length);
                set(out, v, out, length);
            }
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
        for (int i = 0; i < length; i++) {
            out[i] = (c0 * w0[i] + c1 * w1[i]) * v[i];
        }
    }

    private static void model(final float[] w0, final float c0, final float[] w1, final float c1,
        final float[] w2, final float c2, final float[] v, final float[] out, final int length) {
        for (int i = 0; i < length; i++) {
            out[i] = (c0 * w0[i] + c1 * w1[i] + c2 * w2[i]) * v[i];
        }
    }

    private static void model(final float[] w0, final float c0, final float[] w1, final float c1,
        final float[] w2, final float c2, final float[] w3, final float c3, final float[] v, final float[] out,
        final int length) {
        for (int i = 0; i < length; i++) {
            out[i] = (c0 * w0[i] + c1 * w1[i] + (c2 * w2[i] + c3 * w3[i])) * v[i];
        }
    }

    private static void model(final float[] w0, final float c0, final float[] w1, final float c1,
        final float[] w2, final float c2, final float[] w3, final float c3, final float[] w4, final float c4,
        final float[] v, final float[] out, final int length) {
        for (int i = 0; i < length; i++) {
            out[i] = (c0 * w0[i] + c1 * w1[i] + (c2 * w2[i] + c3 * w3[i]) + c4 * w4[i]) * v[i];
        }
    }

    @Override
    public float[] direct(final double[] wideSums) {
        return (Object)wideSums instanceof float[] same ? same : null;
    }

    @Override
    public void flush(final float[] strip, final double[] wideSums, final int length) {
        for (int i = 0; i < length; i++) {
            wideSums[i] += strip[i];
        }
        Arrays.fill(strip, 0, length, 0);
    }

    @Override
    public double wideResidual(final float[] data, final float[] weights, final double[] wideModel,
        final int length) {
        for (int i = 0; i < length; i++) {
            final double wideDifference = data[i] - weights[i] * wideModel[i];
            // without weight the difference is 0; the division is then by anything but 0
            wideModel[i] = wideDifference * wideDifference / Math.max(weights[i], Double.MIN_NORMAL);
        }
        double wide0 = 0;
        double wide1 = 0;
        double wide2 = 0;
        double wide3 = 0;
        for (int i = 0; i + 4 <= length; i += 4) {
            wide0 += wideModel[i];
            wide1 += wideModel[i + 1];
            wide2 += wideModel[i + 2];
            wide3 += wideModel[i + 3];
        }
        return wide0 + wide1 + (wide2 + wide3);
    }

    @Override
    public double wideFetch(final float[] strip, final int length) {
        double wideSum = 0;
        for (int i = 0; i < length; i += LINE) {
            wideSum += strip[i];
        }
        return wideSum;
    }
}
