package org.noisynmf.engine.redshift.shift;

/**
 * Templates in their rest frame. The arrays are not copied and must not be changed afterwards.
 *
 * @param wavelengths of the d pixels, finite, &gt; 0, strictly increasing, in the unit of the spectra
 * @param values W, d × q, template k contiguous, finite; NaN where nothing is known: there templates are taken as 0, and
 *            pixels as not covered
 */
public record RestTemplates(double[] wavelengths, double[] values) {

    /** Checks sizes and numbers. */
    public RestTemplates {
        final int d = wavelengths.length;
        if (d < 2) {
            throw new IllegalArgumentException("The templates have " + d + (d == 1 ? " pixel" : " pixels")
                + ", but at least 2 are needed");
        }
        if (values.length == 0 || values.length % d != 0) {
            throw new IllegalArgumentException("The templates hold " + values.length + " numbers, but must hold " + d
                + ", one per wavelength, for each template");
        }
        for (int i = 0; i < d; i++) {
            if (!(wavelengths[i] > (i == 0 ? 0 : wavelengths[i - 1]) && wavelengths[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("The wavelength of pixel " + i + " (from 0) of the templates is "
                    + wavelengths[i] + (i == 0 ? "" : " after " + wavelengths[i - 1])
                    + ", but wavelengths must be greater than 0 and increase from pixel to pixel");
            }
        }
        for (int p = 0; p < values.length; p++) {
            if (Double.isInfinite(values[p])) {
                throw new IllegalArgumentException("Template " + p / d + " is " + values[p] + " at pixel " + p % d
                    + " (both from 0), but must be finite");
            }
        }
    }

    /** @return d, the number of pixels */
    public int pixels() {
        return wavelengths.length;
    }

    /** @return q, the number of templates */
    public int rank() {
        return values.length / wavelengths.length;
    }

    /**
     * @param i a pixel
     * @return whether every template is known there
     */
    public boolean known(final int i) {
        for (int p = i; p < values.length; p += wavelengths.length) {
            if (Double.isNaN(values[p])) {
                return false;
            }
        }
        return true;
    }
}
