package org.noisynmf.engine.errors;

import org.noisynmf.engine.naming.Named;

/** How errors of templates are found. */
public enum ErrorMethod implements Named {
    /** Fits of samples of the observations: {@link Bootstrap}. */
    BOOTSTRAP("bootstrap", "Bootstrap"),
    /** Entries moved until χ² has risen: {@link Displacement}. */
    DISPLACEMENT("displacement", "Displacement"),
    /** Fits without a group of the observations each: {@link Jackknife}. */
    JACKKNIFE("jackknife", "Jackknife"),
    /** All factorisations that agree with the data: {@link org.noisynmf.engine.posterior.Posterior}. */
    POSTERIOR("posterior", "Posterior");

    private final String m_id;

    private final String m_title;

    ErrorMethod(final String id, final String title) {
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
