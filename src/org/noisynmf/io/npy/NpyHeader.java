package org.noisynmf.io.npy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.noisynmf.io.source.MatrixFormatException;
import org.noisynmf.io.source.Quote;

/**
 * The head of an npy file: signature, version, and a Python dictionary that tells type, order and shape.
 *
 * @param type how an entry is stored
 * @param fortranOrder whether columns are contiguous, else rows
 * @param rows first extent
 * @param columns second extent
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The npy format</a>
 */
public record NpyHeader(NpyType type, boolean fortranOrder, int rows, int columns) {

    private static final byte[] MAGIC = {(byte)0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** Data begin at a multiple of this many bytes. */
    private static final int ALIGNMENT = 64;

    /** Longer headers describe structured types, which are refused anyway. */
    private static final int MAX_LENGTH = 1 << 20;

    private static final Pattern DESCR = Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]");

    private static final Pattern FORTRAN = Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");

    private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([\\d\\s,]*)\\)");

    public static boolean isMagic(final byte[] head) {
        return head.length >= MAGIC.length && Arrays.equals(Arrays.copyOf(head, MAGIC.length), MAGIC);
    }

    /**
     * Reads a header of version 1, 2 or 3.
     *
     * @param in at the signature; afterwards at the first entry
     * @param name the file's name, for messages
     * @return the header
     * @throws MatrixFormatException if it is not the header of a matrix of numbers
     * @throws IOException if it cannot be read
     */
    static NpyHeader read(final InputStream in, final String name) throws IOException {
        return parse(text(in, name), name);
    }

    /**
     * @param in at the signature; afterwards at the first entry
     * @param name the file's name, for messages
     * @return the dictionary of a header of version 1, 2 or 3
     * @throws MatrixFormatException if it is none
     * @throws IOException if it cannot be read
     */
    static String text(final InputStream in, final String name) throws IOException {
        final byte[] start = exactly(in, MAGIC.length + 2, name);
        if (!isMagic(start)) {
            throw new MatrixFormatException(name + " is not an npy file: it does not begin with the npy signature");
        }
        final int version = start[MAGIC.length];
        if (version < 1 || version > 3) {
            throw new MatrixFormatException(name + " has npy version " + version + ", but only 1 to 3 are known");
        }
        final ByteBuffer length =
            ByteBuffer.wrap(exactly(in, version == 1 ? 2 : 4, name)).order(ByteOrder.LITTLE_ENDIAN);
        final int bytes = version == 1 ? Short.toUnsignedInt(length.getShort()) : length.getInt();
        if (bytes < 0 || bytes > MAX_LENGTH) {
            throw new MatrixFormatException(name + " has an npy header of " + Integer.toUnsignedString(bytes)
                + " bytes, but at most " + MAX_LENGTH + " are expected");
        }
        return new String(exactly(in, bytes, name),
            version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    private static NpyHeader parse(final String text, final String name) throws MatrixFormatException {
        final NpyType type = NpyType.of(find(DESCR, text, name), name);
        final boolean fortranOrder = "True".equals(find(FORTRAN, text, name));
        final String shape = find(SHAPE, text, name).strip();
        final String[] extents = shape.isEmpty() ? new String[0] : shape.split("\\s*,\\s*");
        if (extents.length != 2) {
            throw new MatrixFormatException(name + " holds an array with " + extents.length
                + " dimensions (shape (" + Quote.beginning(shape) + ")), but a matrix with 2 is needed");
        }
        return new NpyHeader(type, fortranOrder, extent(extents[0], name), extent(extents[1], name));
    }

    private static int extent(final String text, final String name) throws MatrixFormatException {
        try {
            return Integer.parseInt(text);
        } catch (final NumberFormatException e) {
            throw new MatrixFormatException(
                name + " has an extent of " + Quote.beginning(text)
                    + ", but it must be a whole number below 2147483648");
        }
    }

    private static String find(final Pattern pattern, final String text, final String name)
        throws MatrixFormatException {
        final Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new MatrixFormatException(
                name + " has an npy header that is not one of a matrix of numbers: " + Quote.beginning(text.strip()));
        }
        return matcher.group(1);
    }

    private static byte[] exactly(final InputStream in, final int bytes, final String name) throws IOException {
        final byte[] read = in.readNBytes(bytes);
        if (read.length < bytes) {
            throw new MatrixFormatException(name + " ends within its npy header");
        }
        return read;
    }

    /** @return this header as version 1 writes it, padded so that data begin aligned */
    byte[] bytes() {
        final String dictionary = "{'descr': '" + type.descr() + "', 'fortran_order': "
            + (fortranOrder ? "True" : "False") + ", 'shape': (" + rows + ", " + columns + "), }";
        final int before = MAGIC.length + 4;
        final int total = (before + dictionary.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        final byte[] bytes = new byte[total];
        Arrays.fill(bytes, (byte)' ');
        final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(MAGIC).put((byte)1).put((byte)0).putShort((short)(total - before));
        buffer.put(dictionary.getBytes(StandardCharsets.US_ASCII));
        bytes[total - 1] = '\n';
        return bytes;
    }
}
