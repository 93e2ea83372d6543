package org.noisynmf.io.packed;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Reads the strips of a finished {@link PackedFile}: a few through mapped memory, many by calls to the system, since a page of
 * mapped memory can take longer to look up than to copy. Thread-safe.
 */
final class PackedStrips {

    /** A mapped piece holds whole strips and no more than this. */
    private static final int PIECE_BYTES = 1 << 30;

    /** A buffer, which stays in the second cache level. */
    private static final int BUFFER_BYTES = 1 << 18;

    /** Bytes worth a call to the system. */
    private static final int CALL_BYTES = 1 << 13;

    /** For strips that need only be in the system's memory. */
    private static final Taker NOWHERE = (buffer, done, some) -> {
    };

    private final Supplier<Path> m_path;

    private final FileChannel m_channel;

    private final int m_length;

    private final int m_stripBytes;

    private final int m_perPiece;

    private final List<MappedByteBuffer> m_pieces = new ArrayList<>();

    private final List<FloatBuffer> m_floats = new ArrayList<>();

    private final List<DoubleBuffer> m_doubles = new ArrayList<>();

    /** Buffers that no thread uses. */
    private final Queue<ByteBuffer> m_buffers = new ConcurrentLinkedQueue<>();

    /**
     * @param path tells where the file lies, for messages
     * @param channel of the file; not closed here
     * @param bytesOfValue 4 or 8
     * @param length values of a strip
     * @param strips number of strips
     * @throws IOException if the file cannot be mapped
     */
    PackedStrips(final Supplier<Path> path, final FileChannel channel, final int bytesOfValue, final int length,
        final int strips) throws IOException {
        m_path = path;
        m_channel = channel;
        m_length = length;
        m_stripBytes = length * bytesOfValue;
        m_perPiece = Math.max(1, PIECE_BYTES / Math.max(1, m_stripBytes));
        for (int first = 0; first < strips; first += m_perPiece) {
            final MappedByteBuffer piece = channel.map(FileChannel.MapMode.READ_ONLY, position(first),
                (long)Math.min(m_perPiece, strips - first) * m_stripBytes);
            piece.order(ByteOrder.LITTLE_ENDIAN);
            m_pieces.add(piece);
            if (bytesOfValue == Double.BYTES) {
                m_doubles.add(piece.asDoubleBuffer());
            } else {
                m_floats.add(piece.asFloatBuffer());
            }
        }
    }

    private long position(final int strip) {
        return PackedHeader.BYTES + (long)strip * m_stripBytes;
    }

    /**
     * Brings strips from the disk into the system's memory.
     *
     * @param from first strip
     * @param to end of the range, exclusive
     */
    void fetch(final int from, final int to) {
        for (int first = from; first < to;) {
            final int at = first % m_perPiece;
            final int count = Math.min(to - first, m_perPiece - at);
            final MappedByteBuffer mapped =
                m_pieces.get(first / m_perPiece).slice(at * m_stripBytes, count * m_stripBytes);
            if (!mapped.isLoaded() && !take(first, count, NOWHERE)) {
                mapped.load();
            }
            first += count;
        }
    }

    /**
     * @param index number of the strip
     * @param strip receives its elements. Modified.
     */
    void read(final int index, final Object strip) {
        final int at = index % m_perPiece * m_length;
        if (strip instanceof double[] d) {
            m_doubles.get(index / m_perPiece).get(at, d, 0, m_length);
        } else {
            m_floats.get(index / m_perPiece).get(at, (float[])strip, 0, m_length);
        }
    }

    /**
     * @param first number of the first strip
     * @param count how many
     * @param strips receive their elements. The arrays are modified.
     */
    void read(final int first, final int count, final Object[] strips) {
        final boolean many = count * m_stripBytes > CALL_BYTES;
        if (many && take(first, count, (buffer, done, some) -> {
            final DoubleBuffer doubles = buffer.asDoubleBuffer();
            final FloatBuffer floats = buffer.asFloatBuffer();
            for (int s = 0; s < some; s++) {
                if (strips[done + s] instanceof double[] d) {
                    doubles.get(s * m_length, d, 0, m_length);
                } else {
                    floats.get(s * m_length, (float[])strips[done + s], 0, m_length);
                }
            }
        })) {
            return;
        }
        for (int s = 0; s < count; s++) {
            read(first + s, strips[s]);
        }
    }

    /** Takes some strips from a buffer. */
    @FunctionalInterface
    private interface Taker {
        /**
         * @param buffer holds the strips from its beginning
         * @param done number of strips before them
         * @param some number of strips
         */
        void take(ByteBuffer buffer, int done, int some);
    }

    /** @return false if the channel is closed, as by the interruption of a thread that reads: then all are to be read otherwise */
    private boolean take(final int first, final int count, final Taker taker) {
        final ByteBuffer idle = m_buffers.poll();
        final ByteBuffer buffer =
            idle == null ? ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN) : idle;
        try {
            for (int done = 0; done < count;) {
                final int some = Math.min(BUFFER_BYTES / m_stripBytes, count - done);
                buffer.clear().limit(some * m_stripBytes);
                read(buffer, position(first + done));
                taker.take(buffer.flip(), done, some);
                done += some;
            }
            return true;
        } catch (final ClosedChannelException e) {
            return false;
        } catch (final IOException e) {
            throw new UncheckedIOException(
                new IOException(m_path.get() + ", the file for the data, cannot be read: " + e, e));
        } finally {
            m_buffers.add(buffer);
        }
    }

    private void read(final ByteBuffer buffer, final long from) throws IOException {
        long at = from;
        while (buffer.hasRemaining()) {
            final int read = m_channel.read(buffer, at);
            if (read < 0) {
                throw new EOFException("the end of the file is missing");
            }
            at += read;
        }
    }
}
