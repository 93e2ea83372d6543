package org.noisynmf.headless.option;

import org.noisynmf.engine.naming.Named;

/** What is known of the noise beside its weights. */
public enum NoiseScale implements Named {
    /** Weights are inverse variances. */
    FIXED("fixed"),
    /** Weights are proportional to inverse variances. */
    FREE("free");

    private final String m_id;

    NoiseScale(final String id) {
        m_id = id;
    }

    @Override
    public String id() {
        return m_id;
    }
}
