package org.noisynmf.io.fits;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.noisynmf.io.fits.axis.Medium;
import org.noisynmf.io.fits.axis.Multispec;
import org.noisynmf.io.fits.axis.Quantity;
import org.noisynmf.io.fits.axis.SpectralAxis;
import org.noisynmf.io.fits.axis.StatedUnit;
import org.noisynmf.io.fits.axis.WavelengthScale;
import org.noisynmf.io.fits.axis.WavelengthUnit;
import org.noisynmf.io.fits.file.FitsContent;
import org.noisynmf.io.fits.file.FitsFormatException;
import org.noisynmf.io.fits.series.Candidate;
import org.noisynmf.io.source.Excerpt;

import nom.tam.fits.Header;

/** Where the wavelengths of fluxes come from: an extension, a column, or the header; and what they are. */
final class WavelengthSource {

    /** So many axes a message names. */
    private static final int MOST_NAMED = 5;

    private final FitsContent m_file;

    private final WavelengthScale m_scale;

    private final @Nullable Candidate m_given;

    private final boolean m_logarithmic;

    private final SpectralAxis m_axis;

    private final @Nullable Multispec m_multispec;

    private final @Nullable StatedUnit m_stated;

    private final @Nullable WavelengthUnit m_unit;

    private final @Nullable Medium m_medium;

    /**
     * @param contents of the file, for messages
     * @param options how it is to be read
     * @param given the wavelengths, or null = in the header
     * @param logarithmic whether the name of those given says that they are decimal logarithms
     * @param axis that the header of the fluxes describes, or the primary one
     * @param primary header of the file
     * @param axes how many axes the image of the fluxes has; 0 for a column
     * @throws FitsFormatException if these are no wavelengths, nor what can be converted to such
     */
    WavelengthSource(final Contents contents, final FitsOptions options, final @Nullable Candidate given,
        final boolean logarithmic, final SpectralAxis axis, final Header primary, final int axes)
        throws FitsFormatException {
        m_file = contents.file();
        m_scale = options.scale();
        m_given = given;
        m_axis = axis;
        m_multispec = given == null && Multispec.is(axis.header()) ? new Multispec(axis.header()) : null;
        if (given != null) {
            checkQuantity(given);
            m_stated = unitOf(given);
        } else {
            checkHeader(contents, axes);
            m_stated = axis.unit();
        }
        m_logarithmic = logarithmic || given != null && m_stated != null && m_stated.log10();
        m_unit = unit(options);
        m_medium = medium(primary);
    }

    /** Rows of one image share its header. */
    private @Nullable StatedUnit unitOf(final Candidate given) {
        final StatedUnit own = given.statedUnit();
        if (own != null || given.column() || !given.axes().isEmpty()) {
            return own == null && Quantity.ofUcd(given.ucd()) == Quantity.FREQUENCY ? StatedUnit.of("Hz") : own;
        }
        return m_axis.unit();
    }

    private void checkQuantity(final Candidate given) throws FitsFormatException {
        final StatedUnit unit = given.statedUnit();
        final Quantity told = unit != null && unit.quantity() != Quantity.OTHER ? unit.quantity()
            : Quantity.ofUcd(given.ucd());
        if (told != null && !told.isSpectral()) {
            throw new FitsFormatException(m_file.name() + ": " + (given.column() ? "column" : "extension") + " \""
                + given.quoted() + "\" holds " + told.plural() + (unit == null ? "" : " (" + Excerpt.of(unit.text())
                    + ")")
                + ", but must hold wavelengths, frequencies, wave numbers or energies");
        }
    }

    private void checkHeader(final Contents contents, final int axes) throws FitsFormatException {
        if (m_multispec != null) {
            try {
                m_multispec.wavelengths(0, 1);
            } catch (final IllegalArgumentException e) {
                throw new FitsFormatException(m_file.name() + ": " + e.getMessage(), e);
            }
            return;
        }
        if (!m_axis.isGiven()) {
            throw new FitsFormatException(m_file.name() + " holds no wavelengths of its fluxes, neither in the header "
                + "(CRVAL1 with CD1_1 or CDELT1) nor under a known name: name the extension or column that holds "
                + "them. There are " + contents.list());
        }
        final String problem = m_axis.problem(m_scale);
        if (problem != null) {
            final String others = IntStream.rangeClosed(1, axes)
                .mapToObj(a -> "\"" + Excerpt.of(m_axis.header().getStringValue("CTYPE" + a, "")) + "\"")
                .limit(MOST_NAMED)
                .collect(Collectors.joining(", "));
            throw new FitsFormatException(m_file.name() + ": " + problem
                + (axes < 2 ? "" : "; the image has no axis of wavelengths (CTYPE: " + others + ")"));
        }
    }

