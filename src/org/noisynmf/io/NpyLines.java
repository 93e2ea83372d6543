package org.noisynmf.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Lines of an npy file: rows if it is in C order, columns if in Fortran order.
 *
 * <p>The one npy library for Java on Maven Central that writes and reads matrices (org.jetbrains.bio:npy 0.3.5) refuses
 * Fortran order, reads nothing but whole uncompressed files, takes unsigned integers for signed, and brings Kotlin's
 * 1.5 MB of run-time library; hence the format's few lines here.
 */
final class NpyLines implements Lines {

    /** Entries that are read at a time. */
    private static final int CHUNK = 8192;

    private final InputStream m_in;

    private final String m_name;

    private final NpyHeader m_header;

    private final byte[] m_bytes;

    private int m_next;

    /** The first line, until it is asked for. */
    private double @Nullable [] m_first;

    /**
     * @param in at the signature; closed with these lines
     * @param name the file's name, for messages
     * @throws IOException if it cannot be read, or does not hold the first line that its header promises. Nothing larger
     *             than what the file really holds is allocated, whatever the header says.
     */
    NpyLines(final InputStream in, final String name) throws IOException {
        m_in = in;
        m_name = name;
        m_header = NpyHeader.read(in, name);
        if (length() == 0 || count() == 0) {
            throw new MatrixFormatException(name + " holds no values: it is " + m_header.rows() + " × "
                + m_header.columns());
        }
        m_bytes = new byte[Math.min(CHUNK, length()) * m_header.type().bytes()];
        m_first = firstLine();
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
    public long count() {
        return areRows() ? m_header.rows() : m_header.columns();
    }

    @Override
    public List<String> entryNames() {
        return List.of();
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
            for (int i = 0; i < out.length; i += CHUNK) {
                read(out, i, Math.min(CHUNK, out.length - i));
            }
        }
        m_next++;
        return true;
    }

    private void read(final double[] out, final int from, final int entries) throws IOException {
        final NpyType type = m_header.type();
        final int bytes = entries * type.bytes();
        if (m_in.readNBytes(m_bytes, 0, bytes) < bytes) {
            throw new MatrixFormatException(m_name + " ends within " + (areRows() ? "row " : "column ") + m_next
                + " (counted from 0) of " + count() + ": the file is not complete");
        }
        final ByteBuffer buffer = ByteBuffer.wrap(m_bytes, 0, bytes).order(type.order());
        for (int i = from; i < from + entries; i++) {
            out[i] = type.get(buffer);
        }
    }

    @Override
    public Optional<String> name() {
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        m_in.close();
    }
}
