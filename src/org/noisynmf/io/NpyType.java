package org.noisynmf.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final Pattern DESCR = Pattern.compile("([<>|=]?)([fiub])([1248])");

    private static final double TWO_TO_64 = 0x1p64;

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
        if (!known || kind == 'f' && bytes < 4 || kind == 'b' && bytes != 1) {
            throw new MatrixFormatException(name + " holds entries of type " + descr
                + ", but only real numbers are read: f4, f8, i1 to i8, u1 to u8, b1");
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
     * @return the entry; integers beyond 2^53 are rounded
     */
    double get(final ByteBuffer buffer) {
        if (kind == 'f') {
            return bytes == 8 ? buffer.getDouble() : buffer.getFloat();
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
}
