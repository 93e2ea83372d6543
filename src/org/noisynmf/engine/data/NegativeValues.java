package org.noisynmf.engine.data;

import org.noisynmf.engine.naming.Named;

/** What becomes of observed values below zero. */
public enum NegativeValues implements Named {
    /** Use them as they are: what Shift-NMF, Nearly-NMF and all gradient and exact rules are made for. */
    AS_IS("as-is"),
    /** Refuse data that contain one, naming the first. */
    REFUSE("refuse"),
    /** Replace them by 0. Biases every result upwards; offered for comparison. Counted, never silent. */
    CLIP("clip"),
    /** Give them weight 0, as if they had not been observed. Biases upwards as well. Counted, never silent. */
    WEIGHT_ZERO("weight-zero");

    private final String m_id;

    NegativeValues(final String id) {
        m_id = id;
    }

    @Override
    public String id() {
        return m_id;
    }
}
