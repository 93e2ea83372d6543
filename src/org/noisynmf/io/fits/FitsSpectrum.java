package org.noisynmf.io.fits;

import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.spectra.Spectrum;
import org.noisynmf.io.fits.axis.Medium;
import org.noisynmf.io.fits.axis.WavelengthUnit;

/**
 * A spectrum and what the file says about it.
 *
 * @param object the name of what was observed, or null if the file does not say
 * @param redshift z &gt; −1, if the file says
 * @param spectrum wavelengths, fluxes, inverse variances
 * @param masked number of pixels that the mask took out, of those that were measured
 * @param unit of the wavelengths, or null if the file does not say
 * @param medium in which they were measured, or null if the file does not say
 */
public record FitsSpectrum(@Nullable String object, OptionalDouble redshift, Spectrum spectrum, int masked,
    @Nullable WavelengthUnit unit, @Nullable Medium medium) {
}
