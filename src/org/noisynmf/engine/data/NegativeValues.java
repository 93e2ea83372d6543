package org.noisynmf.engine.data;

import org.noisynmf.engine.naming.Named;

/** What becomes of observed values below zero. */
public enum NegativeValues implements Named {
    /** Use them as they are: what Shift-NMF, Nearly-NMF and all gradient and exact rules are made for. */
    AS_IS,
    /** Refuse data that contain one, naming the first. */
    REFUSE,
    /** Replace them by 0. Biases every result upwards; offered for comparison. Counted, never silent. */
    CLIP,
    /** Give them weight 0, as if they had not been observed. Biases upwards as well. Counted, never silent. */
    WEIGHT_ZERO
}
