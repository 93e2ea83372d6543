package org.noisynmf.io.packed;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.storage.StripStore;
import org.noisynmf.io.source.Draft;
import org.noisynmf.io.source.Unfinished;

/**
 * Strips of observations in a file, little-endian, one behind the other: written once, with large writes, and read
 * by {@link PackedStrips}. Before them stands a {@link PackedHeader}; behind them, in a file that is kept, what they are.
 */
public final class PackedFile implements StripStore, Closeable {

    private static final int WRITE_BYTES = 1 << 22;

    private static final int FOOTER_BUFFER = 1 << 16;

    private final Path m_folder;

    /** The name it gets when it is complete; null = it is temporary. */
    private final @Nullable Path m_target;

    private boolean m_kept;

    /** What {@link #beside} made. */
    private final Queue<PackedFile> m_beside = new ConcurrentLinkedQueue<>();

    /** Folders made for it, the outermost first. */
    private final Deque<Path> m_made = new ArrayDeque<>();

    private @Nullable Path m_path;

    private @Nullable FileChannel m_channel;

    private final CRC32C m_checksum = new CRC32C();

    private @Nullable ByteBuffer m_pending = ByteBuffer.allocateDirect(WRITE_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private int m_bytesOfValue;

    private int m_length;

    private int m_strips;

    /** Reads the strips; null = they are not finished, or this is closed. */
    private @Nullable PackedStrips m_reader;

    /**
     * A temporary file that is made when something is written.
     *
     * @param folder where; made if there is none, and then removed with the file
     */
    public PackedFile(final Path folder) {
        this(folder, null);
    }

    private PackedFile(final Path folder, final @Nullable Path target) {
        m_folder = folder.toAbsolutePath().normalize();
        m_target = target;
    }

    /**
     * A file that is made when something is written, temporary until {@link #keep}.
     *
     * @param target the name it is to get; its folder is made if there is none
     * @return the file
     */
    public static PackedFile toKeep(final Path target) {
        final Path absolute = target.toAbsolutePath().normalize();
        return new PackedFile(Objects.requireNonNull(absolute.getParent()), absolute);
    }

    /** What is written behind the strips, or read from there. */
    @FunctionalInterface
    public interface Footer {
        /**
         * @param out where to
         * @throws IOException if that fails
         */
        void write(DataOutput out) throws IOException;
    }

    /**
     * Adds what the strips are and gives the file its name, in one step; from then on it stays.
     *
     * @param key SHA-256 of what it was made from. Not modified.
     * @param footer writes what the strips are
     * @throws IOException if that fails; the file then is temporary, and can be read as before
     */
    public void keep(final byte[] key, final Footer footer) throws IOException {
        if (m_target == null || m_path == null || m_pending != null) {
            throw new IllegalStateException(path() + " is temporary, or not finished: it cannot be kept");
        }
        final FileChannel channel = channel();
        channel.position(end());
        final CRC32C checksum = new CRC32C();
        final DataOutputStream out = new DataOutputStream(new CheckedOutputStream(
            new BufferedOutputStream(Channels.newOutputStream(channel), FOOTER_BUFFER), checksum));
        footer.write(out);
        out.flush();
        writeHeader(channel, channel.position() - end(), checksum.getValue(), key);
        Draft.publish(m_path, m_target);
        m_path = m_target;
        m_kept = true;
    }

    /**
     * Opens a file that was kept, once all of it is known to be as it was written.
     *
     * @param file exists
     * @param key SHA-256 of what it should have been made from. Not modified.
     * @return the file, finished. To be closed.
     * @throws IOException if it is another file, damaged or of another version; the message says which
     */
    public static PackedFile open(final Path file, final byte[] key) throws IOException {
        final Path absolute = file.toAbsolutePath().normalize();
        final PackedFile opened = new PackedFile(Objects.requireNonNull(absolute.getParent()), absolute);
        final FileChannel channel = FileChannel.open(absolute, StandardOpenOption.READ);
        opened.m_path = absolute;
        opened.m_channel = channel;
        opened.m_pending = null;
        opened.m_kept = true;
        try {
            opened.check(channel, key);
            opened.m_reader = opened.reader(channel);
            return opened;
        } catch (final IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void check(final FileChannel channel, final byte[] key) throws IOException {
        final PackedHeader header = PackedHeader.read(channel);
        if (!Arrays.equals(header.key(), key)) {
            throw new IOException("it was made from other files or with other options");
        }
        m_bytesOfValue = header.bytesOfValue();
        m_length = header.length();
        m_strips = header.strips();
        final long expected = end() + header.footerBytes();
        if (channel.size() != expected) {
            throw new IOException("it has " + channel.size() + " bytes instead of " + expected);
        }
        if (checksum(channel, PackedHeader.BYTES, end()) != header.checksum()
            || checksum(channel, end(), expected) != header.footerChecksum()) {
            throw new IOException("it is damaged: its checksum is another");
        }
    }

    private static long checksum(final FileChannel channel, final long from, final long to) throws IOException {
        final CRC32C checksum = new CRC32C();
        final ByteBuffer buffer = ByteBuffer.allocateDirect(WRITE_BYTES);
        for (long at = from; at < to;) {
            buffer.clear().limit((int)Math.min(buffer.capacity(), to - at));
            final int read = channel.read(buffer, at);
            if (read < 0) {
                throw new IOException("it ends early");
            }
            at += read;
            checksum.update(buffer.flip());
        }
        return checksum.getValue();
    }

    /**
     * @return what the strips of an opened file are, as {@link Footer} wrote it; not to be closed
     * @throws IOException if that fails
     */
    public DataInput footer() throws IOException {
        final FileChannel channel = channel();
        channel.position(end());
        return new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), FOOTER_BUFFER));
    }

