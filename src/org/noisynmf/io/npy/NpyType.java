package org.noisynmf.io.npy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.noisynmf.io.source.MatrixFormatException;
import org.noisynmf.io.source.Quote;

/**
 * How an npy file stores a number.
 *
 * @param order byte order
 * @param kind {@code f} floating point, {@code i} integer, {@code u} unsigned integer, {@code b} Boolean
 * @param bytes bytes an entry takes
 */
record NpyType(ByteOrder order, char kind, int bytes) {

    /** Doubles, little-endian, which is what is written. */
    static final NpyType FLOAT64 = new NpyType(ByteOrder.LITTLE_ENDIAN, 'f', 8);

    /** Floats, little-endian, as which numbers of single precision lie in temporary files. */
    static final NpyType FLOAT32 = new NpyType(ByteOrder.LITTLE_ENDIAN, 'f', 4);

    private static final Pattern DESCR = Pattern.compile("([<>|=]?)([fiub])([1248]|16)");

    private static final double TWO_TO_64 = 0x1p64;

    /** Of a half: bits of the fraction, and the exponent of infinity and NaN. */
    private static final int HALF_FRACTION = 10;

    private static final int HALF_SPECIAL = 0x1f;

    /** Of x86's extended precision: bias of the exponent, bits after the point, exponent of infinity and NaN. */
    private static final int EXTENDED_BIAS = 16383;

    private static final int EXTENDED_FRACTION = 63;

    private static final int EXTENDED_SPECIAL = 0x7fff;

    /**
     * @param descr as numpy writes it, such as {@code <f8}
     * @param name the file's name, for messages
     * @return the type
     * @throws MatrixFormatException if it is not one of a real number
     */
    static NpyType of(final String descr, final String name) throws MatrixFormatException {
        final Matcher matcher = DESCR.matcher(descr);
        final boolean known = matcher.matches();
        final char kind = known ? matcher.group(2).charAt(0) : 0;
        final int bytes = known ? Integer.parseInt(matcher.group(3)) : 0;
        final boolean extended = bytes == 16;
        if (!known || kind == 'f' && bytes < 2 || kind == 'b' && bytes != 1
            || extended && (kind != 'f' || ">".equals(matcher.group(1)))) {
            throw new MatrixFormatException(name + " holds entries of type " + Quote.beginning(descr)
                + ", but only real numbers are read: f2, f4, f8, f16 of x86, i1 to i8, u1 to u8, b1");
        }
        final ByteOrder order = switch (matcher.group(1)) {
            case ">" -> ByteOrder.BIG_ENDIAN;
            case "<" -> ByteOrder.LITTLE_ENDIAN;
            default -> ByteOrder.nativeOrder();
        };
        return new NpyType(order, kind, bytes);
    }

    /** @return the type as numpy writes it */
    String descr() {
        return (order == ByteOrder.LITTLE_ENDIAN ? "<" : ">") + kind + bytes;
    }

    /**
     * @param buffer in this type's byte order, at an entry; afterwards at the next
     * @return the entry; integers beyond 2^53 and extended precision are rounded
     * @throws MatrixFormatException if the bytes are no number of extended precision
     */
    double get(final ByteBuffer buffer) throws MatrixFormatException {
        if (kind == 'f') {
            return switch (bytes) {
                case 2 -> half(buffer.getShort());
                case 4 -> buffer.getFloat();
                case 8 -> buffer.getDouble();
                default -> extended(buffer);
            };
        }
        final long signed = switch (bytes) {
            case 1 -> buffer.get();
            case 2 -> buffer.getShort();
            case 4 -> buffer.getInt();
            default -> buffer.getLong();
        };
        if (kind == 'i' || signed >= 0) {
            return signed;
        }
        return bytes == 8 ? signed + TWO_TO_64 : signed + (double)(1L << 8 * bytes);
    }

    /** @return whether every number of this type is one of single precision, too */
    boolean isSinglePrecision() {
        return kind == 'f' ? bytes <= Float.BYTES : bytes <= Short.BYTES;
    }

    /** IEEE 754 binary16: sign, 5 bits of exponent, 10 of fraction. */
    private static double half(final short bits) {
        final int exponent = bits >> HALF_FRACTION & HALF_SPECIAL;
        final int fraction = bits & (1 << HALF_FRACTION) - 1;
        final double magnitude;
        if (exponent == HALF_SPECIAL) {
            magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else {
            final int whole = exponent == 0 ? fraction : fraction | 1 << HALF_FRACTION;
            magnitude = Math.scalb((double)whole, Math.max(1, exponent) - 15 - HALF_FRACTION);
        }
        return bits < 0 ? -magnitude : magnitude;
    }

    /** x86's 80 bits in 16 bytes: 64 bits of significand with its leading 1, 15 of exponent, sign; six bytes of nothing. */
    private static double extended(final ByteBuffer buffer) throws MatrixFormatException {
        final long significand = buffer.getLong();
        final long rest = buffer.getLong();
        final int exponent = (int)rest & EXTENDED_SPECIAL;
        final double magnitude;
        if (exponent == EXTENDED_SPECIAL) {
            magnitude = significand << 1 == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else {
            if (exponent != 0 && significand >= 0) {
                throw new MatrixFormatException("an entry of type f16 is not a number of x86's extended precision; "
                    + "convert with a.astype('f8') on the machine that wrote the file");
            }
            // the lowest bit stays, or stands for what is shifted out, so that the rounding to double is right
            final double whole = significand >= 0 ? significand : 2.0 * (significand >>> 1 | significand & 1);
            magnitude = Math.scalb(whole, Math.max(1, exponent) - EXTENDED_BIAS - EXTENDED_FRACTION);
        }
        return (rest & EXTENDED_SPECIAL + 1) != 0 ? -magnitude : magnitude;
    }
}
