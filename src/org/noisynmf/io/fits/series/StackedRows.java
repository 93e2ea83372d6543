package org.noisynmf.io.fits.series;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.noisynmf.io.fits.axis.SpectralAxis;
import org.noisynmf.io.fits.axis.WavelengthScale;

import nom.tam.fits.Header;

/**
 * Rows of one image that belong to one spectrum: named in the header, or in the order of a survey. LAMOST writes flux,
 * inverse variance, wavelength, and-mask and or-mask (data production description of DR1 to DR7; in the pilot survey the
 * third row is the flux without its continuum), 2dFGRS and 6dFGS flux, variance and sky, 6dFGS then perhaps wavelength.
 */
public final class StackedRows {

    /** Keywords that name row n: UVES_popler's ARRAYn and UP_ARRnn, IRAF's BANDIDn, and others'. */
    private static final List<String> KEYWORDS =
        List.of("ARRAY%d", "UP_ARR%02d", "BANDID%d", "ROW%d", "ARRAY%02d", "ROW%02d", "ROW_%d", "LABEL%d");

    private static final List<String> LAMOST = List.of("FLUX", "IVAR", "WAVELENGTH", "ANDMASK", "ORMASK");

    private static final List<String> SIX_DEGREE = List.of("FLUX", "VARIANCE", "", "WAVELENGTH");

    private static final String WAVELENGTH = "WAVELENGTH";

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
     * @return what its rows are called, an empty name for what is neither flux nor belongs to it; null if they are not
     *         known to belong to one spectrum
     * @throws IOException if a row cannot be read
     */
    static @Nullable List<String> names(final Header header, final Series rows) throws IOException {
        final SpectralAxis axis = new SpectralAxis(header, 1);
        if (!axis.isGiven() || rows.length() < 2) {
            return null;
        }
        return switch (rows.count()) {
            case 3 -> says(header, "2DF") || says(header, "6DF") ? SIX_DEGREE.subList(0, 3) : null;
            case 4 -> isOf(axis, rows.row(SIX_DEGREE.indexOf(WAVELENGTH))) ? SIX_DEGREE : null;
            case 5 -> ofLamost(header, axis, rows.row(LAMOST.indexOf(WAVELENGTH)));
            default -> null;
        };
    }

    private static boolean says(final Header header, final String word) {
        return List.of("INSTRUME", "SURVEY", "TELESCOP", "ORIGIN").stream()
            .anyMatch(k -> header.getStringValue(k, "").toUpperCase(Locale.ROOT).contains(word));
    }

    private static boolean isOf(final SpectralAxis axis, final double[] row) {
        final double[] expected = axis.numbers(row.length, WavelengthScale.AUTOMATIC);
        boolean same = true;
        for (int i = 0; i < row.length && same; i++) {
            same = Math.abs(row[i] - expected[i]) <= CLOSE * Math.abs(expected[i]);
        }
        return same;
    }

    private static @Nullable List<String> ofLamost(final Header header, final SpectralAxis axis, final double[] third) {
        if (isOf(axis, third)) {
            return LAMOST;
        }
        return !says(header, "LAMOST") ? null : increases(third) ? LAMOST
            : List.of(LAMOST.get(0), LAMOST.get(1), "", LAMOST.get(3), LAMOST.get(4));
    }

    /**
     * @param row of an image
     * @return whether its numbers are above 0 and increase from pixel to pixel, as wavelengths do
     */
    public static boolean increases(final double[] row) {
        boolean increasing = row.length > 0;
        for (int i = 0; i < row.length && increasing; i++) {
            increasing = row[i] > (i == 0 ? 0 : row[i - 1]);
        }
        return increasing;
    }

    /**
     * @param row of an image
     * @return whether its numbers are whole, 0 or more, and some of them 0, as those of a mask are
     */
    public static boolean isLikeMask(final double[] row) {
        int zeros = 0;
        for (final double number : row) {
            if (!(number >= 0 && number == Math.rint(number))) {
                return false;
            }
            zeros += number == 0 ? 1 : 0;
        }
        return zeros > 0 && zeros < row.length;
    }
}
