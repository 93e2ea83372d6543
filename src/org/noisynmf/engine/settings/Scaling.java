package org.noisynmf.engine.settings;

import org.noisynmf.engine.naming.Named;

/** Norm to which every template is scaled in the result; coefficients are multiplied by what templates are divided by. */
public enum Scaling implements Named {
    /** Templates as the algorithm left them. */
    NONE,
    /** Largest value 1. */
    MAX,
    /** Sum 1. */
    SUM,
    /** Euclidean norm 1. */
    EUCLIDEAN
}
