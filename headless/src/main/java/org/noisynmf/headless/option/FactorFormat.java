package org.noisynmf.headless.option;

import org.noisynmf.engine.naming.Named;

/** As what a factor is written. */
enum FactorFormat implements Named {
    /** NumPy's format: the bits. */
    NPY,
    /** Text with the names of rows and columns. */
    CSV,
    /** For astronomers: with wavelengths, units and provenance. */
    FITS
}
