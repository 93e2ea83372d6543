package org.noisynmf.engine.vector;

import static org.noisynmf.engine.vector.FloatVectorProducts.L;
import static org.noisynmf.engine.vector.FloatVectorProducts.SPECIES;
import static org.noisynmf.engine.vector.FloatVectorProducts.all;
import static org.noisynmf.engine.vector.FloatVectorProducts.load;

import org.noisynmf.engine.arithmetic.VectorProducts;

import jdk.incubator.vector.FloatVector;

/** Loops over strips of type {@code float}; written from {@link DoubleVectorModels}, see there. */
final class FloatVectorModels {

    private FloatVectorModels() {
    }

    /** See {@link VectorProducts}. */
    static void models(final float[][] w, final int rank, final double[] wideC, final float[][] v, final int vFrom,
        final int count, final float[][] out, final int length) {
        for (int s = 0; s < count; s += 4) {
            // where fewer than four strips are left, the last is made again
            final int s1 = Math.min(s + 1, count - 1);
            final int s2 = Math.min(s + 2, count - 1);
            final int s3 = Math.min(s + 3, count - 1);
            models(w, rank, wideC, s * rank, s1 * rank, s2 * rank, s3 * rank, v[vFrom + s], v[vFrom + s1],
                v[vFrom + s2], v[vFrom + s3], out[s], out[s1], out[s2], out[s3], length);
        }
    }

    private static void models(final float[][] w, final int rank, final double[] wideC, final int c0, final int c1,
        final int c2, final int c3, final float[] v0, final float[] v1, final float[] v2, final float[] v3,
        final float[] out0, final float[] out1, final float[] out2, final float[] out3, final int length) {
        for (int i = 0; i < length; i += 2 * L) {
            FloatVector a0 = FloatVector.zero(SPECIES);
            FloatVector a1 = FloatVector.zero(SPECIES);
            FloatVector a2 = FloatVector.zero(SPECIES);
            FloatVector a3 = FloatVector.zero(SPECIES);
            FloatVector b0 = FloatVector.zero(SPECIES);
            FloatVector b1 = FloatVector.zero(SPECIES);
            FloatVector b2 = FloatVector.zero(SPECIES);
            FloatVector b3 = FloatVector.zero(SPECIES);
            for (int k = 0; k < rank; k++) {
                final float[] strip = w[k];
                final FloatVector y0 = load(strip, i);
                final FloatVector y1 = load(strip, i + L);
                FloatVector g = all(wideC[c0 + k]);
                a0 = g.fma(y0, a0);
                b0 = g.fma(y1, b0);
                g = all(wideC[c1 + k]);
                a1 = g.fma(y0, a1);
                b1 = g.fma(y1, b1);
                g = all(wideC[c2 + k]);
                a2 = g.fma(y0, a2);
                b2 = g.fma(y1, b2);
                g = all(wideC[c3 + k]);
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
