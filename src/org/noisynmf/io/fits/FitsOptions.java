package org.noisynmf.io.fits;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.noisynmf.io.WeightKind;

/**
 * How a file of spectra is to be read.
 *
 * @param flux name of the extension or column that holds the fluxes; empty = find it
 * @param uncertainty the same for their uncertainties
 * @param kind what the uncertainties are; null = what their name says
 * @param wavelengths the same for the wavelengths; empty = find them, or take them from the header
 * @param scale what the numbers on the wavelength axis are
 * @param uncertaintyFile the file that holds the uncertainties; null = the file of the fluxes, or its neighbour
 * @param mask what is done with the mask of the fluxes
 */
public record FitsOptions(String flux, String uncertainty, @Nullable WeightKind kind, String wavelengths,
    WavelengthScale scale, @Nullable Path uncertaintyFile, MaskOptions mask) {

    /** Everything is found. */
    public static final FitsOptions DEFAULT = new FitsOptions("", "", null, "", WavelengthScale.AUTOMATIC, null);

    /** Trims the names. */
    public FitsOptions {
        flux = flux.trim();
        uncertainty = uncertainty.trim();
        wavelengths = wavelengths.trim();
    }

    /**
     * Options that do not look at masks.
     *
     * @param flux as above
     * @param uncertainty as above
     * @param kind as above
     * @param wavelengths as above
     * @param scale as above
     * @param uncertaintyFile as above
     */
    public FitsOptions(final String flux, final String uncertainty, final @Nullable WeightKind kind,
        final String wavelengths, final WavelengthScale scale, final @Nullable Path uncertaintyFile) {
        this(flux, uncertainty, kind, wavelengths, scale, uncertaintyFile, MaskOptions.NONE);
    }
}
