package org.noisynmf.io.npy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.noisynmf.io.source.Lines;
import org.noisynmf.io.source.MatrixFormatException;

/**
 * Lines of an npy file: rows if it is in C order, columns if in Fortran order.
 *
 * <p>The one npy library for Java on Maven Central that writes and reads matrices (org.jetbrains.bio:npy 0.3.5) refuses
 * Fortran order, reads nothing but whole uncompressed files, takes unsigned integers for signed, and brings Kotlin's
 * 1.5 MB of run-time library; hence the format's few lines here.
 */
public final class NpyLines implements Lines {

    /** Bytes that are read at a time, which stay in the processor's cache; a multiple of every entry's size. */
    private static final int BUFFER = 1 << 18;

    /** Entries by which the first line grows at least. */
    private static final int CHUNK = 8192;

    private final InputStream m_in;

    /** The file itself, if it is one and not compressed. */
    private final @Nullable FileChannel m_channel;

    private final String m_name;

    private final NpyHeader m_header;

    private final NpyDecoder m_decoder;

    /** What was read ahead. */
    private final ByteBuffer m_buffer;

    /** Where entries begin in the file. */
    private final long m_offset;

    private final List<String> m_lineNames;

    private final List<String> m_entryNames;

    private int m_next;

    /** The first line, until it is asked for. */
    private double @Nullable [] m_first;

    /**
     * @param in at the signature; closed with these lines
     * @param name the file's name, for messages
     * @throws IOException if it cannot be read, or does not hold the first line that its header promises. Nothing larger
     *             than what the file really holds is allocated, whatever the header says.
     */
    public NpyLines(final InputStream in, final String name) throws IOException {
        this(in, null, name, List.of(), List.of());
    }

    /**
     * @param in at the signature; closed with these lines
     * @param name the file's name, for messages
     * @param rows names of the rows, or an empty list
     * @param columns names of the columns, or an empty list
     * @throws IOException if it cannot be read, or there are not as many names as rows or columns
     */
    public NpyLines(final InputStream in, final String name, final List<String> rows, final List<String> columns)
        throws IOException {
        this(in, null, name, rows, columns);
    }

    /**
     * @param file at the signature; closed with these lines
     * @param name the file's name, for messages
     * @throws IOException as for a stream
     */
    public NpyLines(final FileChannel file, final String name) throws IOException {
        this(Channels.newInputStream(file), file, name, List.of(), List.of());
    }

    private NpyLines(final InputStream in, final @Nullable FileChannel channel, final String name,
        final List<String> rows, final List<String> columns) throws IOException {
        m_in = in;
        m_channel = channel;
        m_name = name;
        m_header = NpyHeader.read(in, name);
        m_offset = channel == null ? 0 : channel.position();
        if (length() == 0 || count() == 0) {
            throw new MatrixFormatException(name + " holds no values: it is " + m_header.rows() + " × "
                + m_header.columns());
        }
        checkNames(rows, m_header.rows(), "row");
        checkNames(columns, m_header.columns(), "column");
        m_lineNames = areRows() ? rows : columns;
        m_entryNames = areRows() ? columns : rows;
        m_decoder = new NpyDecoder(m_header.type());
        m_buffer = (channel == null ? ByteBuffer.allocate(BUFFER) : ByteBuffer.allocateDirect(BUFFER))
            .order(m_header.type().order()).limit(0);
        m_first = firstLine();
    }

    private void checkNames(final List<String> names, final int count, final String thing)
        throws MatrixFormatException {
        if (!names.isEmpty() && names.size() != count) {
            throw new MatrixFormatException(
                m_name + " has " + count + " " + thing + (count == 1 ? "" : "s") + ", but names of "
                    + names.size());
        }
    }

    private double[] firstLine() throws IOException {
        double[] line = new double[Math.min(CHUNK, length())];
        for (int i = 0; i < length(); i += CHUNK) {
            if (i == line.length) {
                line = Arrays.copyOf(line, (int)Math.min(length(), 2L * i));
            }
            read(line, i, Math.min(CHUNK, length() - i));
        }
        return line;
    }

    @Override
    public boolean areRows() {
        return !m_header.fortranOrder();
    }

    @Override
    public int length() {
        return areRows() ? m_header.columns() : m_header.rows();
    }

    @Override
    public boolean areText() {
        return false;
    }

    @Override
    public boolean areSinglePrecision() {
        return m_header.type().isSinglePrecision();
    }

    @Override
    public long count() {
        return areRows() ? m_header.rows() : m_header.columns();
    }

    @Override
    public List<String> entryNames() {
        return m_entryNames;
    }

    /**
     * @return where the lines lie in a file that can be read in any order, or null if this is a stream
     * @throws IOException if the file is shorter than its header says
     */
    @Nullable
    StoredLines stored() throws IOException {
        if (m_channel == null) {
            return null;
        }
        final long bytesOfLine = (long)length() * m_header.type().bytes();
        final long complete = (m_channel.size() - m_offset) / bytesOfLine;
        if (complete < count()) {
            throw incomplete(complete);
        }
        return new StoredLines(m_channel, m_offset, m_header.type(), (int)count(), length());
    }

    @Override
    public boolean next(final double[] out) throws IOException {
        if (m_next == count()) {
            return false;
        }
        if (m_first != null) {
            System.arraycopy(m_first, 0, out, 0, out.length);
            m_first = null;
        } else {
            read(out, 0, out.length);
        }
        m_next++;
        return true;
    }

    private void read(final double[] out, final int from, final int entries) throws IOException {
        final int bytes = m_header.type().bytes();
        int i = from;
        while (i < from + entries) {
            if (m_buffer.remaining() < bytes) {
                fill(bytes);
            }
            final int now = Math.min(from + entries - i, m_buffer.remaining() / bytes);
            try {
                m_decoder.decode(m_buffer, out, i, now);
            } catch (final MatrixFormatException e) {
                throw new MatrixFormatException(m_name + ": " + e.getMessage());
            }
            i += now;
        }
    }

    private void fill(final int fewest) throws IOException {
        m_buffer.compact();
        while (m_buffer.position() < fewest) {
            final int read;
            if (m_channel == null) {
                read = m_in.read(m_buffer.array(), m_buffer.position(), m_buffer.remaining());
                m_buffer.position(m_buffer.position() + Math.max(0, read));
            } else {
                read = m_channel.read(m_buffer);
            }
            if (read < 0) {
                throw incomplete(m_next);
            }
        }
        m_buffer.flip();
    }

    private MatrixFormatException incomplete(final long line) {
        return new MatrixFormatException(m_name + " ends within " + (areRows() ? "row " : "column ") + line
            + " (counted from 0) of " + count() + ": the file is not complete");
    }

    @Override
    public Optional<String> name() {
        return m_lineNames.isEmpty() ? Optional.empty() : Optional.of(m_lineNames.get(m_next - 1));
    }

    @Override
    public void close() throws IOException {
        m_in.close();
    }
}
