package org.noisynmf.engine.storage;

import java.util.Arrays;

/** Strips times powers of two, which is exact as long as nothing leaves the range of the type. */
public final class StripScale {

    private StripScale() {
    }

    /**
     * @param strip {@code double[]} or {@code float[]}. Modified.
     * @param exponent of the power of two
     */
    static void scale(final Object strip, final int exponent) {
        if (strip instanceof double[] d) {
            multiply(d, power(d, 0, d.length, exponent));
        } else if (Math.abs(exponent) < Float.MAX_EXPONENT) {
            multiply((float[])strip, Math.scalb(1f, exponent));
        } else {
            final float[] f = (float[])strip;
            for (int i = 0; i < f.length; i++) {
                f[i] = Math.scalb(f[i], exponent);
            }
        }
    }

    /**
     * @param precision type of the strip
     * @param length its elements
     * @param value of each
     * @return the strip
     */
    static Object filled(final Precision precision, final int length, final double value) {
        if (precision == Precision.FLOAT64) {
            final double[] strip = new double[length];
            Arrays.fill(strip, value);
            return strip;
        }
        final float[] strip = new float[length];
        Arrays.fill(strip, (float)value);
        return strip;
    }

    // loops of their own, which the JIT vectorises wherever they are called from

    private static void multiply(final double[] strip, final double factor) {
        for (int i = 0; i < strip.length; i++) {
            strip[i] *= factor;
        }
    }

    private static void multiply(final float[] strip, final float factor) {
        for (int i = 0; i < strip.length; i++) {
            strip[i] *= factor;
        }
    }

    /**
     * @param values are scaled here if 2^exponent is no ordinary number. Modified only then.
     * @param from first value
     * @param to behind the last value
     * @param exponent of the power of two
     * @return what the values are to be multiplied with: 2^exponent, or 1 if they were scaled here
     */
    public static double power(final double[] values, final int from, final int to, final int exponent) {
        if (Math.abs(exponent) < Double.MAX_EXPONENT) {
            return Math.scalb(1.0, exponent);
        }
        for (int i = from; i < to; i++) {
            values[i] = Math.scalb(values[i], exponent);
        }
        return 1;
    }
}
