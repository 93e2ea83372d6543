package org.noisynmf.engine.errors;

import java.util.Arrays;

import org.noisynmf.engine.evaluate.TemplateMatch;

/**
 * How far one entry can be displaced: for each rise of χ² the ends of its interval, as shares of the template's sum.
 *
 * @param lower lower ends
 * @param upper upper ends
 * @param swaps for each rise, how many of both ends had templates that changed places
 * @param lowest χ² met
 */
record DisplacedEntry(double[] lower, double[] upper, int[] swaps, double lowest) {

    /** Fits that a level may take on one side. */
    private static final int MOST_FITS = 12;

    /** How near to a level χ² must have risen, before the end is interpolated. */
    private static final double NEAR = 0.08;

    /** The largest share: with all of a template in one pixel nothing would be left to be fitted. */
    private static final double LARGEST = 1 - 1e-6;

    /** The way from the base to one side: the last two fits, from which the next start is extrapolated. */
    private static final class Path {

        private final DisplacedFit m_fit;

        private final StoredBase m_base;

        private final int m_pixel;

        private final int m_template;

        private double[] m_w;

        private double[] m_h;

        private double[] m_wBefore;

        private double m_share;

        private double m_shareBefore;

        private double m_lowest = Double.POSITIVE_INFINITY;

        Path(final DisplacedFit fit, final StoredBase base, final int pixel, final int template) {
            m_fit = fit;
            m_base = base;
            m_pixel = pixel;
            m_template = template;
            m_w = base.w();
            m_h = base.h();
            m_wBefore = base.w();
            m_share = base.w(pixel, template);
            m_shareBefore = m_share;
        }

        /** @return √(rise of χ²) with the entry at that share */
        double rise(final double share) {
            final double[] w = m_w.clone();
            if (m_share != m_shareBefore) {
                final double factor = Math.min((share - m_share) / (m_share - m_shareBefore), 4);
                for (int p = 0; p < w.length; p++) {
                    w[p] = Math.max(w[p] + factor * (m_w[p] - m_wBefore[p]), 0);
                }
            }
            final double[] h = m_h.clone();
            final double chi2 = m_fit.fit(w, h, m_pixel, m_template, share);
            m_wBefore = m_w;
            m_shareBefore = m_share;
            m_w = w;
            m_h = h;
            m_share = share;
            m_lowest = Math.min(m_lowest, chi2);
            return Math.sqrt(Math.max(chi2 - m_base.chi2(), 0));
        }

        boolean swapped() {
            final double[] base = m_base.w();
            final int[] order = TemplateMatch.of(base.length / m_base.sums().length, m_w, base, -1).estimate();
            for (int k = 0; k < order.length; k++) {
                if (order[k] != k) {
                    return true;
                }
            }
            return false;
        }
    }

    static DisplacedEntry of(final DisplacedFit fit, final StoredBase base, final int pixel, final int template,
        final double[] levels) {
        final double[][] ends = new double[2][];
        final int[] swaps = new int[levels.length];
        double lowest = Double.POSITIVE_INFINITY;
        for (int side = 0; side < 2; side++) {
            final Path path = new Path(fit, base, pixel, template);
            ends[side] = side(path, base, base.w(pixel, template), side == 0 ? 0 : LARGEST, levels, swaps);
            lowest = Math.min(lowest, path.m_lowest);
        }
        return new DisplacedEntry(ends[0], ends[1], swaps, lowest);
    }

    /** √Δχ² is near to proportional to the displacement, so secants in it find a level in a few fits. */
    private static double[] side(final Path path, final StoredBase base, final double from, final double limit,
        final double[] levels, final int[] swaps) {
        final double[] ends = new double[levels.length];
        Arrays.fill(ends, limit == 0 ? 0 : 1);
        if (from == limit) {
            return ends;
        }
        final double direction = Math.signum(limit - from);
        // below: the last share with a smaller rise; above: one with a larger rise, once there is one
        double below = from;
        double riseBelow = 0;
        double above = limit;
        double riseAbove = Double.NaN;
        // with everything else frozen an entry moves less than it does in truth
        double share = from + direction
            * Math.min(2 * Math.sqrt(levels[0]) * base.conditional(path.m_pixel, path.m_template),
                Math.abs(limit - from));
        for (int s = 0; s < levels.length; s++) {
            final double wanted = Math.sqrt(levels[s]);
            boolean reached = false;
            for (int n = 0; n < MOST_FITS && !reached; n++) {
                if (n > 0 || s > 0) {
                    share = next(from, below, riseBelow, above, riseAbove, wanted, limit);
                }
                final double rise = path.rise(share);
                if (rise < wanted) {
                    if (share == limit) {
                        return ends;
                    }
                    below = share;
                    riseBelow = rise;
                } else {
                    above = share;
                    riseAbove = rise;
                }
                reached = Math.abs(rise - wanted) <= NEAR * wanted / 2;
            }
            ends[s] = interpolated(from, below, riseBelow, above, riseAbove, wanted, limit);
            swaps[s] += path.swapped() ? 1 : 0;
            if (s + 1 < levels.length && !Double.isNaN(riseAbove) && riseAbove < Math.sqrt(levels[s + 1])) {
                below = above;
                riseBelow = riseAbove;
                above = limit;
                riseAbove = Double.NaN;
            }
        }
        return ends;
    }

    private static double next(final double from, final double below, final double riseBelow, final double above,
        final double riseAbove, final double wanted, final double limit) {
        if (!Double.isNaN(riseAbove)) {
            final double share = interpolated(from, below, riseBelow, above, riseAbove, wanted, limit);
            // not at an end again
            return below + Math.max(0.05, Math.min(0.95, (share - below) / (above - below))) * (above - below);
        }
        final double step = riseBelow > 0 ? (below - from) * Math.min(wanted / riseBelow * 1.02, 4)
            : 4 * (below - from);
        final double share = from + step;
        return (limit - from) * (limit - share) <= 0 ? limit : share;
    }

    private static double interpolated(final double from, final double below, final double riseBelow,
        final double above, final double riseAbove, final double wanted, final double limit) {
        if (Double.isNaN(riseAbove)) {
            final double share = riseBelow > 0 ? from + (below - from) * wanted / riseBelow : limit;
            return (limit - from) * (limit - share) <= 0 ? limit : share;
        }
        return below + (above - below) * (wanted - riseBelow) / (riseAbove - riseBelow);
    }
}
