package org.noisynmf.engine.rank.residual;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;

/**
 * A share of the entries, hidden from a fit and then used to judge it. Entries are hidden in blocks of neighbouring
 * pixels, so that correlated noise does not betray them.
 *
 * @param number of the mask
 * @param share of the entries to hide, 0 to 1
 * @param block pixels in a row that are hidden together, ≥ 1
 * @param seed of all masks
 */
public record Mask(int number, double share, int block, long seed) {

    /** @return whether an entry is hidden */
    private boolean hides(final int j, final int i, final int offset) {
        return Signs.uniform(seed, number, j, (i + offset) / block) < share;
    }

    private int offset(final int j) {
        return block == 1 ? 0 : (int)(Signs.uniform(seed, number, j, -2) * block);
    }

    /**
     * @param data X and V. Not modified.
     * @return the data without the hidden entries
     */
    public Observations hide(final Observations data) {
        return data.reweighted((j, x, v) -> {
            final int offset = offset(j);
            for (int i = 0; i < v.length; i++) {
                v[i] = hides(j, i, offset) ? 0 : v[i];
            }
        });
    }

    /**
     * @param data all of X and V. Not modified.
     * @param shown what was left of them. Not modified.
     * @param model learnt from those. Not modified.
     * @return mean of V (X − W H)² over the hidden entries of observations and pixels of which something was shown; NaN
     *         if there are none
     */
    public double score(final Observations data, final Observations shown, final Factors model) {
        final Residuals residuals = new Residuals(data, model);
        double sum = 0;
        long count = 0;
        for (int j = 0; j < data.count(); j++) {
            if (shown.observedCount(j) == 0 || shown.observedCount(j) == data.observedCount(j)) {
                continue;
            }
            residuals.read(j);
            final int offset = offset(j);
            for (int i = 0; i < data.pixels(); i++) {
                if (residuals.m_weights[i] > 0 && shown.pixelObserved(i) && hides(j, i, offset)) {
                    sum += residuals.m_weights[i] * residuals.m_plain[i] * residuals.m_plain[i];
                    count++;
                }
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
