package org.noisynmf.io.fits.axis;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.noisynmf.io.source.Excerpt;

import nom.tam.fits.Header;

/**
 * An axis that a header describes: value = CRVALn + (p − CRPIXn) · CDn_n for pixel p from 1, or COEFF0 + (p − 1) ·
 * COEFF1; with the value on the axis, its decimal logarithm (DC-FLAG = 1 of IRAF, LOGLIN, COEFF0 of SDSS, LOGLAM = 1 of redrock), or
 * CRVALn · exp((p − CRPIXn) · CDn_n / CRVALn) for CTYPEn ending in -LOG (Greisen et al. 2006, FITS WCS paper III,
 * eq. 5). CDELTn · PCn_n stands for CDn_n.
 *
 * @param header of the fluxes
 * @param number n, from 1
 */
public record SpectralAxis(Header header, int number) {

    /** Endings of CTYPEn for axes that are neither linear nor logarithmic: tables, grisms, and steps of another kind. */
    private static final Set<String> NON_LINEAR =
        Set.of("-TAB", "-GRI", "-GRA", "-F2W", "-F2A", "-V2W", "-V2F", "-W2F", "-A2W", "-W2A", "-A2F", "-W2V", "-F2V");

    private static final Pattern IRAF_UNITS = Pattern.compile("units=\"?([^\\s\"]+)");

    /** What SDSS calls its axis: log₁₀ of the wavelength in Ångström. */
    private static final String SDSS = "COEFF0";

    /** @return whether the header describes this axis */
    public boolean isGiven() {
        return hasSteps() || number == 1 && header.containsKey(SDSS) && header.containsKey("COEFF1");
    }

    private boolean hasSteps() {
        return header.containsKey("CRVAL" + number) && !Double.isNaN(step());
    }

    /** @return whether type or unit say that this axis is one of wavelengths, frequencies, wave numbers or energies */
    public boolean isSpectral() {
        final Quantity type = Quantity.ofType(type());
        final StatedUnit unit = unit();
        return hasSteps() && (type != null && type.isSpectral()
            || (type == null || type == Quantity.OTHER) && unit != null && unit.quantity().isSpectral());
    }

    /**
     * @param scale what the user says about the axis
     * @return what keeps it from being one of wavelengths, or null
     */
    @Nullable
    public String problem(final WavelengthScale scale) {
        final String type = type();
        final Quantity named = Quantity.ofType(type);
        final StatedUnit unit = unit();
        final boolean insisted = scale != WavelengthScale.AUTOMATIC;
        if (type.length() > 4 && NON_LINEAR.contains(type.substring(type.length() - 4))) {
            return name() + " is neither linear nor logarithmic, and cannot be read: resample the spectrum";
        }
        if (named != null && !named.isSpectral() && !(named == Quantity.OTHER
            && (insisted || unit != null && unit.quantity().isSpectral()))) {
            return holds(named);
        }
        if (unit != null && !unit.quantity().isSpectral() && unit.quantity() != Quantity.OTHER) {
            return holds(unit.quantity());
        }
        if (named == Quantity.ENERGY && unit == null) {
            return name() + " holds energies without a unit: convert the spectrum to wavelengths";
        }
        return null;
    }

    private String holds(final Quantity quantity) {
        return name() + " holds " + quantity.plural() + ", but must hold wavelengths, frequencies, wave numbers or "
            + "energies: convert the spectrum" + (quantity == Quantity.OTHER
                ? ", or say that the axis holds wavelengths" : "");
    }

    /** @return the axis for messages, with its keywords */
    String name() {
        final StatedUnit unit = unit();
        return "axis " + number + " (CTYPE" + number + " = \"" + Excerpt.of(type()) + "\""
            + (unit == null ? "" : ", in " + Excerpt.of(unit.text())) + ")";
    }

    /**
     * @param pixels d
     * @param scale what the user says about it
     * @return d numbers along the axis, logarithms undone, in {@link #unit()}
     */
    public double[] numbers(final int pixels, final WavelengthScale scale) {
        final boolean steps = hasSteps();
        final double first = steps ? header.getDoubleValue("CRVAL" + number) : header.getDoubleValue(SDSS);
        final double step = steps ? step() : header.getDoubleValue("COEFF1");
        final double reference = steps ? header.getDoubleValue("CRPIX" + number, 1) : 1;
        final boolean decimal = scale == WavelengthScale.LOG10
            || scale == WavelengthScale.AUTOMATIC && (!steps || isDecimal(first));
        final boolean natural = scale == WavelengthScale.AUTOMATIC && type().endsWith("-LOG");
        final double[] numbers = new double[pixels];
        for (int i = 0; i < pixels; i++) {
            final double offset = (i + 1 - reference) * step;
            numbers[i] = decimal ? Math.pow(10, first + offset)
                : natural ? first * Math.exp(offset / first) : first + offset;
        }
        return numbers;
    }

    /** CDn_n goes first: some archives write a second CDELT1 that belongs to another axis. */
    private double step() {
        final String own = number + "_" + number;
        return header.getDoubleValue("CD" + own,
            header.getDoubleValue("CDELT" + number, Double.NaN) * header.getDoubleValue("PC" + own, 1));
    }

    private boolean isDecimal(final double first) {
        final StatedUnit unit = unit();
        return number == 1 && (header.getIntValue("DC-FLAG", 0) == 1
            || header.getIntValue("LOGLAM", 0) != 0 || isOfSdss(first)) || type().startsWith("LOG")
            || unit != null && unit.log10();
    }

    private boolean isOfSdss(final double first) {
        return header.containsKey(SDSS) && header.getDoubleValue(SDSS) == first;
    }

    private String type() {
        return header.getStringValue("CTYPE" + number, "").trim().toUpperCase(Locale.ROOT);
    }

    /** @return the unit of the numbers; null if the header does not say */
    @Nullable
    public StatedUnit unit() {
        final StatedUnit stated = StatedUnit.of(header.getStringValue("CUNIT" + number, ""));
        if (stated != null) {
            return stated;
        }
        final Matcher iraf = IRAF_UNITS.matcher(header.getStringValue(String.format("WAT%d_001", number), ""));
        if (iraf.find()) {
            return StatedUnit.of(iraf.group(1));
        }
        final Quantity type = Quantity.ofType(type());
        if (type == Quantity.FREQUENCY || type == Quantity.WAVENUMBER) {
            return StatedUnit.of(type == Quantity.FREQUENCY ? "Hz" : "1/m");
        }
        return number == 1 && header.containsKey(SDSS) && type == null ? StatedUnit.of("Angstrom") : null;
    }

    /** @return what the wavelengths were measured in, or null if the header does not say */
    @Nullable
    public Medium medium() {
        return type().startsWith("AWAV") ? Medium.AIR : type().equals("WAVE") || type().startsWith("WAVE-")
            ? Medium.VACUUM : null;
    }
}
