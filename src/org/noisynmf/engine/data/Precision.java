package org.noisynmf.engine.data;

/** Floating-point type in which observations are stored; sums always end in double precision. */
public enum Precision {
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

    /** @return the stable name used on the command line, {@code float32} or {@code float64} */
    public String id() {
        return m_id;
    }

    /** @return bytes a stored value takes */
    public int bytes() {
        return m_bytes;
    }
}
