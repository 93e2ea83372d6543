package org.noisynmf.io.fits.axis;

import org.jspecify.annotations.Nullable;

/** A unit of wavelength: 10 to some power metres. */
public enum WavelengthUnit {
    /** 10⁻¹⁰ m. */
    ANGSTROM("Angstrom", -10),
    /** 10⁻⁹ m. */
    NANOMETRE("nm", -9),
    /** 10⁻⁶ m. */
    MICROMETRE("um", -6),
    /** 10⁻³ m. */
    MILLIMETRE("mm", -3),
    /** 10⁻² m. */
    CENTIMETRE("cm", -2),
    /** The metre. */
    METRE("m", 0);

    private final String m_text;

    private final int m_exponent;

    WavelengthUnit(final String text, final int exponent) {
        m_text = text;
        m_exponent = exponent;
    }

    /** @return as FITS files state it, in ASCII */
    public String text() {
        return m_text;
    }

    /** @return n where this is 10ⁿ m */
    int exponent() {
        return m_exponent;
    }

    /**
     * @param wavelengths in this unit. Not modified.
     * @param other unit
     * @return the same in that unit
     */
    public double[] to(final WavelengthUnit other, final double[] wavelengths) {
        final double[] converted = wavelengths.clone();
        new StatedUnit(m_text, Quantity.WAVELENGTH, m_exponent, false).convert(converted, other);
        return converted;
    }

    /**
     * @param text of a unit, as files or tables state it
     * @return the unit of wavelength that it names, or null
     */
    public static @Nullable WavelengthUnit of(final String text) {
        final StatedUnit stated = StatedUnit.of(text);
        return stated == null || stated.log10() ? null : stated.ofWavelength();
    }
}
