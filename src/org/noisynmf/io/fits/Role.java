package org.noisynmf.io.fits;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.noisynmf.io.WeightKind;

/** What an extension or a column holds, told from its name in the ways in which archives name such things. */
enum Role {
    FLUX(null, "FLUX", "FLUXES", "FLAM", "FLAMBDA", "FLUXDENSITY", "FNU", "SPEC", "SPECTRUM", "SPECTRA", "SCI",
        "COUNTS",
        "INTENSITY", "TEMPLATES"),

    INVERSE_VARIANCE(WeightKind.INVERSE_VARIANCE, "IVAR", "INVVAR", "INVERSEVARIANCE", "FLUXIVAR", "IVARFLUX"),

    ERROR(WeightKind.STANDARD_DEVIATION, "ERR", "ERROR", "ERRORS", "SIG", "SIGMA", "STD", "STDDEV", "UNC",
        "UNCERTAINTY", "NOISE", "FLUXERR", "FLUXERROR", "FLUXSIG", "FLUXSIGMA", "FLUXUNC", "ERRFLUX", "ERRORFLUX",
        "SIGMAFLUX"),

    VARIANCE(WeightKind.VARIANCE, "VAR", "VARIANCE", "FLUXVAR", "FLUXVARIANCE"),

    WAVELENGTH(null, "WAVE", "WAVELENGTH", "WAVELENGTHS", "LAMBDA", "LAM", "WAV", "WVL", "WL", "SPECTRALAXIS"),

    LOG_WAVELENGTH(null, "LOGLAM", "LOGLAMBDA", "LOGWAVE", "LOGWAVELENGTH", "LOGWL"),

    REDSHIFT(null, "Z", "REDSHIFT", "ZBEST"),

    /** SDSS, LAMOST: ANDMASK; DESI: MASK, B_MASK; ESO: QUAL; Hubble and Webb: DQ. */
    MASK(null, "ANDMASK", "MASK", "QUAL", "QUALITY", "DQ", "DATAQUALITY", "FLAG", "FLAGS", "BPM", "BADPIX",
        "BADPIXELS", "BADPIXELMASK", "PIXMASK", "PIXELMASK", "FLUXMASK", "MASKFLUX", "FLUXQUAL", "QUALFLUX"),

    /** Beside ANDMASK: what was wrong in one exposure of several. Used if there is no other. */
    OR_MASK(null, "ORMASK");

    private final @Nullable WeightKind m_kind;

    private final Set<String> m_names;

    Role(final @Nullable WeightKind kind, final String... names) {
        m_kind = kind;
        m_names = Set.of(names);
    }

    /** @return what these numbers are as uncertainties, or null if they are none */
    @Nullable
    WeightKind kind() {
        return m_kind;
    }

    /**
     * @param name of an extension or column; case, blanks, signs do not matter
     * @return its role, or null if the name tells nothing
     */
    static @Nullable Role ofName(final String name) {
        final String letters = letters(name);
        for (final Role role : values()) {
            if (role.m_names.contains(letters)) {
                return role;
            }
        }
        return null;
    }

    private static String letters(final String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }

    /** @return whether these numbers tell which pixels are bad */
    boolean isMask() {
        return this == MASK || this == OR_MASK;
    }

    /**
     * @param flux the name of fluxes, such as B_FLUX
     * @param mask the name of something else, such as B_MASK
     * @return whether that is the mask of these: the same before a name of fluxes and a name of masks, and not nothing
     */
    static boolean isMaskOf(final String flux, final String mask) {
        final String fluxLetters = letters(flux);
        final String maskLetters = letters(mask);
        for (final String end : FLUX.m_names) {
            final int prefix = fluxLetters.length() - end.length();
            if (prefix > 0 && fluxLetters.endsWith(end)
                && maskLetters.startsWith(fluxLetters.substring(0, prefix))
                && MASK.m_names.contains(maskLetters.substring(prefix))) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param description of an array in words, as in ARRAYn, UP_ARRnn or BANDIDn
     * @return its role, or null if the words tell nothing
     */
    static @Nullable Role ofDescription(final String description) {
        final String words = description.toLowerCase(Locale.ROOT);
        if (words.contains("flux") || words.startsWith("spectrum")) {
            return FLUX;
        }
        return words.contains("error") || words.startsWith("sigma") ? ERROR : null;
    }
}
