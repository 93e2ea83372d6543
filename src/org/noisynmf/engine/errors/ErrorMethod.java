package org.noisynmf.engine.errors;

import org.noisynmf.engine.naming.Named;

/** How errors of templates are found. */
public enum ErrorMethod implements Named {
    /** Fits of samples of the observations: {@link Bootstrap}. */
    BOOTSTRAP("Bootstrap"),
    /** Entries moved until χ² has risen: {@link Displacement}. */
    DISPLACEMENT("Displacement"),
    /** Fits without a group of the observations each: {@link Jackknife}. */
    JACKKNIFE("Jackknife"),
    /** All factorisations that agree with the data: {@link org.noisynmf.engine.posterior.Posterior}. */
    POSTERIOR("Posterior");

    private final String m_title;

    ErrorMethod(final String title) {
        m_title = title;
    }

    /** @return the name shown to people */
    public String title() {
        return m_title;
    }
}
