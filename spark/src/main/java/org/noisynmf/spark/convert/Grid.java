package org.noisynmf.spark.convert;

import java.io.Serializable;

import org.noisynmf.engine.spectra.Spectrum;

/**
 * The wavelengths that all spectra share; a spectrum may hold a stretch of them.
 *
 * @param wavelengths strictly increasing, in the unit. Read-only.
 * @param unit of the wavelengths; empty if it is not known
 */
public record Grid(double[] wavelengths, String unit) implements Serializable {

    /** Part of the distance of two pixels by which wavelengths may be off: rounding of headers, not a shift. */
    private static final double OFF = 0.01;

    /**
     * @param spectrum not modified
     * @return the pixel at which it begins
     * @throws IllegalArgumentException if its wavelengths are not a stretch of these
     */
    int start(final Spectrum spectrum) {
        final double[] own = spectrum.wavelengths();
        int start = 0;
        while (start < wavelengths.length - 1 && !near(start, own[0])) {
            start++;
        }
        boolean same = own.length <= wavelengths.length - start;
        for (int i = 0; i < own.length && same; i++) {
            same = near(start + i, own[i]);
        }
        if (!same) {
            throw new IllegalArgumentException("its " + own.length + " wavelengths from " + own[0] + " to "
                + own[own.length - 1] + " are not a contiguous part of the grid of the first spectrum, "
                + wavelengths.length
                + " from " + wavelengths[0] + " to " + wavelengths[wavelengths.length - 1]
                + "; bring all spectra to one grid first");
        }
        return start;
    }

    private boolean near(final int pixel, final double wavelength) {
        final int other = pixel + 1 < wavelengths.length ? pixel + 1 : pixel - 1;
        return Math.abs(wavelength - wavelengths[pixel]) <= OFF * Math.abs(wavelengths[other] - wavelengths[pixel]);
    }
}
