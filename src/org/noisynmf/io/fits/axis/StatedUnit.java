package org.noisynmf.io.fits.axis;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A unit as a file states it (CUNITn, TUNITn, BUNIT, units= of IRAF), and what that says of the numbers.
 *
 * @param text as stated
 * @param quantity what such numbers measure
 * @param exponent the unit is 10 to this power of m, Hz, 1/m or eV
 * @param log10 whether the numbers are decimal logarithms
 */
public record StatedUnit(String text, Quantity quantity, int exponent, boolean log10) {

    /** Speed of light, m/s, exact. */
    private static final double LIGHT = 299_792_458;

    /** h c / e in eV m, from the exact constants of the SI. */
    private static final double PLANCK_LIGHT = 6.62607015e-34 * LIGHT / 1.602176634e-19;

    private static final Pattern LOGARITHM = Pattern.compile("(?i)(?:log(?:10)?|dex)[\\s(\\[_]+(.*?)[)\\]]*");

    private static final Pattern POWER =
        Pattern
            .compile("(?:10\\s*(?:\\*\\*|\\^)\\s*\\(?([+-]?\\d{1,2})\\)?|1\\.?0*[eE]([+-]?\\d{1,2}))\\s*\\*?\\s*(.+)");

    private static final Map<String, StatedUnit> KNOWN = known();

    private static Map<String, StatedUnit> known() {
        final Map<String, StatedUnit> known = new HashMap<>();
        add(known, Quantity.WAVELENGTH, WavelengthUnit.ANGSTROM.exponent(), "angstrom", "angstroms", "ang", "a", "å",
            "0.1nm");
        add(known, Quantity.WAVELENGTH, WavelengthUnit.NANOMETRE.exponent(), "nm", "nanometer", "nanometers",
            "nanometre", "nanometres");
        add(known, Quantity.WAVELENGTH, WavelengthUnit.MICROMETRE.exponent(), "um", "µm", "μm", "micron", "microns",
            "micrometer", "micrometers", "micrometre", "micrometres");
        add(known, Quantity.WAVELENGTH, WavelengthUnit.MILLIMETRE.exponent(), "mm");
        add(known, Quantity.WAVELENGTH, WavelengthUnit.CENTIMETRE.exponent(), "cm");
        add(known, Quantity.WAVELENGTH, 0, "m", "meter", "meters", "metre", "metres");
        add(known, Quantity.FREQUENCY, 0, "hz", "hertz");
        add(known, Quantity.FREQUENCY, 3, "khz");
        add(known, Quantity.FREQUENCY, 6, "mhz");
        add(known, Quantity.FREQUENCY, 9, "ghz");
        add(known, Quantity.FREQUENCY, 12, "thz");
        add(known, Quantity.WAVENUMBER, 0, "1/m", "/m", "m-1", "m^-1", "m**-1", "m^(-1)", "m**(-1)");
        add(known, Quantity.WAVENUMBER, 2, "1/cm", "/cm", "cm-1", "cm^-1", "cm**-1", "cm^(-1)", "cm**(-1)", "kayser");
        add(known, Quantity.WAVENUMBER, 6, "1/um", "/um", "um-1", "um^-1", "um**-1", "1/micron");
        add(known, Quantity.ENERGY, 0, "ev");
        add(known, Quantity.ENERGY, 3, "kev");
        add(known, Quantity.ENERGY, 6, "mev");
        add(known, Quantity.VELOCITY, 0, "km/s", "km/sec", "kms-1", "km.s-1", "kms^-1", "kms**-1", "km*s**-1", "m/s",
            "m/sec", "ms-1", "m.s-1", "ms^-1", "ms**-1", "c");
        add(known, Quantity.ANGLE, 0, "deg", "degree", "degrees", "rad", "radian", "arcsec", "arcsecond", "arcseconds",
            "arcmin", "arcminute", "mas", "hourangle");
        add(known, Quantity.TIME, 0, "s", "sec", "second", "seconds", "min", "h", "hr", "hour", "hours", "d", "day",
            "days", "yr", "year", "mjd", "jd");
        add(known, Quantity.PIXEL, 0, "pixel", "pixels", "pix", "channel", "channels", "chan", "bin");
        return known;
    }

    private static void add(final Map<String, StatedUnit> known, final Quantity quantity, final int exponent,
        final String... names) {
        for (final String name : names) {
            known.put(name, new StatedUnit(name, quantity, exponent, false));
        }
    }

    /**
     * @param text of a unit
     * @return what it says, {@link Quantity#OTHER} if it is not known; null if it is blank
     */
    public static @Nullable StatedUnit of(final String text) {
        String unit = text.trim();
        if (unit.isEmpty()) {
            return null;
        }
        final Matcher logarithm = LOGARITHM.matcher(unit);
        final boolean log10 = logarithm.matches();
        unit = (log10 ? logarithm.group(1) : unit).replaceAll("^[\\[(]+|[\\])]+$", "").trim();
        final Matcher power = POWER.matcher(unit);
        int exponent = 0;
        if (power.matches()) {
            exponent = Integer.parseInt(power.group(1) != null ? power.group(1) : power.group(2));
            unit = power.group(3);
        }
        final StatedUnit known = KNOWN.get(unit.toLowerCase(Locale.ROOT).replaceAll("\\s+", ""));
        if (known == null) {
            return new StatedUnit(text.trim(), Quantity.OTHER, 0, log10);
        }
        final int milli = unit.startsWith("meV") ? -9 : 0;
        return new StatedUnit(text.trim(), known.quantity, known.exponent + exponent + milli, log10);
    }

    /** @return the unit of wavelength that this is, or null */
    @Nullable
    public WavelengthUnit ofWavelength() {
        if (quantity == Quantity.WAVELENGTH) {
            for (final WavelengthUnit unit : WavelengthUnit.values()) {
                if (unit.exponent() == exponent) {
                    return unit;
                }
            }
        }
        return null;
    }

    /**
     * Converts to wavelengths: λ = c/ν = 1/k = hc/E, all in vacuum. A wavelength is multiplied or divided by a power of
     * ten, which rounds once.
     *
     * @param numbers in this unit, of a spectral quantity, logarithms undone. Modified: wavelengths.
     * @param unit wanted
     */
    public void convert(final double[] numbers, final WavelengthUnit unit) {
        final int shift = exponent - unit.exponent();
        final int back = -exponent - unit.exponent();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = switch (quantity) {
                case FREQUENCY -> scaled(LIGHT / numbers[i], back);
                case WAVENUMBER -> scaled(1 / numbers[i], back);
                case ENERGY -> scaled(PLANCK_LIGHT / numbers[i], back);
                default -> scaled(numbers[i], shift);
            };
        }
    }

    private static double scaled(final double number, final int exponent) {
        return exponent >= 0 ? number * Math.pow(10, exponent) : number / Math.pow(10, -exponent);
    }
}
