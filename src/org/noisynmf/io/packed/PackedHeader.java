package org.noisynmf.io.packed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * What stands at the beginning of a {@link PackedFile}, in {@value #BYTES} bytes, little-endian.
 *
 * <table border="1">
 * <caption>The header</caption>
 * <tr><td>0</td><td>8 bytes</td><td>{@code NOISYNMF}</td></tr>
 * <tr><td>8</td><td>int</td><td>version of the format, {@value #VERSION}</td></tr>
 * <tr><td>12</td><td>int</td><td>bytes of a value: 4 (float32) or 8 (float64)</td></tr>
 * <tr><td>16</td><td>int</td><td>values of a strip</td></tr>
 * <tr><td>20</td><td>int</td><td>number of strips; 0 until the file is finished</td></tr>
 * <tr><td>24</td><td>long</td><td>CRC-32C of the bytes of all strips</td></tr>
 * <tr><td>32</td><td>long</td><td>bytes behind the strips, which say what they are; 0 in files that are not kept</td></tr>
 * <tr><td>40</td><td>long</td><td>CRC-32C of those bytes</td></tr>
 * <tr><td>48</td><td>32 bytes</td><td>SHA-256 of what the file was made from</td></tr>
 * <tr><td>80</td><td>long</td><td>CRC-32C of the header up to here</td></tr>
 * </table>
 *
 * @param bytesOfValue 4 or 8
 * @param length values of a strip
 * @param strips number of strips
 * @param checksum of the bytes of all strips
 * @param footerBytes bytes behind the strips
 * @param footerChecksum of those bytes
 * @param key SHA-256 of what the file was made from, {@value #KEY_BYTES} bytes
 */
record PackedHeader(int bytesOfValue, int length, int strips, long checksum, long footerBytes, long footerChecksum,
    byte[] key) {

    /** Version of the format. */
    static final int VERSION = 2;

    /** Length of the key. */
    static final int KEY_BYTES = 32;

    /** Length of the header: a page of memory. */
    static final int BYTES = 4096;

    private static final int SUMMED = 80;

    private static final long MAGIC = ByteBuffer.wrap("NOISYNMF".getBytes(StandardCharsets.US_ASCII))
        .order(ByteOrder.LITTLE_ENDIAN).getLong();

    /** Writes it to the beginning of the file. */
    void write(final FileChannel channel) throws IOException {
        final ByteBuffer header = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(MAGIC).putInt(VERSION).putInt(bytesOfValue).putInt(length).putInt(strips).putLong(checksum)
            .putLong(footerBytes).putLong(footerChecksum).put(key);
        header.putLong(checksum(header)).clear();
        while (header.hasRemaining()) {
            channel.write(header, header.position());
        }
    }

    /**
     * @param channel a file
     * @return its header
     * @throws IOException if it has none of this version; the message says why, of "it"
     */
    static PackedHeader read(final FileChannel channel) throws IOException {
        final ByteBuffer header = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (header.hasRemaining()) {
            if (channel.read(header, header.position()) < 0) {
                throw new IOException("it ends within its header");
            }
        }
        header.flip();
        if (header.getLong() != MAGIC) {
            throw new IOException("it is another program's");
        }
        final int version = header.getInt();
        if (version != VERSION) {
            throw new IOException("it has version " + version + " of the format, not " + VERSION);
        }
        final byte[] key = new byte[KEY_BYTES];
        final PackedHeader read = new PackedHeader(header.getInt(), header.getInt(), header.getInt(), header.getLong(),
            header.getLong(), header.getLong(), key);
        header.get(key);
        if (header.getLong() != checksum(header)) {
            throw new IOException("its header is damaged");
        }
        return read;
    }

    private static long checksum(final ByteBuffer header) {
        final CRC32C checksum = new CRC32C();
        checksum.update(header.array(), 0, SUMMED);
        return checksum.getValue();
    }
}
