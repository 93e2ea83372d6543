package org.noisynmf.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The other way through a matrix. All its lines are read first: few are held in memory, many go to a temporary file, from
 * which blocks of lines across come back, so that a large matrix never lies in memory as a whole.
 */
final class TransposedLines implements Lines {

    /** More than this goes to a file. */
    private static final long MOST_HELD = 1 << 20;

    /** Size of a block; smaller ones take more reads. */
    private static final int BLOCK = 2 << 20;

    private final Lines m_stored;

    private final List<String> m_names = new ArrayList<>();

    /** All lines, as long as there is no file. */
    private final List<double[]> m_held = new ArrayList<>();

    private @Nullable FileChannel m_file;

    private int m_count;

    private int m_next;

    /** Lines across, one after the other, from the file. */
    private double[] m_block = {};

    private int m_firstOfBlock;

    private TransposedLines(final Lines stored) {
        m_stored = stored;
    }

    /**
     * @param stored the lines as stored; read to their end here, and closed with the result
     * @return the columns if the stored lines are rows, and the other way round
     * @throws IOException if they cannot be read
     */
    static Lines of(final Lines stored) throws IOException {
        final TransposedLines lines = new TransposedLines(stored);
        try {
            lines.readAll();
        } catch (final IOException | RuntimeException | Error e) {
            lines.closeFile();
            throw e;
        }
        return lines;
    }

    private void readAll() throws IOException {
        final int most = (int)Math.min(Integer.MAX_VALUE, MOST_HELD / Double.BYTES / Math.max(1, m_stored.length()));
        double[] line = new double[m_stored.length()];
        ByteBuffer buffer = ByteBuffer.allocate(0);
        while (m_stored.next(line)) {
            m_stored.name().ifPresent(m_names::add);
            m_count++;
            if (m_file == null && m_count <= most) {
                m_held.add(line);
                line = new double[m_stored.length()];
                continue;
            }
            if (m_file == null) {
                buffer = ByteBuffer.allocate(Math.multiplyExact(line.length, Double.BYTES));
                m_file = FileChannel.open(Files.createTempFile("noisynmf", ".transposed"), StandardOpenOption.READ,
                    StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
                for (final double[] held : m_held) {
                    write(m_file, held, buffer);
                }
                m_held.clear();
            }
            write(m_file, line, buffer);
        }
    }

    private static void write(final FileChannel file, final double[] line, final ByteBuffer buffer)
        throws IOException {
        buffer.clear();
        buffer.asDoubleBuffer().put(line);
        while (buffer.hasRemaining()) {
            file.write(buffer);
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
    public boolean next(final double[] out) throws IOException {
        if (m_next == m_stored.length()) {
            return false;
        }
        if (m_file == null) {
            for (int i = 0; i < out.length; i++) {
                out[i] = m_held.get(i)[m_next];
            }
        } else {
            final int lines = m_block.length / m_count;
            if (lines == 0 || m_next == m_firstOfBlock + lines) {
                readBlock(m_file);
            }
            System.arraycopy(m_block, (m_next - m_firstOfBlock) * m_count, out, 0, m_count);
        }
        m_next++;
        return true;
    }

    /** Reads as many lines across as a block holds, from the next one on. */
    private void readBlock(final FileChannel file) throws IOException {
        final int length = m_stored.length();
        final int lines = Math.min(length - m_next, Math.max(1, BLOCK / Double.BYTES / m_count));
        if (m_block.length != Math.multiplyExact(lines, m_count)) {
            m_block = new double[lines * m_count];
        }
        m_firstOfBlock = m_next;
        final ByteBuffer buffer = ByteBuffer.allocate(lines * Double.BYTES);
        for (int i = 0; i < m_count; i++) {
            buffer.clear();
            long position = ((long)i * length + m_next) * Double.BYTES;
            while (buffer.hasRemaining()) {
                final int read = file.read(buffer, position);
                if (read < 0) {
                    throw new EOFException("a temporary file has lost its end");
                }
                position += read;
            }
            for (int j = 0; j < lines; j++) {
                m_block[j * m_count + i] = buffer.getDouble(j * Double.BYTES);
            }
        }
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
        m_held.clear();
        m_block = new double[0];
        try {
            closeFile();
        } finally {
            m_stored.close();
        }
    }
}
