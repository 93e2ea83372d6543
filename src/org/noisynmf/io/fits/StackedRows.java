package org.noisynmf.io.fits;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import nom.tam.fits.Header;

/**
 * Rows of one image that belong to one spectrum: named in the header, or in the order of LAMOST, whose first data
 * releases write flux, inverse variance, wavelength, and-mask and or-mask in this order (data production description of
 * DR1 to DR7; in the pilot survey the third row is the flux without its continuum).
 */
final class StackedRows {

    /** Keywords that name row n: UVES_popler's ARRAYn and UP_ARRnn, IRAF's BANDIDn, and others'. */
    private static final List<String> KEYWORDS =
        List.of("ARRAY%d", "UP_ARR%02d", "BANDID%d", "ROW%d", "ARRAY%02d", "ROW%02d", "ROW_%d", "LABEL%d");

    private static final List<String> LAMOST = List.of("FLUX", "IVAR", "WAVELENGTH", "ANDMASK", "ORMASK");

    private static final int WAVELENGTHS = 2;

    /** Share by which wavelengths in single precision may differ from those of the header. */
    private static final double CLOSE = 1e-5;

    private StackedRows() {
    }

    /**
     * @param header of an image
     * @param band from 1, along its slowest axis
     * @return what the header calls that band, or null
     */
    static @Nullable String description(final Header header, final int band) {
        for (final String key : KEYWORDS) {
            final String description = header.getStringValue(String.format(Locale.ROOT, key, band));
            if (description != null) {
                return description.trim();
            }
        }
        return null;
    }

    /**
     * @param header of an image of two axes
     * @param rows its rows
     * @return the names of its five rows, an empty one for what is not known; or null if it is not of LAMOST
     * @throws IOException if the third row cannot be read
     */
    static @Nullable List<String> ofLamost(final Header header, final Series rows) throws IOException {
        final SpectralAxis axis = new SpectralAxis(header, 1);
        if (rows.count() != LAMOST.size() || !axis.isGiven() || rows.length() < 2) {
            return null;
        }
        final double[] third = rows.row(WAVELENGTHS);
        final double[] expected = axis.numbers(third.length, WavelengthScale.AUTOMATIC);
        boolean same = true;
        for (int i = 0; i < third.length && same; i++) {
            same = Math.abs(third[i] - expected[i]) <= CLOSE * Math.abs(expected[i]);
        }
        if (same) {
            return LAMOST;
        }
        final boolean named =
            header.getStringValue("TELESCOP", "").trim().toUpperCase(Locale.ROOT).startsWith("LAMOST");
        if (!named) {
            return null;
        }
        boolean increasing = true;
        for (int i = 0; i < third.length && increasing; i++) {
            increasing = third[i] > (i == 0 ? 0 : third[i - 1]);
        }
        return increasing ? LAMOST : List.of(LAMOST.get(0), LAMOST.get(1), "", LAMOST.get(3), LAMOST.get(4));
    }
}
