package org.noisynmf.engine.rank;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.ToDoubleFunction;

import org.noisynmf.engine.naming.Named;

/** Ways to choose one number of templates from what was measured of all. */
public enum Criterion implements Named {

    /** As many as lower χ² beyond what noise would. */
    FALL("Fall of χ²") {
        @Override
        int choose(final List<RankRow> rows) {
            return whileBetter(rows, (before, row) -> row.fallsBeyondNoise());
        }
    },

    /** As many as it takes until the residuals hold no more than noise. */
    RESIDUAL_NORM("Residual norm") {
        @Override
        int choose(final List<RankRow> rows) {
            return whileBetter(rows, (before, row) -> before.structureLeft());
        }
    },

    /** As many as help observations that they were not learnt from. */
    HELD_OUT("Held-out observations") {
        @Override
        int choose(final List<RankRow> rows) {
            return whileBetter(rows, (before, row) -> row.helpsHeldOut());
        }
    },

    /** As many as predict hidden entries best. */
    MASKED("Masked entries") {
        @Override
        int choose(final List<RankRow> rows) {
            return least(rows, RankRow::masked);
        }
    },

    /** The smallest AIC with effective parameters. Akaike (1974). */
    AIC("AIC") {
        @Override
        int choose(final List<RankRow> rows) {
            return least(rows, RankRow::aic);
        }
    },

    /** The smallest BIC with effective parameters. Schwarz (1978). */
    BIC("BIC") {
        @Override
        int choose(final List<RankRow> rows) {
            return least(rows, RankRow::bic);
        }
    },

    /** The most templates that two halves of the observations agree on, each to a cosine of 0.9. */
    STABILITY("Stability between halves") {
        @Override
        int choose(final List<RankRow> rows) {
            return rows.stream().filter(row -> row.halves()[0] >= STABLE).mapToInt(RankRow::rank).max()
                .orElse(rows.get(0).rank());
        }
    };

    /** Cosine from which two templates count as the same. */
    static final double STABLE = 0.9;

    private final String m_title;

    Criterion(final String title) {
        m_title = title;
    }

    /** @return its name for people */
    public String title() {
        return m_title;
    }

    /**
     * @param row of any number of templates
     * @return whether what it looks at was measured
     */
    boolean isMeasured(final RankRow row) {
        return switch (this) {
            case HELD_OUT -> !Double.isNaN(row.heldOut());
            case MASKED -> !Double.isNaN(row.masked());
            case STABILITY -> !Double.isNaN(row.halves()[0]);
            case FALL, RESIDUAL_NORM, AIC, BIC -> true;
        };
    }

    /**
     * @param rows ascending, at least one
     * @return the number of templates that it would choose
     */
    abstract int choose(List<RankRow> rows);

    /** Goes on while the next row is better. */
    static int whileBetter(final List<RankRow> rows, final BiPredicate<RankRow, RankRow> better) {
        int chosen = 0;
        while (chosen + 1 < rows.size() && better.test(rows.get(chosen), rows.get(chosen + 1))) {
            chosen++;
        }
        return rows.get(chosen).rank();
    }

    private static int least(final List<RankRow> rows, final ToDoubleFunction<RankRow> score) {
        RankRow best = rows.get(0);
        for (final RankRow row : rows) {
            // a score that is not a number is no better than any
            best = score.applyAsDouble(row) < score.applyAsDouble(best)
                || Double.isNaN(score.applyAsDouble(best)) ? row : best;
        }
        return best.rank();
    }
}
