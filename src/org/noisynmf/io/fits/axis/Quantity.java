package org.noisynmf.io.fits.axis;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the numbers along an axis or in a column measure: told from CTYPEn (FITS WCS papers II and III, and the words of
 * IRAF and CLASS) or from a UCD (IVOA, UCD1+).
 */
public enum Quantity {
    WAVELENGTH("wavelengths", "WAVE", "AWAV", "LAM", "ANGSTROM", "NANOM", "MICRON"),

    FREQUENCY("frequencies", "FREQ"),

    WAVENUMBER("wave numbers", "WAVN", "WAVEN", "WAVE N"),

    ENERGY("energies", "ENER"),

    VELOCITY("velocities", "VRAD", "VOPT", "VELO", "FELO", "RADI", "ZOPT", "BETA", "VEL"),

    ANGLE("angles, such as right ascension, declination or offsets", "RA-", "DEC-", "GLON", "GLAT", "ELON", "ELAT",
        "SLON", "SLAT", "HLON", "HLAT", "XLON", "YLAT", "OFFS", "XOFF", "YOFF", "ANGLE", "SLIT", "POSI", "RIGHT",
        "DECL"),

    POLARISATION("Stokes parameters", "STOK"),

    TIME("times", "TIME", "UTC", "TAI", "TDB", "MJD", "JD"),

    PIXEL("numbers of pixels", "PIX", "CHAN", "COLUMN"),

    /** A word that is not known. */
    OTHER("an unknown quantity");

    /** UCDs by their beginnings. */
    private static final Map<String, Quantity> UCDS = Map.of("EM.WL", WAVELENGTH, "EM.FREQ", FREQUENCY,
        "EM.WAVENUMBER", WAVENUMBER, "EM.ENERGY", ENERGY, "SPECT.DOPPLERVELOC", VELOCITY, "PHYS.VELOC", VELOCITY,
        "POS.", ANGLE, "TIME", TIME);

    private final String m_plural;

    private final List<String> m_types;

    Quantity(final String plural, final String... types) {
        m_plural = plural;
        m_types = List.of(types);
    }

    /** @return what a message calls its numbers */
    public String plural() {
        return m_plural;
    }

    /** @return whether its numbers are wavelengths or can be converted to such */
    public boolean isSpectral() {
        return this == WAVELENGTH || this == FREQUENCY || this == WAVENUMBER || this == ENERGY;
    }

    /**
     * @param type a CTYPEn, trimmed, in capitals
     * @return what it says; null if it tells nothing, as LINEAR and LOGLIN do; {@link #OTHER} for an unknown word
     */
    static @Nullable Quantity ofType(final String type) {
        if (type.isEmpty() || type.startsWith("LIN") || type.startsWith("LOG") || type.startsWith("MULTISPE")
            || type.startsWith("SPEC") || type.startsWith("DISP")) {
            return null;
        }
        if (type.equals("RA") || type.equals("DEC")) {
            return ANGLE;
        }
        for (final Quantity quantity : List.of(WAVENUMBER, FREQUENCY, ENERGY, VELOCITY, ANGLE, POLARISATION, TIME,
            PIXEL, WAVELENGTH)) {
            if (quantity.m_types.stream().anyMatch(type::startsWith)) {
                return quantity;
            }
        }
        return OTHER;
    }

    /**
     * @param ucd of a column, such as em.wl;obs.atmos
     * @return what its first word says, or null if that is none of these
     */
    public static @Nullable Quantity ofUcd(final String ucd) {
        final String words = ucd.trim().toUpperCase(Locale.ROOT);
        return UCDS.entrySet().stream().filter(e -> words.startsWith(e.getKey())).map(Map.Entry::getValue).findAny()
            .orElse(null);
    }
}
