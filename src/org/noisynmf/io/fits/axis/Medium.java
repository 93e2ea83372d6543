package org.noisynmf.io.fits.axis;

/** What wavelengths were measured in: in air they are some 0.03 % (83 km/s) shorter. */
public enum Medium {
    /** In vacuum. */
    VACUUM("vacuum"),
    /** In air. */
    AIR("air");

    private final String m_text;

    Medium(final String text) {
        m_text = text;
    }

    /** @return the word for tables and messages */
    public String text() {
        return m_text;
    }
}
