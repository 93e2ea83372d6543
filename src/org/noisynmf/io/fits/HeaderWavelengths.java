package org.noisynmf.io.fits;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import nom.tam.fits.Header;

/**
 * The wavelength axis that a header describes: value = CRVAL1 + (p − CRPIX1) · CD1_1 for pixel p from 1, or COEFF0 +
 * (p − 1) · COEFF1; with the value a wavelength, its decimal logarithm (DC-FLAG = 1 of IRAF, LOGLIN, COEFF0 of
 * SDSS), or
 * CRVAL1 · exp((p − CRPIX1) · CD1_1 / CRVAL1) for CTYPE1 ending in -LOG (Greisen et al. 2006, FITS WCS paper III,
 * eq. 5).
 */
final class HeaderWavelengths {

    /** Axes of other quantities than wavelength. */
    private static final Set<String> OTHERS =
        Set.of("FREQ", "ENER", "WAVN", "VRAD", "VOPT", "ZOPT", "VELO", "BETA", "FELO");

    private HeaderWavelengths() {
    }

    /**
     * @param header of the fluxes
     * @return whether it describes an axis
     */
    static boolean isGiven(final Header header) {
        return header.containsKey("CRVAL1") && !Double.isNaN(step(header))
            || header.containsKey("COEFF0") && header.containsKey("COEFF1");
    }

    /**
     * @param header that describes an axis
     * @return what keeps it from being one of wavelengths, or null
     */
    static @Nullable String problem(final Header header) {
        final String type = type(header);
        return type.length() >= 4 && OTHERS.contains(type.substring(0, 4)) ? "CTYPE1 is \"" + type
            + "\", but the first axis must be one of wavelengths: convert the spectrum" : null;
    }

    /**
     * @param header that describes an axis of wavelengths
     * @param pixels d
     * @param scale what the user says about it
     * @return d wavelengths
     */
    static double[] of(final Header header, final int pixels, final WavelengthScale scale) {
        final boolean axis = header.containsKey("CRVAL1") && !Double.isNaN(step(header));
        final double first = axis ? header.getDoubleValue("CRVAL1") : header.getDoubleValue("COEFF0");
        final double step = axis ? step(header) : header.getDoubleValue("COEFF1");
        final double reference = axis ? header.getDoubleValue("CRPIX1", 1) : 1;
        final boolean decimal = scale == WavelengthScale.LOG10
            || scale == WavelengthScale.AUTOMATIC && (!axis || isDecimal(header, first));
        final boolean natural = scale == WavelengthScale.AUTOMATIC && type(header).endsWith("-LOG");
        final double[] wavelengths = new double[pixels];
        for (int i = 0; i < pixels; i++) {
            final double offset = (i + 1 - reference) * step;
            wavelengths[i] = decimal ? Math.pow(10, first + offset)
                : natural ? first * Math.exp(offset / first) : first + offset;
        }
        return wavelengths;
    }

    /** CD1_1 goes first: some archives write a second CDELT1 that belongs to another axis. */
    private static double step(final Header header) {
        return header.getDoubleValue("CD1_1", header.getDoubleValue("CDELT1", Double.NaN));
    }

    private static boolean isDecimal(final Header header, final double first) {
        final String type = type(header);
        return header.getIntValue("DC-FLAG", 0) == 1 || type.startsWith("LOGLIN") || type.startsWith("LOGLAM")
            || type.startsWith("LOG10") || header.containsKey("COEFF0") && header.getDoubleValue("COEFF0") == first;
    }

    private static String type(final Header header) {
        return header.getStringValue("CTYPE1", "").trim().toUpperCase(Locale.ROOT);
    }
}
