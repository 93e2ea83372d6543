package org.noisynmf.engine.redshift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which minima a curve of χ² has. */
final class Minima {

    /** Minima that lie nearer than this, in km/s, are one. As redrock has it. */
    private static final double APART = 1000;

    private static final double SPEED_OF_LIGHT = 299_792.458;

    private Minima() {
    }

    /**
     * @param chi2 χ² at each redshift, NaN = not tried. Not modified.
     * @return the redshifts whose χ² is not above that of their neighbours, lowest first; ends count
     */
    static List<Integer> of(final double[] chi2) {
        final List<Integer> minima = new ArrayList<>();
        for (int i = 0; i < chi2.length; i++) {
            // NaN beside it does not disqualify
            if (!Double.isNaN(chi2[i]) && !(i > 0 && chi2[i - 1] < chi2[i])
                && !(i < chi2.length - 1 && chi2[i + 1] < chi2[i])) {
                minima.add(i);
            }
        }
        minima.sort(Comparator.comparingDouble(i -> chi2[i]));
        return minima;
    }

    /**
     * @param z a redshift
     * @param other another
     * @return whether they are less than 1000 km/s apart
     */
    static boolean near(final double z, final double other) {
        return Math.abs(z - other) / (1 + other) * SPEED_OF_LIGHT < APART;
    }
}
