package org.noisynmf.engine.spectra;

import org.jspecify.annotations.Nullable;

/**
 * How spectra are brought to a common grid.
 *
 * @param step Δlog₁₀λ of the grid, &gt; 0
 * @param range lowest and highest wavelength of the grid; null = those of all spectra
 * @param coverage share of a pixel of the grid, &gt; 0 to 1, that must have been measured for it to be observed
 * @param renormalise whether spectra get the median flux of a reference
 * @param reference its name; empty = the spectrum whose smallest overlap with any other is largest
 * @param fewest pixels that a spectrum and the reference must have in common, ≥ 1
 * @param restFrame whether spectra without a redshift are in the rest frame
 * @param leaveOut whether spectra that cannot be aligned are left out
 */
public record AlignmentSettings(double step, double @Nullable [] range, double coverage, boolean renormalise,
    String reference, int fewest, boolean restFrame, boolean leaveOut) {

    /** Checks the ranges; those of the grid are checked when it is made. */
    public AlignmentSettings(final double step, final double @Nullable [] range, final double coverage,
        final boolean renormalise, final String reference, final int fewest, final boolean restFrame,
        final boolean leaveOut) {
        this.step = step;
        this.range = range;
        this.coverage = coverage;
        this.renormalise = renormalise;
        this.reference = reference.trim();
        this.fewest = fewest;
        this.restFrame = restFrame;
        this.leaveOut = leaveOut;
        if (fewest < 1) {
            throw new IllegalArgumentException(
                "The number of common pixels is " + fewest + ", but at least 1 is needed");
        }
        new Rebinning(RestFrameGrid.covering(1, 2, step), coverage);
    }

    /** @return the grid of the given range, or null */
    @Nullable
    RestFrameGrid givenGrid() {
        return range == null ? null : RestFrameGrid.covering(range[0], range[1], step);
    }
}
