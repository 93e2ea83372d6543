package org.noisynmf.engine.vector;

import static org.noisynmf.engine.vector.DoubleVectorProducts.L;
import static org.noisynmf.engine.vector.DoubleVectorProducts.SPECIES;
import static org.noisynmf.engine.vector.DoubleVectorProducts.WIDE;
import static org.noisynmf.engine.vector.DoubleVectorProducts.all;
import static org.noisynmf.engine.vector.DoubleVectorProducts.load;

import org.noisynmf.engine.arithmetic.VectorProducts;

import jdk.incubator.vector.DoubleVector;

/** Weighted models of type {@code double}. */
@SuppressWarnings("cast") // a cast that is redundant here narrows where this is written in single precision
final class DoubleVectorModels {

    /** Templates whose model is one loop, with the coefficients of four observations in registers. */
    private static final int FEW = 5;

    private DoubleVectorModels() {
    }

    /** See {@link VectorProducts}. */
    static void models(final double[][] w, final int rank, final double[] wideC, final double[][] v, final int vFrom,
        final int count, final double[][] out, final int length) {
        // those of four observations side by side
        final double[] c = new double[WIDE && rank == FEW ? 0 : 4 * rank];
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
                c[at] = (double)wideC[s * rank + k];
                c[at + 1] = (double)wideC[s1 * rank + k];
                c[at + 2] = (double)wideC[s2 * rank + k];
                c[at + 3] = (double)wideC[s3 * rank + k];
            }
            models(w, rank, c, v[vFrom + s], v[vFrom + s1], v[vFrom + s2], v[vFrom + s3], out[s], out[s1], out[s2],
                out[s3], length);
        }
    }

    /** Four models of five templates. */
    private static void few(final double[] w0, final double[] w1, final double[] w2, final double[] w3,
        final double[] w4, final double[] wideC, final int at0, final int at1, final int at2, final int at3,
        final double[] v0, final double[] v1, final double[] v2, final double[] v3, final double[] out0,
        final double[] out1, final double[] out2, final double[] out3, final int length) {
        final DoubleVector c00 = all((double)wideC[at0]);
        final DoubleVector c01 = all((double)wideC[at0 + 1]);
        final DoubleVector c02 = all((double)wideC[at0 + 2]);
        final DoubleVector c03 = all((double)wideC[at0 + 3]);
        final DoubleVector c04 = all((double)wideC[at0 + 4]);
        final DoubleVector c10 = all((double)wideC[at1]);
        final DoubleVector c11 = all((double)wideC[at1 + 1]);
        final DoubleVector c12 = all((double)wideC[at1 + 2]);
        final DoubleVector c13 = all((double)wideC[at1 + 3]);
        final DoubleVector c14 = all((double)wideC[at1 + 4]);
        final DoubleVector c20 = all((double)wideC[at2]);
        final DoubleVector c21 = all((double)wideC[at2 + 1]);
        final DoubleVector c22 = all((double)wideC[at2 + 2]);
        final DoubleVector c23 = all((double)wideC[at2 + 3]);
        final DoubleVector c24 = all((double)wideC[at2 + 4]);
        final DoubleVector c30 = all((double)wideC[at3]);
        final DoubleVector c31 = all((double)wideC[at3 + 1]);
        final DoubleVector c32 = all((double)wideC[at3 + 2]);
        final DoubleVector c33 = all((double)wideC[at3 + 3]);
        final DoubleVector c34 = all((double)wideC[at3 + 4]);
        for (int i = 0; i < length; i += L) {
            final DoubleVector y0 = load(w0, i);
            final DoubleVector y1 = load(w1, i);
            final DoubleVector y2 = load(w2, i);
            final DoubleVector y3 = load(w3, i);
            final DoubleVector y4 = load(w4, i);
            final DoubleVector m0 = c04.fma(y4, c03.fma(y3, c02.fma(y2, c01.fma(y1, c00.mul(y0)))));
            final DoubleVector m1 = c14.fma(y4, c13.fma(y3, c12.fma(y2, c11.fma(y1, c10.mul(y0)))));
            final DoubleVector m2 = c24.fma(y4, c23.fma(y3, c22.fma(y2, c21.fma(y1, c20.mul(y0)))));
            final DoubleVector m3 = c34.fma(y4, c33.fma(y3, c32.fma(y2, c31.fma(y1, c30.mul(y0)))));
            m0.mul(load(v0, i)).intoArray(out0, i);
            m1.mul(load(v1, i)).intoArray(out1, i);
            m2.mul(load(v2, i)).intoArray(out2, i);
            m3.mul(load(v3, i)).intoArray(out3, i);
        }
    }

    private static void models(final double[][] w, final int rank, final double[] c, final double[] v0,
        final double[] v1, final double[] v2, final double[] v3, final double[] out0, final double[] out1,
        final double[] out2, final double[] out3, final int length) {
        for (int i = 0; i < length; i += 2 * L) {
            DoubleVector a0 = DoubleVector.zero(SPECIES);
            DoubleVector a1 = DoubleVector.zero(SPECIES);
            DoubleVector a2 = DoubleVector.zero(SPECIES);
            DoubleVector a3 = DoubleVector.zero(SPECIES);
            DoubleVector b0 = DoubleVector.zero(SPECIES);
            DoubleVector b1 = DoubleVector.zero(SPECIES);
            DoubleVector b2 = DoubleVector.zero(SPECIES);
            DoubleVector b3 = DoubleVector.zero(SPECIES);
            for (int k = 0, at = 0; k < rank; k++, at += 4) {
                final double[] strip = w[k];
                final DoubleVector y0 = load(strip, i);
                final DoubleVector y1 = load(strip, i + L);
                DoubleVector g = all(c[at]);
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
