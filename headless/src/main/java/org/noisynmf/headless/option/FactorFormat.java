package org.noisynmf.headless.option;

/** As what a factor is written. */
enum FactorFormat {
    /** NumPy's format: the bits. */
    NPY("npy"),
    /** Text with the names of rows and columns. */
    CSV("csv"),
    /** For astronomers: with wavelengths, units and provenance. */
    FITS("fits");

    private final String m_id;

    FactorFormat(final String id) {
        m_id = id;
    }

    String id() {
        return m_id;
    }
}
