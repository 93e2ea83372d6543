package org.noisynmf.engine.redshift;

import java.util.List;

/**
 * What a scan says of one spectrum.
 *
 * @param chi2 χ² at each redshift of the grid, over all measured pixels; NaN where templates cover too little; empty where
 *            it was not to be kept
 * @param withoutTemplates χ² of the continuum alone, or of 0
 * @param minima the best, lowest χ² first, at least 1000 km/s apart; empty where nothing could be tried
 */
public record RedshiftFit(double[] chi2, double withoutTemplates, List<RedshiftMinimum> minima) {

    /** Copies the list. */
    public RedshiftFit {
        minima = List.copyOf(minima);
    }

    /** @return the same without the curve, which is the most of it */
    RedshiftFit withoutCurve() {
        return new RedshiftFit(new double[0], withoutTemplates, minima);
    }
}