    /** Where the strips end. */
    private long end() {
        return PackedHeader.BYTES + (long)m_strips * m_length * m_bytesOfValue;
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
        final Path path =
            m_target == null ? Files.createTempFile(m_folder, "noisynmf-", ".strips") : Draft.beside(m_target);
        m_path = path;
        if (m_target == null) {
            path.toFile().deleteOnExit();
        }
        final FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        m_channel = channel;
        channel.position(PackedHeader.BYTES);
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
        try {
            final FileChannel channel = channel();
            writeHeader(channel, 0, 0, new byte[PackedHeader.KEY_BYTES]);
            m_reader = reader(channel);
        } catch (final IOException e) {
            throw failed(e);
        }
    }

    private void writeHeader(final FileChannel channel, final long footerBytes, final long ofFooter, final byte[] key)
        throws IOException {
        new PackedHeader(m_bytesOfValue, m_length, m_strips, m_checksum.getValue(), footerBytes, ofFooter, key)
            .write(channel);
    }

    private PackedStrips reader(final FileChannel channel) throws IOException {
        return new PackedStrips(this::path, channel, m_bytesOfValue, m_length, m_strips);
    }

    private PackedStrips strips() {
        if (m_reader == null) {
            throw new IllegalStateException(path() + " is not finished, or closed: no strip can be read");
        }
        return m_reader;
    }

    @Override
    public void fetch(final int from, final int to) {
        strips().fetch(from, to);
    }

    @Override
    public void read(final int index, final Object strip) {
        strips().read(index, strip);
    }

    @Override
    public void read(final int first, final int count, final Object[] strips) {
        strips().read(first, count, strips);
    }

    @Override
    public StripStore beside() {
        final PackedFile file = new PackedFile(m_folder);
        m_beside.add(file);
        return file;
    }

    @Override
    public void discard() {
        try {
            close();
        } catch (final IOException e) {
            // whoever closes the file that this one lies beside tries again
            return;
        }
        // a file that is gone takes room on the disk until the collector has unmapped it
        System.gc();
    }

    /**
     * Ends the use of the file and of those beside it, and removes it unless it is kept. It can be closed again.
     *
     * @throws IOException if one of them cannot be removed
     */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (final PackedFile file : m_beside) {
            try {
                file.close();
            } catch (final IOException e) {
                failure = e;
            }
        }
        closeThis();
        if (failure != null) {
            throw failure;
        }
    }

    private void closeThis() throws IOException {
        m_reader = null;
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
            Unfinished.remove(m_path);
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
