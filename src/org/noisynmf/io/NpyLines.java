package org.noisynmf.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Lines of an npy file: rows if it is in C order, columns if in Fortran order.
 *
 * <p>The one npy library for Java on Maven Central that writes and reads matrices (org.jetbrains.bio:npy 0.3.5) refuses
 * Fortran order, reads nothing but whole uncompressed files, takes unsigned integers for signed, and brings Kotlin's
 * 1.5 MB of run-time library; hence the format's few lines here.
 */
final class NpyLines implements Lines {

    private final InputStream m_in;

    private final String m_name;

    private final NpyHeader m_header;

    private final byte[] m_bytes;

    private int m_next;

    private NpyLines(final InputStream in, final String name, final NpyHeader header) throws MatrixFormatException {
        m_in = in;
        m_name = name;
        m_header = header;
        final long bytes = (long)length() * header.type().bytes();
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new MatrixFormatException(name + " has " + length() + " entries " + (areRows() ? "a row" : "a column")
                + ", which is more than can be read at once");
        }
        m_bytes = new byte[(int)bytes];
    }

    static NpyLines open(final InputStream in, final String name) throws IOException {
        return new NpyLines(in, name, NpyHeader.read(in, name));
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
        if (m_in.readNBytes(m_bytes, 0, m_bytes.length) < m_bytes.length) {
            throw new EOFException(m_name + " ends within " + (areRows() ? "row " : "column ") + m_next
                + " (counted from 0) of " + count() + ": the file is not complete");
        }
        final NpyType type = m_header.type();
        final ByteBuffer buffer = ByteBuffer.wrap(m_bytes).order(type.order());
        for (int i = 0; i < out.length; i++) {
            out[i] = type.get(buffer);
        }
        m_next++;
        return true;
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
