package org.noisynmf.engine.spectra;

import org.jspecify.annotations.Nullable;

/**
 * A measured spectrum. The arrays are not copied and must not be changed afterwards.
 *
 * @param wavelengths of the centres of the d pixels, finite, &gt; 0, strictly increasing, in any unit
 * @param flux d flux densities, per unit of wavelength; NaN = not measured
 * @param weights d inverse variances, finite, ≥ 0; 0 = not measured; null = not known
 */
public record Spectrum(double[] wavelengths, double[] flux, double @Nullable [] weights) {

    /**
     * Checks sizes, wavelengths and weights.
     *
     * @throws IllegalArgumentException if they are not as described; names the pixel
     */
    public Spectrum(final double[] wavelengths, final double[] flux, final double @Nullable [] weights) {
        if (wavelengths.length < 2) {
            throw new IllegalArgumentException(
                "The spectrum has " + wavelengths.length + " pixels, but at least 2 are needed");
        }
        checkLength(flux.length, "fluxes", wavelengths.length);
        if (weights != null) {
            checkLength(weights.length, "inverse variances", wavelengths.length);
        }
        for (int i = 0; i < wavelengths.length; i++) {
            if (!(wavelengths[i] > (i == 0 ? 0 : wavelengths[i - 1]) && wavelengths[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("The wavelength of pixel " + i + " (from 0) is " + wavelengths[i]
                    + (i == 0 ? "" : " after " + wavelengths[i - 1])
                    + ", but wavelengths must be greater than 0 and increase from pixel to pixel");
            }
            if (weights != null && !(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("The inverse variance of pixel " + i + " (from 0) is " + weights[i]
                    + ", but must be a finite number ≥ 0");
            }
        }
        this.wavelengths = wavelengths;
        this.flux = flux;
        this.weights = weights;
    }

    private static void checkLength(final int length, final String what, final int pixels) {
        if (length != pixels) {
            throw new IllegalArgumentException(
                "The spectrum has " + length + " " + what + ", but " + pixels + " wavelengths");
        }
    }

    /** @return d, the number of pixels */
    public int pixels() {
        return wavelengths.length;
    }

    /**
     * @param i a pixel
     * @return whether it was measured
     */
    public boolean isMeasured(final int i) {
        return Double.isFinite(flux[i]) && (weights == null || weights[i] > 0);
    }
}
