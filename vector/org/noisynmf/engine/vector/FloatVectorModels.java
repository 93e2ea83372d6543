package org.noisynmf.engine.vector;

import static org.noisynmf.engine.vector.FloatVectorProducts.L;
import static org.noisynmf.engine.vector.FloatVectorProducts.SPECIES;
import static org.noisynmf.engine.vector.FloatVectorProducts.WIDE;
import static org.noisynmf.engine.vector.FloatVectorProducts.all;
import static org.noisynmf.engine.vector.FloatVectorProducts.load;

import org.noisynmf.engine.arithmetic.VectorProducts;

import jdk.incubator.vector.FloatVector;

/** Loops over strips of type {@code float}; written from {@link DoubleVectorModels}, see there. */
final class FloatVectorModels {

    /** Templates whose model is one loop, with the coefficients of four observations in registers. */
    private static final int FEW = 5;

    private FloatVectorModels() {
    }

    /** See {@link VectorProducts}. */
    static void models(final float[][] w, final int rank, final double[] wideC, final float[][] v, final int vFrom,
        final int count, final float[][] out, final int length) {
        // those of four observations side by side
        final float[] c = new float[WIDE && rank == FEW ? 0 : 4 * rank];
        for (int s = 0; s < count; s += 4) {
            // where fewer than four strips are left, the last is made again
            final int s1 = Math.min(s + 1, count - 1);
            final int s2 = Math.min(s + 2, count - 1);
            final int s3 = Math.min(s + 3, count - 1);
            if (WIDE && rank == FEW) {
                few(w[0], w[1], w[2], w[3], w[4], wideC, s * rank, s1 * rank, s2 * rank, s3 * rank, v[vFrom + s],
                    v[vFrom + s1], v[vFrom + s2], v[vFrom + s3], out[s], out[s1], out[s2], out[s3], length);
                continue;
            }
            for (int k = 0, at = 0; k < rank; k++, at += 4) {
                c[at] = (float)wideC[s * rank + k];
                c[at + 1] = (float)wideC[s1 * rank + k];
                c[at + 2] = (float)wideC[s2 * rank + k];
                c[at + 3] = (float)wideC[s3 * rank + k];
            }
            models(w, rank, c, v[vFrom + s], v[vFrom + s1], v[vFrom + s2], v[vFrom + s3], out[s], out[s1], out[s2],
                out[s3], length);
        }
    }

    /** Four models of five templates. */
    private static void few(final float[] w0, final float[] w1, final float[] w2, final float[] w3,
        final float[] w4, final double[] wideC, final int at0, final int at1, final int at2, final int at3,
        final float[] v0, final float[] v1, final float[] v2, final float[] v3, final float[] out0,
        final float[] out1, final float[] out2, final float[] out3, final int length) {
        final FloatVector c00 = all((float)wideC[at0]);
        final FloatVector c01 = all((float)wideC[at0 + 1]);
        final FloatVector c02 = all((float)wideC[at0 + 2]);
        final FloatVector c03 = all((float)wideC[at0 + 3]);
        final FloatVector c04 = all((float)wideC[at0 + 4]);
        final FloatVector c10 = all((float)wideC[at1]);
        final FloatVector c11 = all((float)wideC[at1 + 1]);
        final FloatVector c12 = all((float)wideC[at1 + 2]);
        final FloatVector c13 = all((float)wideC[at1 + 3]);
        final FloatVector c14 = all((float)wideC[at1 + 4]);
        final FloatVector c20 = all((float)wideC[at2]);
        final FloatVector c21 = all((float)wideC[at2 + 1]);
        final FloatVector c22 = all((float)wideC[at2 + 2]);
        final FloatVector c23 = all((float)wideC[at2 + 3]);
        final FloatVector c24 = all((float)wideC[at2 + 4]);
        final FloatVector c30 = all((float)wideC[at3]);
        final FloatVector c31 = all((float)wideC[at3 + 1]);
        final FloatVector c32 = all((float)wideC[at3 + 2]);
        final FloatVector c33 = all((float)wideC[at3 + 3]);
        final FloatVector c34 = all((float)wideC[at3 + 4]);
        for (int i = 0; i < length; i += L) {
            final FloatVector y0 = load(w0, i);
            final FloatVector y1 = load(w1, i);
            final FloatVector y2 = load(w2, i);
            final FloatVector y3 = load(w3, i);
            final FloatVector y4 = load(w4, i);
            final FloatVector m0 = c04.fma(y4, c03.fma(y3, c02.fma(y2, c01.fma(y1, c00.mul(y0)))));
            final FloatVector m1 = c14.fma(y4, c13.fma(y3, c12.fma(y2, c11.fma(y1, c10.mul(y0)))));
            final FloatVector m2 = c24.fma(y4, c23.fma(y3, c22.fma(y2, c21.fma(y1, c20.mul(y0)))));
            final FloatVector m3 = c34.fma(y4, c33.fma(y3, c32.fma(y2, c31.fma(y1, c30.mul(y0)))));
            m0.mul(load(v0, i)).intoArray(out0, i);
            m1.mul(load(v1, i)).intoArray(out1, i);
            m2.mul(load(v2, i)).intoArray(out2, i);
            m3.mul(load(v3, i)).intoArray(out3, i);
        }
    }

    private static void models(final float[][] w, final int rank, final float[] c, final float[] v0,
        final float[] v1, final float[] v2, final float[] v3, final float[] out0, final float[] out1,
        final float[] out2, final float[] out3, final int length) {
        for (int i = 0; i < length; i += 2 * L) {
            FloatVector a0 = FloatVector.zero(SPECIES);
            FloatVector a1 = FloatVector.zero(SPECIES);
            FloatVector a2 = FloatVector.zero(SPECIES);
            FloatVector a3 = FloatVector.zero(SPECIES);
            FloatVector b0 = FloatVector.zero(SPECIES);
            FloatVector b1 = FloatVector.zero(SPECIES);
            FloatVector b2 = FloatVector.zero(SPECIES);
            FloatVector b3 = FloatVector.zero(SPECIES);
            for (int k = 0, at = 0; k < rank; k++, at += 4) {
                final float[] strip = w[k];
                final FloatVector y0 = load(strip, i);
                final FloatVector y1 = load(strip, i + L);
                FloatVector g = all(c[at]);
                a0 = g.fma(y0, a0);
                b0 = g.fma(y1, b0);
                g = all(c[at + 1]);
                a1 = g.fma(y0, a1);
                b1 = g.fma(y1, b1);
                g = all(c[at + 2]);
                a2 = g.fma(y0, a2);
                b2 = g.fma(y1, b2);
                g = all(c[at + 3]);
                a3 = g.fma(y0, a3);
                b3 = g.fma(y1, b3);
            }
            a0.mul(load(v0, i)).intoArray(out0, i);
            b0.mul(load(v0, i + L)).intoArray(out0, i + L);
            a1.mul(load(v1, i)).intoArray(out1, i);
            b1.mul(load(v1, i + L)).intoArray(out1, i + L);
            a2.mul(load(v2, i)).intoArray(out2, i);
            b2.mul(load(v2, i + L)).intoArray(out2, i + L);
            a3.mul(load(v3, i)).intoArray(out3, i);
            b3.mul(load(v3, i + L)).intoArray(out3, i + L);
        }
    }
}
