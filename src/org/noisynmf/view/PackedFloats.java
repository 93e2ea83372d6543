package org.noisynmf.view;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Numbers on their way to the page: IEEE 754 single precision, little-endian, 4 bytes each. JSON writers turn the
 * bytes into base64, 5.3 characters a number, and NaN and ±∞ need no special spelling.
 *
 * @param float32 the bytes, 4 × count; not copied
 */
public record PackedFloats(byte[] float32) {

    /** Checks that the bytes hold whole numbers. */
    public PackedFloats {
        if (float32.length % Float.BYTES != 0) {
            throw new IllegalArgumentException(
                "packed single-precision numbers take a multiple of 4 bytes, got " + float32.length);
        }
    }

    /**
     * Packs all of an array.
     *
     * @param values any numbers; rounded to single precision. Not modified.
     * @return the packed numbers
     */
    public static PackedFloats of(final double... values) {
        return of(values, 0, values.length);
    }

    /**
     * Packs a stretch of an array, such as one template out of W or one observation out of X.
     *
     * @param values any numbers; rounded to single precision. Not modified.
     * @param from index of the first number
     * @param length how many
     * @return the packed numbers
     */
    public static PackedFloats of(final double[] values, final int from, final int length) {
        final ByteBuffer bytes = allocate(length);
        for (int i = 0; i < length; i++) {
            bytes.putFloat((float)values[from + i]);
        }
        return new PackedFloats(bytes.array());
    }

    /**
     * Packs a stretch of an array.
     *
     * @param values any numbers. Not modified.
     * @param from index of the first number
     * @param length how many
     * @return the packed numbers
     */
    public static PackedFloats of(final float[] values, final int from, final int length) {
        final ByteBuffer bytes = allocate(length);
        bytes.asFloatBuffer().put(values, from, length);
        return new PackedFloats(bytes.array());
    }

    /** @return how many numbers there are */
    public int count() {
        return float32.length / Float.BYTES;
    }

    /** @return the numbers, unpacked */
    public float[] toArray() {
        final float[] values = new float[count()];
        ByteBuffer.wrap(float32).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    /**
     * @param factor any number
     * @return every number times the factor, rounded to single precision
     */
    PackedFloats times(final double factor) {
        final ByteBuffer bytes = allocate(count());
        for (final float value : toArray()) {
            bytes.putFloat((float)(factor * value));
        }
        return new PackedFloats(bytes.array());
    }

    private static ByteBuffer allocate(final int count) {
        return ByteBuffer.allocate(Math.multiplyExact(count, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
