package org.noisynmf.io.fits.series;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.noisynmf.io.WeightKind;

/** What an extension or a column holds, told from its name in the ways in which archives name such things. */
public enum Role {
    FLUX(null, "FLUX", "FLUXES", "FLAM", "FLAMBDA", "FLUXDENSITY", "FNU", "SPEC", "SPECTRUM", "SPECTRA", "SCI",
        "COUNTS",
        "INTENSITY", "TEMPLATES", "BASISVECTORS"),

    INVERSE_VARIANCE(WeightKind.INVERSE_VARIANCE, "IVAR", "INVVAR", "INVERSEVARIANCE", "FLUXIVAR", "IVARFLUX"),

    ERROR(WeightKind.STANDARD_DEVIATION, "ERR", "ERROR", "ERRORS", "SIG", "SIGMA", "STD", "STDDEV", "UNC",
        "UNCERTAINTY", "NOISE", "FLUXERR", "FLUXERROR", "FLUXSIG", "FLUXSIGMA", "FLUXUNC", "ERRFLUX", "ERRORFLUX",
        "SIGMAFLUX"),

    /** STAT is that of MUSE. */
    VARIANCE(WeightKind.VARIANCE, "VAR", "VARIANCE", "FLUXVAR", "FLUXVARIANCE", "STAT"),

    WAVELENGTH(null, "WAVE", "WAVELENGTH", "WAVELENGTHS", "LAMBDA", "LAM", "WAV", "WVL", "WL", "SPECTRALAXIS", "AWAV",
        "WAVEAIR", "WAVEVAC", "WAVELENGTHAIR", "WAVELENGTHVAC", "LAMBDAAIR", "LAMBDAVAC"),

    LOG_WAVELENGTH(null, "LOGLAM", "LOGLAMBDA", "LOGWAVE", "LOGWAVELENGTH", "LOGWL"),

    /** Frequencies, wave numbers or energies, which become wavelengths if their unit is stated. */
    OTHER_SPECTRAL(null, "FREQ", "FREQUENCY", "FREQUENCIES", "NU", "WAVENUMBER", "WAVENUMBERS", "ENERGY", "ENERGIES"),

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
    public WeightKind kind() {
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
     * @param flux the name of fluxes, such as B_FLUX or FLUX_B
     * @param name the name of something else, such as B_IVAR or IVAR_B
     * @return what that is for these fluxes, if both names differ from known ones by the same letters before or behind;
     *         else null
     */
    public static @Nullable Role ofArm(final String flux, final String name) {
        final String fluxes = letters(flux);
        final String other = letters(name);
        if (FLUX.m_names.contains(fluxes)) {
            return null;
        }
        for (final String word : FLUX.m_names) {
            final int more = fluxes.length() - word.length();
            if (more > 0 && other.length() > more) {
                final Role before = fluxes.endsWith(word) && other.startsWith(fluxes.substring(0, more))
                    ? ofName(other.substring(more)) : null;
                final Role behind = fluxes.startsWith(word) && other.endsWith(fluxes.substring(word.length()))
                    ? ofName(other.substring(0, other.length() - more)) : null;
                if (before != null || behind != null) {
                    return before != null ? before : behind;
                }
            }
        }
        return null;
    }

    /**
     * @param name of uncertainties that a user chose, such as B_IVAR or IVAR_CORRECTED
     * @return the kind that a word at its end or its beginning tells, or null
     */
    public static @Nullable WeightKind kindOf(final String name) {
        final Role whole = ofName(name);
        if (whole != null && whole.m_kind != null) {
            return whole.m_kind;
        }
        final String letters = letters(name);
        if (letters.endsWith("IVAR") || letters.endsWith("INVVAR")) {
            return WeightKind.INVERSE_VARIANCE;
        }
        final String[] words = name.trim().split("[^A-Za-z0-9]+");
        for (final String word : new String[]{words[words.length - 1], words[0]}) {
            final Role role = ofName(word);
            if (role != null && role.m_kind != null) {
                return role.m_kind;
            }
        }
        return null;
    }

    /**
     * @param name of an extension or column
     * @return whether it may hold fluxes: a word of it does
     */
    public static boolean resemblesFlux(final String name) {
        final String letters = letters(name);
        return letters.contains("FLUX") || letters.contains("SPEC");
    }

    /**
     * @param description of an array in words, as in ARRAYn, UP_ARRnn or BANDIDn
     * @return its role, or null if the words tell nothing
     */
    static @Nullable Role ofDescription(final String description) {
        final Role named = ofName(description);
        if (named != null) {
            return named;
        }
        // IRAF describes how a band was made behind a dash.
        final String words = description.toLowerCase(Locale.ROOT).replaceFirst(" - .*", "");
        if (says(words, "continuum", "sky", "background", "model", "template", "fit", "raw", "telluric")) {
            return null;
        }
        if (says(words, "inverse var", "ivar", "invvar")) {
            return INVERSE_VARIANCE;
        }
        if (says(words, "error", "sigma", "uncertain", "noise", "standard dev", "std")) {
            return ERROR;
        }
        if (says(words, "variance")) {
            return VARIANCE;
        }
        if (says(words, "mask", "quality", "flag")) {
            return says(words, "or mask", "ormask", "or-mask", "or_mask") ? OR_MASK : MASK;
        }
        if (says(words, "flux", "spectrum", "intensity")) {
            return FLUX;
        }
        return says(words, "wave", "lambda") ? says(words, "log") ? LOG_WAVELENGTH : WAVELENGTH : null;
    }

    private static boolean says(final String text, final String... words) {
        for (final String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
