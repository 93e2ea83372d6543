package org.noisynmf.spark.rows;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBytes;

/** Neighbouring observations with their names, as workers keep them. Immutable, but for what serialisation needs. */
public final class Block implements Externalizable {

    private static final long serialVersionUID = 1;

    private long m_index;

    private long[] m_numbers = new long[0];

    private String @Nullable [] m_texts;

    private @Nullable Observations m_data;

    /** For serialisation. */
    public Block() {
        // filled by readExternal
    }

    Block(final long index, final long[] numbers, final String @Nullable [] texts, final Observations data) {
        m_index = index;
        m_numbers = numbers;
        m_texts = texts;
        m_data = data;
    }

    /** @return number of the block among all, from 0 */
    public long index() {
        return m_index;
    }

    /**
     * @param j index of an observation in the block
     * @return its name, a Long or a String
     */
    public Object name(final int j) {
        return m_texts == null ? (Object)m_numbers[j] : m_texts[j];
    }

    /** @return the observations */
    public Observations data() {
        if (m_data == null) {
            throw new IllegalStateException("The block has not been read");
        }
        return m_data;
    }

    @Override
    public void writeExternal(final ObjectOutput out) throws IOException {
        out.writeLong(m_index);
        out.writeInt(m_numbers.length);
        out.writeBoolean(m_texts != null);
        for (int j = 0; j < m_numbers.length; j++) {
            out.writeLong(m_numbers[j]);
            if (m_texts != null) {
                out.writeUTF(m_texts[j]);
            }
        }
        ObservationsBytes.write(data(), out);
    }

    @Override
    public void readExternal(final ObjectInput in) throws IOException {
        m_index = in.readLong();
        m_numbers = new long[in.readInt()];
        m_texts = in.readBoolean() ? new String[m_numbers.length] : null;
        for (int j = 0; j < m_numbers.length; j++) {
            m_numbers[j] = in.readLong();
            if (m_texts != null) {
                m_texts[j] = in.readUTF();
            }
        }
        m_data = ObservationsBytes.read(in);
    }
}
