package org.noisynmf.engine.storage;

import org.noisynmf.engine.naming.Named;

/** Floating-point type in which observations are stored; sums always end in double precision. */
public enum Precision implements Named {
    /** 4 bytes a value: half the memory, about twice the speed, 7 significant digits. */
    FLOAT32(4),
    /** 8 bytes a value. */
    FLOAT64(8);

    private final int m_bytes;

    Precision(final int bytes) {
        m_bytes = bytes;
    }

    /** @return bytes a stored value takes */
    public int bytes() {
        return m_bytes;
    }

    /**
     * @param length number of elements
     * @return a {@code double[]} or {@code float[]} of zeros
     */
    Object array(final int length) {
        return this == FLOAT64 ? new double[length] : new float[length];
    }
}
