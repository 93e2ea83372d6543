package org.noisynmf.engine.rank;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Stopping;

/**
 * Which numbers of templates to compare, and how thoroughly.
 *
 * @param from smallest number of templates, ≥ 1
 * @param to largest number of templates, ≥ from
 * @param folds parts of the observations, each held out once, ≥ 2; 0 = neither these nor halves are fitted
 * @param masks random masks over the entries, ≥ 2; 0 = none
 * @param maskedShare share of the observed entries that a mask hides, above 0 and at most 0.5
 * @param starts fits of all data for each number of templates, ≥ 1: one grows from the number before, others are random
 * @param method how to factorise; number of templates, start, restarts and scaling are set here. Its threads share the
 *            fits.
 */
public record RankSettings(int from, int to, int folds, int masks, double maskedShare, int starts,
    NmfSettings method) {

    /** Iterations and tolerance of a fit that is only compared with others. */
    public static final Stopping STOPPING = new Stopping(300, 1e-5, 0, Double.POSITIVE_INFINITY);

    private static final double LARGEST_SHARE = 0.5;

    /** 1 to 8 templates, 5 folds, 5 masks of 10 %, 3 starts. */
    public static final RankSettings DEFAULT =
        new RankSettings(1, 8, 5, 5, 0.1, 3, NmfSettings.builder().stopping(STOPPING).build());

    /** Checks the ranges. */
    public RankSettings {
        require(from >= 1, "smallest number of templates", from, "at least 1");
        require(to >= from, "largest number of templates", to, "at least the smallest, " + from);
        require(folds == 0 || folds >= 2, "number of folds", folds, "0 or at least 2");
        require(masks == 0 || masks >= 2, "number of masks", masks, "0 or at least 2");
        require(maskedShare > 0 && maskedShare <= LARGEST_SHARE, "share of masked entries", maskedShare,
            "above 0 and at most 0.5");
        require(starts >= 1, "number of starts", starts, "at least 1");
    }

    private static void require(final boolean met, final String what, final Number given, final String allowed) {
        if (!met) {
            throw new IllegalArgumentException(
                "Comparing numbers of templates: the " + what + " is " + given + ", but must be " + allowed);
        }
    }

    /**
     * Refuses data that are too few for these numbers of templates.
     *
     * @param data X and V. Not modified.
     * @throws IllegalArgumentException if nothing is observed, or halves or folds hold fewer observations than templates
     */
    public void check(final Observations data) {
        if (data.observedEntries() == 0) {
            throw new IllegalArgumentException(
                "Every entry of the data is missing or has weight 0, so there is nothing to fit");
        }
        final int most = Math.min(data.pixels(), data.count() / 2);
        if (to > most) {
            throw new IllegalArgumentException("The largest number of templates is " + to + ", but with "
                + data.count() + " observations of " + data.pixels() + " pixels it may be at most " + most
                + ": half of the observations, and all pixels, must be at least as many as the templates");
        }
        if (folds > data.count()) {
            throw new IllegalArgumentException("There are " + folds + " folds, but only " + data.count()
                + " observations; each fold needs at least one");
        }
    }
}
