package org.noisynmf.engine.settings;

import org.noisynmf.engine.naming.Named;

/** Norm to which every template is scaled in the result; coefficients are multiplied by what templates are divided by. */
public enum Scaling implements Named {
    /** Templates as the algorithm left them. */
    NONE("none", "None"),
    /** Largest value 1. */
    MAX("max", "Largest value 1"),
    /** Sum 1. */
    SUM("sum", "Sum 1"),
    /** Euclidean norm 1. */
    EUCLIDEAN("euclidean", "Euclidean norm 1");

    private final String m_id;
    private final String m_title;

    Scaling(final String id, final String title) {
        m_id = id;
        m_title = title;
    }

    @Override
    public String id() {
        return m_id;
    }

    /** @return the name shown to people */
    public String title() {
        return m_title;
    }
}
