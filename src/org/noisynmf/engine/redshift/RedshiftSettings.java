package org.noisynmf.engine.redshift;

import java.util.Objects;

import org.noisynmf.engine.redshift.shift.RedshiftGrid;

/**
 * How redshifts are sought.
 *
 * @param grid the redshifts that are tried
 * @param continuum number of Legendre polynomials in the observed wavelength that are fitted beside the templates with either
 *            sign, 0 to 20
 * @param best number of minima to give for each spectrum, 1 to 100
 * @param coverage share of the measured pixels that templates must cover for a redshift to be tried, &gt; 0 to 1
 * @param threads ≥ 0; 0 = all cores. Results do not depend on it.
 */
public record RedshiftSettings(RedshiftGrid grid, int continuum, int best, double coverage, int threads) {

    /** Redshifts 0 to 7 in steps of 69 km/s, no continuum, three minima, half of the pixels covered. */
    public static final RedshiftSettings DEFAULT =
        new RedshiftSettings(new RedshiftGrid(0, 7, 1e-4, true), 0, 3, 0.5, 0);

    /** More polynomials fit the lines, too. */
    public static final int MOST_CONTINUUM = 20;

    /** More minima than this nobody looks at. */
    public static final int MOST_MINIMA = 100;

    /** Checks the ranges. */
    public RedshiftSettings {
        Objects.requireNonNull(grid);
        within(continuum, 0, MOST_CONTINUUM, "number of continuum polynomials");
        within(best, 1, MOST_MINIMA, "number of redshifts to give");
        within(threads, 0, Integer.MAX_VALUE, "number of threads");
        if (!(coverage > 0 && coverage <= 1)) {
            throw new IllegalArgumentException(
                "The coverage is " + coverage + ", but must be above 0 and at most 1");
        }
    }

    private static void within(final int value, final int least, final int most, final String name) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("The " + name + " is " + value + ", but must be "
                + (most == Integer.MAX_VALUE ? "≥ " + least : "from " + least + " to " + most));
        }
    }
}
