package org.noisynmf.io.npy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.noisynmf.io.source.Lines;
import org.noisynmf.io.source.Unfinished;

/**
 * The other way through a matrix. A file that can be read in any order is read across as it lies. Other lines are
 * held in memory as long as they take a small part of it, and go to a temporary file else, so that a large matrix never lies
 * in memory as a whole.
 */
public final class TransposedLines implements Lines {

    private final Lines m_stored;

    private final List<String> m_names = new ArrayList<>();

    /** All lines, where memory has room for them. */
    private @Nullable TurnedLines m_held;

    /** Where all lines lie, else. */
    private @Nullable StoredLines m_across;

    private @Nullable FileChannel m_file;

    private int m_count;

    private int m_next;

    private TransposedLines(final Lines stored) {
        m_stored = stored;
    }

    /**
     * @param stored the lines as stored; read to their end here unless they can be read in any order, and closed with the
     *            result
     * @return the columns if the stored lines are rows, and the other way round
     * @throws IOException if they cannot be read
     */
    public static Lines of(final Lines stored) throws IOException {
        return of(stored, TurnedLines.most());
    }

    /** As {@link #of(Lines)}, holding no more than so many bytes. */
    static Lines of(final Lines stored, final double most) throws IOException {
        final TransposedLines lines = new TransposedLines(stored);
        try {
            lines.m_across = stored instanceof NpyLines npy ? npy.stored() : null;
            if (lines.m_across == null) {
                lines.readAll(most);
            } else {
                lines.m_count = lines.m_across.lines();
            }
        } catch (final IOException | RuntimeException | Error e) {
            lines.closeFile();
            throw e;
        }
        return lines;
    }

    private void readAll(final double most) throws IOException {
        final TurnedLines held = new TurnedLines(m_stored.length(), m_stored.areSinglePrecision(), most);
        final boolean known = m_stored.count() >= 0;
        boolean room = held.hasRoomFor(Math.max(0, m_stored.count()));
        while (room) {
            if (!m_stored.next(held.line())) {
                m_held = held;
                return;
            }
            nameLine();
            held.add();
            // as many again where the number is not known
            room = known || !held.isBlockFull() || held.hasRoomFor(2L * held.count());
        }
        spill(held);
    }

    private void nameLine() {
        m_stored.name().ifPresent(m_names::add);
        m_count++;
    }

    /** To a temporary file: what was held, and the rest. */
    private void spill(final TurnedLines held) throws IOException {
        m_file = FileChannel.open(Unfinished.temporary(".transposed"), StandardOpenOption.READ,
            StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        final LineWriter writer = new LineWriter(m_file, m_stored.areSinglePrecision());
        final double[] line = new double[m_stored.length()];
        for (int i = 0; i < held.count(); i++) {
            held.copy(i, line);
            writer.write(line);
        }
        while (m_stored.next(line)) {
            nameLine();
            writer.write(line);
        }
        writer.flush();
        m_across = new StoredLines(writer.m_file, 0, writer.m_type, m_count, m_stored.length());
    }

    /** Writes lines to the temporary file, in single precision where that is what they are. */
    private static final class LineWriter {

        private static final int BUFFER = 1 << 20;

        private final FileChannel m_file;

        private final NpyType m_type;

        private final ByteBuffer m_buffer;

        LineWriter(final FileChannel file, final boolean single) {
            m_file = file;
            m_type = single ? NpyType.FLOAT32 : NpyType.FLOAT64;
            m_buffer = ByteBuffer.allocateDirect(BUFFER).order(m_type.order());
        }

        void write(final double[] line) throws IOException {
            for (int i = 0; i < line.length;) {
                if (m_buffer.remaining() < m_type.bytes()) {
                    flush();
                }
                final int to = Math.min(line.length, i + m_buffer.remaining() / m_type.bytes());
                if (m_type == NpyType.FLOAT32) {
                    for (; i < to; i++) {
                        m_buffer.putFloat((float)line[i]);
                    }
                } else {
                    for (; i < to; i++) {
                        m_buffer.putDouble(line[i]);
                    }
                }
            }
        }

        void flush() throws IOException {
            m_buffer.flip();
            while (m_buffer.hasRemaining()) {
                m_file.write(m_buffer);
            }
            m_buffer.clear();
        }
    }

    @Override
    public boolean areRows() {
        return !m_stored.areRows();
    }

    @Override
    public int length() {
        return m_count;
    }

    @Override
    public boolean areText() {
        return m_stored.areText();
    }

    @Override
    public long count() {
        return m_stored.length();
    }

    @Override
    public List<String> entryNames() {
        return m_names;
    }

    @Override
    public boolean areSinglePrecision() {
        return m_stored.areSinglePrecision();
    }

    @Override
    public boolean next(final double[] out) throws IOException {
        if (m_next == m_stored.length()) {
            return false;
        }
        if (m_across != null) {
            m_across.next(out);
        } else if (m_held != null) {
            m_held.across(m_next, out);
        }
        m_next++;
        return true;
    }

    @Override
    public List<String> warnings() {
        return m_stored.warnings();
    }

    @Override
    public Optional<String> name() {
        return m_stored.entryNames().isEmpty() ? Optional.empty() : Optional.of(m_stored.entryNames().get(m_next - 1));
    }

    private void closeFile() throws IOException {
        if (m_file != null) {
            m_file.close();
        }
    }

    @Override
    public void close() throws IOException {
        m_held = null;
        m_across = null;
        try {
            closeFile();
        } finally {
            m_stored.close();
        }
    }
}
