package org.noisynmf.io.npy;

import java.nio.ByteBuffer;

import org.noisynmf.io.source.MatrixFormatException;

/** Turns the bytes of an npy file into numbers, many at a time. Not thread-safe. */
final class NpyDecoder {

    private final NpyType m_type;

    private float[] m_floats = {};

    /**
     * @param type how a number is stored
     */
    NpyDecoder(final NpyType type) {
        m_type = type;
    }

    /**
     * @param buffer in the type's byte order, at an entry; afterwards behind the last one taken
     * @param out receives the numbers. Modified.
     * @param from index of the first of them
     * @param entries number of them
     * @throws MatrixFormatException if the bytes are no number of that type
     */
    void decode(final ByteBuffer buffer, final double[] out, final int from, final int entries)
        throws MatrixFormatException {
        if (m_type.kind() == 'f' && m_type.bytes() == Double.BYTES) {
            buffer.asDoubleBuffer().get(out, from, entries);
            buffer.position(buffer.position() + entries * Double.BYTES);
        } else if (m_type.kind() == 'f' && m_type.bytes() == Float.BYTES) {
            if (m_floats.length < entries) {
                m_floats = new float[entries];
            }
            decode(buffer, m_floats, entries);
            for (int i = 0; i < entries; i++) {
                out[from + i] = m_floats[i];
            }
        } else {
            for (int i = from; i < from + entries; i++) {
                out[i] = m_type.get(buffer);
            }
        }
    }

    /** As {@link #decode(ByteBuffer, double[], int, int)}, for a type whose numbers are all of single precision. */
    void decode(final ByteBuffer buffer, final float[] out, final int entries) throws MatrixFormatException {
        if (m_type.kind() == 'f' && m_type.bytes() == Float.BYTES) {
            buffer.asFloatBuffer().get(out, 0, entries);
            buffer.position(buffer.position() + entries * Float.BYTES);
        } else {
            for (int i = 0; i < entries; i++) {
                out[i] = (float)m_type.get(buffer);
            }
        }
    }
}
