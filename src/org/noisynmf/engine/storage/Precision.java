package org.noisynmf.engine.storage;

import org.noisynmf.engine.naming.Named;

/** Floating-point type in which observations are stored; sums always end in double precision. */
public enum Precision implements Named {
    /** 4 bytes a value: half the memory, about twice the speed, 7 significant digits. */
    FLOAT32("float32", 4),
    /** 8 bytes a value. */
    FLOAT64("float64", 8);

    private final String m_id;
    private final int m_bytes;

    Precision(final String id, final int bytes) {
        m_id = id;
        m_bytes = bytes;
    }

    @Override
    public String id() {
        return m_id;
    }

    /** @return bytes a stored value takes */
    public int bytes() {
        return m_bytes;
    }
}
