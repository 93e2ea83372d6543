package org.noisynmf.headless.option;

import org.noisynmf.engine.naming.Named;

/** As what a factor is written. */
enum FactorFormat implements Named {
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

    @Override
    public String id() {
        return m_id;
    }
}
