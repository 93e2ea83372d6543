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

    REDSHIFT(null, "Z", "REDSHIFT", "ZBEST");

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
        final String letters = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        for (final Role role : values()) {
            if (role.m_names.contains(letters)) {
                return role;
            }
        }
        return null;
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
