package org.noisynmf.engine.rank;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many templates, and why. One more is recommended as long as χ² falls by more than noise makes it fall and the
 * residuals hint at more than noise, or it falls so far that it needs no hint. The rule was chosen on generated sets and tested on others, see docs/rank.md.
 *
 * @param rows one for each number of templates that was done, ascending
 * @param rank the recommended number of templates
 * @param reason why, one sentence that begins with that number
 * @param choices what each criterion alone would choose, without those that were not measured
 * @param chi2PerDegree χ² / (N − p) of the largest model
 * @param trusted whether the weights were taken as inverse variances
 * @param block pixels in a row that share the fate of masks and signs, since their noise is correlated; 1 = it is not
 * @param warnings what the user should know, one sentence each
 */
public record RankResult(List<RankRow> rows, int rank, String reason, Map<Criterion, Integer> choices,
    double chi2PerDegree, boolean trusted, int block, List<String> warnings) {

    /** Copies the collections. */
    public RankResult {
        rows = List.copyOf(rows);
        choices = Map.copyOf(choices);
        warnings = List.copyOf(warnings);
    }

    /**
     * @param rows what was measured, ascending, at least one
     * @param noise what the largest model says of the noise
     * @param to the largest number of templates asked for
     * @return the recommendation
     */
    static RankResult of(final List<RankRow> rows, final Noise noise, final int to) {
        final int rank = Criterion.whileBetter(rows, RankResult::better);
        final Map<Criterion, Integer> choices = new EnumMap<>(Criterion.class);
        for (final Criterion criterion : Criterion.values()) {
            if (criterion.isMeasured(rows.get(0))) {
                choices.put(criterion, criterion.choose(rows));
            }
        }
        return new RankResult(rows, rank, reason(rows, rank), choices, noise.perDegree(), noise.trusted(),
            noise.block(), warnings(rows, rank, noise, to));
    }

    private static boolean better(final RankRow before, final RankRow row) {
        return row.fallsFarBeyondNoise() || row.fallsBeyondNoise() && before.structureHinted();
    }

    /** @return the row of the recommended number of templates */
    public RankRow chosen() {
        return row(rows, rank);
    }

    private static RankRow row(final List<RankRow> rows, final int rank) {
        return rows.get(rank - rows.get(0).rank());
    }

    private static String reason(final List<RankRow> rows, final int rank) {
        final RankRow last = rows.get(rows.size() - 1);
        if (rows.size() == 1) {
            return rank + ": no other number was compared with it";
        }
        if (rank == last.rank()) {
            return rank + ", the largest number compared: " + number(rank) + " still " + evidence(row(rows, rank - 1),
                last) + "; compare more";
        }
        return rank + ": " + number(rank + 1) + " " + evidence(row(rows, rank), row(rows, rank + 1));
    }

    /** What the step from one row to the next does. */
    private static String evidence(final RankRow before, final RankRow row) {
        return String.format(Locale.ROOT,
            "lowers χ² by %s, %s the %s that noise alone allows%s; the residuals of %d contain %s (norm %s, noise up "
                + "to %s)",
            digits(row.fall()), row.fallsBeyondNoise() ? "beyond" : "within", digits(row.fallLimit()),
            Double.isNaN(row.heldOut()) ? ""
                : ", and the held-out χ² by " + digits(row.heldOutGain()) + " ± " + digits(row.heldOutError()),
            before.rank(),
            before.structureHinted() ? "more than noise" : "no more than noise", digits(before.residualNorm()),
            digits(before.hintLimit()));
    }

    /** Three digits, or all before the point. */
    private static String digits(final double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        final BigDecimal exact = BigDecimal.valueOf(value);
        final BigDecimal rounded = Math.abs(value) >= 100 ? exact.setScale(0, RoundingMode.HALF_EVEN)
            : exact.round(new MathContext(3));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static String number(final int rank) {
        final boolean teens = rank / 10 % 10 == 1;
        final String ending = teens ? "th" : switch (rank % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
        return "the " + rank + ending;
    }

    private static List<String> warnings(final List<RankRow> rows, final int rank, final Noise noise, final int to) {
        final List<String> warnings = new ArrayList<>();
        final int most = rows.get(rows.size() - 1).rank();
        if (most < to) {
            warnings.add("Cancelled: only the numbers of templates up to " + most + " were compared");
        }
        if (!noise.trusted()) {
            warnings.add(String.format(Locale.ROOT,
                "χ² per degree of freedom is %.3g with %d templates: the weights are not inverse variances%s. The "
                    + "noise was measured from the residuals instead; compare masked entries and stability, which "
                    + "depend least on the weights",
                noise.perDegree(), to,
                noise.perDegree() > 1 ? ", or more templates are needed" : ""));
        }
        if (noise.block() > 1) {
            warnings.add("Residuals of neighbouring pixels are correlated over " + noise.block()
                + " pixels: entries were masked, and signs changed, in blocks of that length");
        }
        final double least = row(rows, rank).halves()[0];
        if (least < Criterion.STABLE) {
            warnings.add(String.format(Locale.ROOT, "Some of the %s may not be reliable: between fits to two halves "
                + "of the observations, the smallest cosine of a template is %.2f",
                rank == 1 ? "templates" : rank + " templates", least));
        }
        return warnings;
    }
}
