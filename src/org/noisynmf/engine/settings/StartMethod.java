package org.noisynmf.engine.settings;

import org.noisynmf.engine.naming.Named;

/** How templates and coefficients are set before the first pass. */
public enum StartMethod implements Named {
    /** Templates and coefficients uniform on (0, 1), from the seed. */
    RANDOM("Random"),
    /** Every template a falling ramp, coefficients uniform: Green and Bailey's choice for spectra. */
    RAMP("Ramp"),
    /** Given by the caller; a missing factor is drawn as by {@link #RANDOM}. */
    GIVEN("Given"),
    /** Templates added one by one from the ramp, all trained jointly for a set number of passes each. */
    SEQUENTIAL("Sequential growth"),
    /** Non-negative double singular value decomposition. Boutsidis and Gallopoulos (2008). */
    NNDSVD("NNDSVD"),
    /** The same with zeros replaced by the mean of the data, so that multiplicative rules can leave them. */
    NNDSVDA("NNDSVD, zeros filled with the mean"),
    /** The same with zeros replaced by small random values. */
    NNDSVDAR("NNDSVD, zeros filled at random"),
    /** Observations that successive projection picks as anchors. */
    SEPARABLE("Separable (anchor observations)");

    private final String m_title;

    StartMethod(final String title) {
        m_title = title;
    }

    /** @return the name shown to people */
    public String title() {
        return m_title;
    }
}
