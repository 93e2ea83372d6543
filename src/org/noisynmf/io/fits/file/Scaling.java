package org.noisynmf.io.fits.file;

import java.lang.reflect.Array;

import org.jspecify.annotations.Nullable;

import nom.tam.fits.Header;

/**
 * What the stored numbers of an image or a column mean: number = zero + scale · stored, FITS standard 4.0, eq. 3 and 7.
 * Bytes are unsigned.
 *
 * @param scale BSCALE or TSCALn
 * @param zero BZERO or TZEROn
 * @param blank the stored whole number that says: no value; or null
 */
public record Scaling(double scale, double zero, @Nullable Long blank) {

    /** 2⁶³, the zero by which unsigned numbers of 64 bits are stored. */
    private static final double UNSIGNED_LONG = 0x1p63;

    /**
     * @param header of an image
     * @param bitpix what its numbers are; BLANK is for whole ones only
     * @return its scaling
     */
    public static Scaling ofImage(final Header header, final int bitpix) {
        return of(header, "BSCALE", "BZERO", bitpix > 0 ? "BLANK" : "");
    }

    /**
     * @param header of a table
     * @param column 0-based
     * @return the scaling of a column
     */
    public static Scaling ofColumn(final Header header, final int column) {
        final int n = column + 1;
        return of(header, "TSCAL" + n, "TZERO" + n, "TNULL" + n);
    }

    private static Scaling of(final Header header, final String scale, final String zero, final String blank) {
        return new Scaling(header.getDoubleValue(scale, 1), header.getDoubleValue(zero, 0),
            header.containsKey(blank) ? header.getLongValue(blank) : null);
    }

    /**
     * @param stored an array of bytes, shorts, ints, longs, floats or doubles
     * @return the numbers; NaN where there is no value
     */
    public double[] numbers(final Object stored) {
        if (stored instanceof float[] floats) {
            final double[] numbers = new double[floats.length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = zero + scale * floats[i];
            }
            return numbers;
        }
        if (stored instanceof double[] doubles) {
            final double[] numbers = new double[doubles.length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = zero + scale * doubles[i];
            }
            return numbers;
        }
        final long[] whole = whole(stored);
        final double[] numbers = new double[whole.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = isBlank(whole[i]) ? Double.NaN : zero + scale * whole[i];
        }
        return numbers;
    }

    /**
     * @param stored an array of bytes, shorts, ints or longs
     * @return the same numbers, unscaled
     */
    public static long[] whole(final Object stored) {
        if (stored instanceof long[] longs) {
            return longs;
        }
        final int length = Array.getLength(stored);
        final long[] whole = new long[length];
        for (int i = 0; i < length; i++) {
            whole[i] = stored instanceof byte[] bytes ? Byte.toUnsignedLong(bytes[i])
                : stored instanceof short[] shorts ? shorts[i] : ((int[])stored)[i];
        }
        return whole;
    }

    /**
     * @param stored a whole number as it is stored
     * @return whether it says: no value
     */
    public boolean isBlank(final long stored) {
        return blank != null && blank == stored;
    }

    /** @return whether whole numbers stay whole, bit by bit: the scale is 1 and the zero a whole number */
    public boolean keepsBits() {
        return scale == 1 && (zero == UNSIGNED_LONG || Math.abs(zero) < UNSIGNED_LONG && zero == Math.rint(zero));
    }

    /**
     * @param stored a whole number as it is stored; {@link #keepsBits()} holds
     * @return the number with all its bits; unsigned if the file says so
     */
    public long bits(final long stored) {
        return zero == UNSIGNED_LONG ? stored ^ Long.MIN_VALUE : stored + (long)zero;
    }
}
