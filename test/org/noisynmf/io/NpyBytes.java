package org.noisynmf.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Npy files made byte by byte, from the description of the format alone. */
public final class NpyBytes {

    private NpyBytes() {
    }

    /**
     * @param version major version, 1 to 3
     * @param dictionary the header's text
     * @param data bytes after the header
     * @return the file
     */
    public static byte[] file(final int version, final String dictionary, final byte[] data) {
        final byte[] header = (dictionary + "\n").getBytes(StandardCharsets.UTF_8);
        final ByteBuffer length = ByteBuffer.allocate(version == 1 ? 2 : 4).order(ByteOrder.LITTLE_ENDIAN);
        if (version == 1) {
            length.putShort((short)header.length);
        } else {
            length.putInt(header.length);
        }
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[]{(byte)0x93, 'N', 'U', 'M', 'P', 'Y', (byte)version, 0});
        out.writeBytes(length.array());
        out.writeBytes(header);
        out.writeBytes(data);
        return out.toByteArray();
    }

    public static String dictionary(final String descr, final boolean fortran, final String shape) {
        return "{'descr': '" + descr + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': (" + shape
            + "), }";
    }

    public static byte[] doubles(final ByteOrder order, final double... values) {
        final ByteBuffer buffer = ByteBuffer.allocate(8 * values.length).order(order);
        for (final double value : values) {
            buffer.putDouble(value);
        }
        return buffer.array();
    }

    public static byte[] gzip(final byte[] plain) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
