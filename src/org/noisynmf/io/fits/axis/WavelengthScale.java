package org.noisynmf.io.fits.axis;

/** What the numbers on a file's wavelength axis are. */
public enum WavelengthScale {
    /** What header and names say: log₁₀ for DC-FLAG = 1, CTYPE1 = LOGLIN, COEFF0 or a column like LOGLAM. */
    AUTOMATIC,
    /** Wavelengths. */
    LINEAR,
    /** Decimal logarithms of wavelengths. */
    LOG10
}