    private @Nullable WavelengthUnit unit(final FitsOptions options) {
        if (m_stated == null || !m_stated.quantity().isSpectral()) {
            return null;
        }
        final WavelengthUnit own = m_stated.ofWavelength();
        return options.unit() != null ? options.unit() : own != null ? own : WavelengthUnit.MICROMETRE;
    }

    private @Nullable Medium medium(final Header primary) {
        if (m_stated != null && m_stated.quantity().isSpectral() && m_stated.quantity() != Quantity.WAVELENGTH) {
            return Medium.VACUUM;
        }
        if (m_given != null) {
            final String name = m_given.name().toUpperCase(Locale.ROOT);
            if (name.endsWith("AIR") || name.equals("AWAV") || m_given.ucd().contains("OBS.ATMOS")) {
                return Medium.AIR;
            }
            if (name.endsWith("VAC") || name.endsWith("VACUUM")) {
                return Medium.VACUUM;
            }
        } else if (m_multispec == null && m_axis.medium() != null) {
            return m_axis.medium();
        }
        for (final Header header : m_given == null ? new Header[]{m_axis.header(), primary}
            : new Header[]{m_given.header(), m_axis.header(), primary}) {
            final String word = header.getStringValue("AIRORVAC", "").trim().toUpperCase(Locale.ROOT);
            if (word.startsWith("VAC") || word.startsWith("AIR")) {
                return word.startsWith("VAC") ? Medium.VACUUM : Medium.AIR;
            }
            if (header.getBooleanValue("VACUUM", false)) {
                return Medium.VACUUM;
            }
        }
        return null;
    }

    /**
     * @param row of the fluxes, 0-based
     * @param pixels how many fluxes it has
     * @return their wavelengths in {@link #unit()}; fewer if the header says that the last pixels are none
     * @throws FitsFormatException if there are not as many
     * @throws IOException if they cannot be read; the message names the file
     */
    double[] row(final int row, final int pixels) throws IOException {
        final double[] wavelengths;
        if (m_multispec != null) {
            wavelengths = m_multispec.wavelengths(row, pixels);
        } else if (m_given == null) {
            wavelengths = m_axis.numbers(pixels, m_scale);
        } else {
            final int own = m_given.series().count() == 1 ? 0 : row;
            wavelengths = m_given.series().row(own);
            m_given.checkLength(m_file, own, wavelengths.length, pixels);
            if (m_scale == WavelengthScale.LOG10 || m_scale == WavelengthScale.AUTOMATIC && m_logarithmic) {
                for (int i = 0; i < wavelengths.length; i++) {
                    wavelengths[i] = Math.pow(10, wavelengths[i]);
                }
            }
        }
        if (m_stated != null && m_unit != null) {
            m_stated.convert(wavelengths, m_unit);
        }
        return wavelengths;
    }

    /** @return the unit of the wavelengths, or null if the file states none that is known */
    @Nullable
    WavelengthUnit unit() {
        return m_unit;
    }

    /** @return what they were measured in, or null if the file does not say */
    @Nullable
    Medium medium() {
        return m_medium;
    }

    /** @return what a user should know about them, or null */
    @Nullable
    String note() {
        if (m_stated == null) {
            return null;
        }
        if (m_stated.quantity() == Quantity.OTHER) {
            return m_file.name() + " states the unit \"" + Excerpt.of(m_stated.text()) + "\" of wavelengths, which is "
                + "not known: its numbers were taken as they are";
        }
        return m_stated.quantity() == Quantity.WAVELENGTH ? null
            : m_file.name() + " holds " + m_stated.quantity().plural() + ", which were converted to wavelengths; its "
                + "fluxes stay as they are";
    }
}
