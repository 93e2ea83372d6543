package org.noisynmf.io.packed;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.storage.StripStore;

/**
 * Strips of observations in a file, little-endian, one behind the other: written once, with large writes, and read through
 * mapped memory. Before them stands a header of {@link #HEADER_BYTES} bytes.
 *
 * <table border="1">
 * <caption>The header</caption>
 * <tr><td>0</td><td>8 bytes</td><td>{@code NOISYNMF}</td></tr>
 * <tr><td>8</td><td>int</td><td>version of the format, {@value #VERSION}</td></tr>
 * <tr><td>12</td><td>int</td><td>bytes of a value: 4 (float32) or 8 (float64)</td></tr>
 * <tr><td>16</td><td>int</td><td>values of a strip</td></tr>
 * <tr><td>20</td><td>int</td><td>number of strips; 0 until the file is finished</td></tr>
 * <tr><td>24</td><td>long</td><td>CRC-32C of the bytes of all strips</td></tr>
 * </table>
 */
public final class PackedFile implements StripStore, Closeable {

    /** Version of the format. */
    public static final int VERSION = 1;

    /** Length of the header: a page of memory. */
    public static final int HEADER_BYTES = 4096;

    private static final long MAGIC = ByteBuffer.wrap("NOISYNMF".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
        .order(ByteOrder.LITTLE_ENDIAN).getLong();

    private static final int WRITE_BYTES = 1 << 22;

    /** A mapped piece holds whole strips and no more than this. */
    private static final int PIECE_BYTES = 1 << 30;

    private final Path m_folder;

    private final boolean m_kept;

    /** Folders made for it, the outermost first. */
    private final Deque<Path> m_made = new ArrayDeque<>();

    private @Nullable Path m_path;

    private @Nullable FileChannel m_channel;

    private final CRC32C m_checksum = new CRC32C();

    private @Nullable ByteBuffer m_pending = ByteBuffer.allocateDirect(WRITE_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private int m_bytesOfValue;

    private int m_length;

    private int m_strips;

    private int m_perPiece = 1;

    private final List<MappedByteBuffer> m_pieces = new ArrayList<>();

    private final List<FloatBuffer> m_floats = new ArrayList<>();

    private final List<DoubleBuffer> m_doubles = new ArrayList<>();

    /**
     * A file that is made when something is written.
     *
     * @param folder where; made if there is none, and then removed with the file
     * @param kept whether it stays after {@link #close}
     */
    public PackedFile(final Path folder, final boolean kept) {
        m_folder = folder.toAbsolutePath().normalize();
        m_kept = kept;
    }

    /** @return where it lies, or will */
    public Path path() {
        return m_path == null ? m_folder : m_path;
    }

    private FileChannel channel() throws IOException {
        if (m_channel != null) {
            return m_channel;
        }
        for (Path folder = m_folder; folder != null && !Files.exists(folder); folder = folder.getParent()) {
            m_made.addFirst(folder);
        }
        Files.createDirectories(m_folder);
        final Path path = Files.createTempFile(m_folder, "noisynmf-", ".strips");
        m_path = path;
        if (!m_kept) {
            path.toFile().deleteOnExit();
        }
        final FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        m_channel = channel;
        channel.position(HEADER_BYTES);
        return channel;
    }

    @Override
    public void append(final Object strip, final int length) {
        final ByteBuffer pending = pending();
        final int size = strip instanceof double[] ? Double.BYTES : Float.BYTES;
        if (m_strips == 0) {
            m_bytesOfValue = size;
            m_length = length;
        } else if (size != m_bytesOfValue || length != m_length) {
            throw new IllegalStateException("A strip has " + length + " values of " + size + " bytes, but those of "
                + path() + " have " + m_length + " of " + m_bytesOfValue);
        }
        final int bytes = length * size;
        if (pending.remaining() < bytes) {
            write(pending);
        }
        if (strip instanceof double[] d) {
            pending.asDoubleBuffer().put(d, 0, length);
        } else {
            pending.asFloatBuffer().put((float[])strip, 0, length);
        }
        pending.position(pending.position() + bytes);
        m_strips++;
    }

    private ByteBuffer pending() {
        if (m_pending == null) {
            throw new IllegalStateException(path() + " is finished: no strip can be added");
        }
        return m_pending;
    }

    private void write(final ByteBuffer pending) {
        pending.flip();
        m_checksum.update(pending.duplicate());
        try {
            final FileChannel channel = channel();
            while (pending.hasRemaining()) {
                channel.write(pending);
            }
        } catch (final IOException e) {
            throw failed(e);
        }
        pending.clear();
    }

    private UncheckedIOException failed(final IOException cause) {
        return new UncheckedIOException(new IOException(path() + ", the file for the data, cannot be written ("
            + cause + "); choose a folder on a disk with room for them", cause));
    }

    @Override
    public void finish() {
        write(pending());
        m_pending = null;
        final ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(MAGIC).putInt(VERSION).putInt(m_bytesOfValue).putInt(m_length).putInt(m_strips)
            .putLong(m_checksum.getValue()).clear();
        try {
            final FileChannel channel = channel();
            while (header.hasRemaining()) {
                channel.write(header, header.position());
            }
            map(channel);
        } catch (final IOException e) {
            throw failed(e);
        }
    }

    private void map(final FileChannel channel) throws IOException {
        final int stripBytes = m_length * m_bytesOfValue;
        m_perPiece = Math.max(1, PIECE_BYTES / Math.max(1, stripBytes));
        for (int first = 0; first < m_strips; first += m_perPiece) {
            final MappedByteBuffer piece = channel.map(FileChannel.MapMode.READ_ONLY,
                HEADER_BYTES + (long)first * stripBytes, (long)Math.min(m_perPiece, m_strips - first) * stripBytes);
            piece.order(ByteOrder.LITTLE_ENDIAN);
            m_pieces.add(piece);
            if (m_bytesOfValue == Double.BYTES) {
                m_doubles.add(piece.asDoubleBuffer());
            } else {
                m_floats.add(piece.asFloatBuffer());
            }
        }
    }

    @Override
    public void fetch(final int from, final int to) {
        final int stripBytes = m_length * m_bytesOfValue;
        for (int first = from; first < to;) {
            final int at = first % m_perPiece;
            final int count = Math.min(to - first, m_perPiece - at);
            m_pieces.get(first / m_perPiece).slice(at * stripBytes, count * stripBytes).load();
            first += count;
        }
    }

    @Override
    public void read(final int index, final Object strip) {
        final int at = index % m_perPiece * m_length;
        if (strip instanceof double[] d) {
            m_doubles.get(index / m_perPiece).get(at, d, 0, m_length);
        } else {
            m_floats.get(index / m_perPiece).get(at, (float[])strip, 0, m_length);
        }
    }

    /**
     * Ends the use of the file, and removes it unless it is kept.
     *
     * @throws IOException if it cannot be removed
     */
    @Override
    public void close() throws IOException {
        m_pieces.clear();
        m_floats.clear();
        m_doubles.clear();
        if (m_channel != null) {
            m_channel.close();
        }
        if (m_kept) {
            return;
        }
        if (m_path != null) {
            try {
                Files.deleteIfExists(m_path);
            } catch (final IOException e) {
                // Windows removes no file that is mapped, and only the collector unmaps it; else the end of the process does
                System.gc();
                Files.deleteIfExists(m_path);
            }
        }
        while (!m_made.isEmpty()) {
            try {
                Files.deleteIfExists(m_made.removeLast());
            } catch (final DirectoryNotEmptyException e) {
                // somebody else keeps something there
                m_made.clear();
            }
        }
    }
}
