package org.noisynmf.knime.fits.choice;

import org.knime.node.parameters.widget.choices.Label;

/** How redrock dims what lies beyond Lyman α. The names of the constants are stored in workflows and never change. */
public enum IgmModel {
    @Label(value = "None", description = "No absorption; for stars, and if the templates already contain it.")
    NONE("None"),

    @Label(value = "Inoue et al. 2014", description = "The model of redrock's newer templates.")
    INOUE14("Inoue14"),

    @Label(value = "Calura et al. 2012", description = "The model of redrock's first templates.")
    CALURA12("Calura12"),

    @Label(value = "Kamble et al. 2020", description = "The model of redrock's quasar templates of version 1.1.")
    KAMBLE20("Kamble20");

    private final String m_text;

    IgmModel(final String text) {
        m_text = text;
    }

    /** @return as RRIGM states it */
    public String text() {
        return m_text;
    }
}
