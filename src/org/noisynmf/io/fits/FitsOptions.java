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
 */
public record FitsOptions(String flux, String uncertainty, @Nullable WeightKind kind, String wavelengths,
    WavelengthScale scale, @Nullable Path uncertaintyFile) {

    /** Everything is found. */
    public static final FitsOptions DEFAULT = new FitsOptions("", "", null, "", WavelengthScale.AUTOMATIC, null);

    /** Trims the names. */
    public FitsOptions {
        flux = flux.trim();
        uncertainty = uncertainty.trim();
        wavelengths = wavelengths.trim();
    }
}
