package org.noisynmf.engine.spectra;

/**
 * A logarithmic grid of wavelengths: pixel i has its centre at 10^((first + i)·step) and reaches half a step to both
 * sides. Its pixels lie at multiples of the step, so that grids of one step share their pixels.
 *
 * @param first position of the first pixel in steps of log₁₀ of the wavelength
 * @param step Δlog₁₀λ &gt; 0
 * @param pixels d ≥ 1
 */
public record RestFrameGrid(long first, double step, int pixels) {

    /** Checks the ranges. */
    public RestFrameGrid {
        checkStep(step);
        if (pixels < 1) {
            throw new IllegalArgumentException("The grid has " + pixels + " pixels, but at least 1 is needed");
        }
    }

    private static void checkStep(final double step) {
        if (!(step > 0 && step < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The step of log₁₀ of the wavelength is " + step
                + ", but must be a finite number > 0");
        }
    }

    /**
     * @param lowest wavelength &gt; 0
     * @param highest wavelength, above the lowest
     * @param step Δlog₁₀λ &gt; 0
     * @return the grid whose first and last pixel hold these wavelengths
     * @throws IllegalArgumentException for a range that is none, or that takes more pixels than an array can have
     */
    public static RestFrameGrid covering(final double lowest, final double highest, final double step) {
        checkStep(step);
        if (!(lowest > 0 && highest > lowest && highest < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The wavelengths of the grid are " + lowest + " to " + highest
                + ", but must be greater than 0 and increase");
        }
        final long first = Math.round(Math.log10(lowest) / step);
        final long pixels = Math.round(Math.log10(highest) / step) - first + 1;
        if (pixels > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("The grid from " + lowest + " to " + highest + " with steps of " + step
                + " would have " + pixels + " pixels, but at most " + Integer.MAX_VALUE + " are possible");
        }
        return new RestFrameGrid(first, step, (int)pixels);
    }

    /**
     * @param low pixels to cut off at the short wavelengths, ≥ 0
     * @param high pixels to cut off at the long wavelengths, ≥ 0
     * @return what is left
     * @throws IllegalArgumentException if nothing is left
     */
    public RestFrameGrid trimmed(final int low, final int high) {
        if (low < 0 || high < 0 || (long)low + high >= pixels) {
            throw new IllegalArgumentException("Trimming " + low + " and " + high + " pixels leaves nothing of a grid "
                + "of "
                + pixels + ": both must be 0 or more, and less together");
        }
        return new RestFrameGrid(first + low, step, pixels - low - high);
    }

    /**
     * @param i a pixel
     * @return the wavelength of its centre
     */
    public double wavelength(final int i) {
        return Math.pow(10, (first + i) * step);
    }

    /**
     * @param i 0 to d
     * @return the wavelength at which pixel i begins and pixel i − 1 ends
     */
    public double edge(final int i) {
        return Math.pow(10, (first + i - 0.5) * step);
    }
}
