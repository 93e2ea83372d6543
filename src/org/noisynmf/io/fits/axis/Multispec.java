package org.noisynmf.io.fits.axis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.noisynmf.io.source.Excerpt;

import nom.tam.fits.Header;

/**
 * The wavelengths of IRAF's multispec images, in which each row has its own: WAT2_001, WAT2_002 … put together hold, for
 * row r from 1, specr = "aperture beam type w₁ Δw n z low high", with λ(p) = (w₁ + (p − 1) Δw) / (1 + z) for pixel p from
 * 1 to n (type 0), or its decimal logarithm in the bracket (type 1): The IRAF/NOAO Spectral World Coordinate Systems
 * (Valdes 1993).
 */
public final class Multispec {

    /** IRAF fills a card's value; blanks at its end are lost when it is read. */
    private static final int CARD = 68;

    private static final int MOST_CARDS = 999;

    private static final Pattern SPECTRUM = Pattern.compile("spec(\\d{1,6})\\s*=\\s*\"([^\"]*)\"");

    /** Numbers of a linear dispersion; functions follow. */
    private static final int NUMBERS = 7;

    private final Map<Integer, String> m_spectra = new HashMap<>();

    private final Header m_header;

    public Multispec(final Header header) {
        m_header = header;
        final StringBuilder all = new StringBuilder();
        for (int card = 1; card <= MOST_CARDS; card++) {
            final String value = header.getStringValue(String.format(Locale.ROOT, "WAT2_%03d", card));
            if (value == null) {
                break;
            }
            all.append(value).append(" ".repeat(Math.max(0, CARD - value.length())));
        }
        final Matcher spectrum = SPECTRUM.matcher(all);
        while (spectrum.find()) {
            m_spectra.put(Integer.valueOf(spectrum.group(1)), spectrum.group(2).trim());
        }
    }

    /**
     * @param header of an image
     * @return whether its rows have wavelengths of their own, in this way
     */
    public static boolean is(final Header header) {
        return header.getStringValue("CTYPE1", "").trim().toUpperCase(Locale.ROOT).startsWith("MULTISPE")
            || header.getStringValue("WAT0_001", "").contains("system=multispec");
    }

    /**
     * @param row 0-based
     * @param pixels d, in a row of the image
     * @return the wavelengths of its first pixels, as many as the header says that there are, at most d
     * @throws IllegalArgumentException if the header does not tell them, or not in a form that is read
     */
    public double[] wavelengths(final int row, final int pixels) {
        final String given = m_spectra.get(row + 1);
        if (given == null) {
            throw new IllegalArgumentException(
                "the header (IRAF multispec) has no entry spec" + (row + 1) + " in WAT2_001 and those after it");
        }
        final List<Double> numbers = new ArrayList<>();
        for (final String word : given.split("\\s+")) {
            try {
                numbers.add(Double.valueOf(word.replace('d', 'e').replace('D', 'E')));
            } catch (final NumberFormatException e) {
                throw new IllegalArgumentException("in the header (IRAF multispec) spec" + (row + 1) + " has \""
                    + Excerpt.of(word) + "\", which is not a number", e);
            }
        }
        if (numbers.size() < NUMBERS) {
            throw new IllegalArgumentException("in the header (IRAF multispec) spec" + (row + 1) + " has "
                + numbers.size() + (numbers.size() == 1 ? " number" : " numbers") + ", but at least " + NUMBERS
                + " are needed");
        }
        return wavelengths(row, numbers, pixels);
    }

    private double[] wavelengths(final int row, final List<Double> numbers, final int pixels) {
        final double type = numbers.get(2);
        if (type != 0 && type != 1) {
            throw new IllegalArgumentException("spec" + (row + 1) + " of the header (IRAF multispec) "
                + (type == 2 ? "is a non-linear dispersion function, which cannot be read: resample the spectrum with "
                    + "IRAF's dispcor"
                    : "says that no wavelengths are known (type " + numbers.get(2).intValue() + ")"));
        }
        final double count = numbers.get(5);
        final double redshift = numbers.get(6);
        if (!(count >= 1)) {
            throw new IllegalArgumentException(
                "spec" + (row + 1) + " of the header (IRAF multispec) has " + count + " pixels");
        }
        // The image may be a part of a larger one: pixel = LTM1_1 · (pixel of that one) + LTV1.
        final double shift = m_header.getDoubleValue("LTV1", 0);
        final double magnification = m_header.getDoubleValue("LTM1_1", 1);
        final double[] wavelengths = new double[(int)Math.min(pixels, count)];
        for (int i = 0; i < wavelengths.length; i++) {
            final double physical = (i + 1 - shift) / magnification;
            final double value = numbers.get(3) + (physical - 1) * numbers.get(4);
            wavelengths[i] = (type == 1 ? Math.pow(10, value) : value) / (1 + redshift);
        }
        return wavelengths;
    }
}
