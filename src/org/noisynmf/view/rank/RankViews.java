package org.noisynmf.view.rank;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import org.noisynmf.engine.evaluate.TemplateMatch;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.rank.Criterion;
import org.noisynmf.engine.rank.RankResult;
import org.noisynmf.engine.rank.RankRow;
import org.noisynmf.view.PackedFloats;
import org.noisynmf.view.PixelAxis;
import org.noisynmf.view.Summary;

/** Makes the page's content from a comparison of numbers of templates. */
public final class RankViews {

    /** Cosine from which two templates count as the same. */
    private static final double STABLE = 0.9;

    private static final String WHILE_ABOVE = "one more template while it is above the line";

    private static final String SMALLEST = "the smallest";

    private RankViews() {
    }

    /**
     * The view of a comparison.
     *
     * @param title heading
     * @param pixels the d pixels
     * @param result what was compared
     * @param seconds duration, NaN if not measured
     * @param warnings everything the user was warned of
     * @return the content of the page
     */
    public static RankView of(final String title, final PixelAxis pixels, final RankResult result,
        final double seconds, final List<String> warnings) {
        final RankRow chosen = result.chosen();
        final Summary summary = new Summary("Comparison", "", true, chosen.model().observations(), 0, seconds,
            chosen.chi2(), Double.NaN, Double.NaN, Double.NaN, List.of(), "CPU", warnings, List.of());
        return new RankView(title, pixels,
            new RankView.Ranks(result.rank(), result.reason(), rows(result.rows()), curves(result)), summary);
    }

    /** Every number's templates in the order of their partners among one fewer, new ones last. */
    private static List<RankView.Row> rows(final List<RankRow> rows) {
        final List<RankView.Row> all = new ArrayList<>();
        double[] before = new double[0];
        for (final RankRow row : rows) {
            final Factors model = row.model().known();
            final int d = model.pixels();
            final List<RankView.Template> templates = new ArrayList<>();
            final double[] ordered = new double[model.w().length];
            if (before.length == 0) {
                System.arraycopy(model.w(), 0, ordered, 0, ordered.length);
                for (int k = 0; k < model.rank(); k++) {
                    templates.add(new RankView.Template(PackedFloats.of(ordered, k * d, d), Double.NaN));
                }
            } else {
                final TemplateMatch match = TemplateMatch.of(d, model.w(), before, -1);
                for (int k = 0; k < match.estimate().length; k++) {
                    templates.add(placed(model, match.estimate()[k], match.cosine()[k], ordered, templates.size()));
                }
                for (final int fresh : match.surplus()) {
                    templates.add(placed(model, fresh, Double.NaN, ordered, templates.size()));
                }
            }
            all.add(new RankView.Row(row.rank(), templates));
            before = ordered;
        }
        return all;
    }

    private static RankView.Template placed(final Factors model, final int from, final double cosine,
        final double[] ordered, final int to) {
        final int d = model.pixels();
        System.arraycopy(model.w(), from * d, ordered, to * d, d);
        return new RankView.Template(PackedFloats.of(model.w(), from * d, d), cosine);
    }

    private static List<RankView.Curve> curves(final RankResult result) {
        final List<RankRow> rows = result.rows();
        final double[] none = {};
        final List<RankView.Curve> curves = new ArrayList<>();
        for (final Criterion criterion : Criterion.values()) {
            final Integer choice = result.choices().get(criterion);
            if (choice == null) {
                continue; // not measured
            }
            final String title = criterion.title();
            switch (criterion) {
                case FALL -> curves.add(new RankView.Curve(title, WHILE_ABOVE, column(rows, RankRow::fall), none,
                    column(rows, RankRow::fallLimit), true, choice));
                case RESIDUAL_NORM ->
                    curves.add(new RankView.Curve(title, WHILE_ABOVE, column(rows, RankRow::residualNorm), none,
                        column(rows, RankRow::normLimit), false, choice));
                case HELD_OUT -> curves.add(new RankView.Curve(title + ": gain",
                    "one more template while it exceeds two standard errors", column(rows, RankRow::heldOutGain),
                    column(rows, RankRow::heldOutError), none, false, choice));
                case MASKED -> curves.add(new RankView.Curve(title + ": χ² per entry", SMALLEST,
                    column(rows, RankRow::masked), none, none, false, choice));
                case AIC -> curves.add(
                    new RankView.Curve(title, SMALLEST, column(rows, RankRow::aic), none, none, false, choice));
                case BIC -> curves.add(
                    new RankView.Curve(title, SMALLEST, column(rows, RankRow::bic), none, none, false, choice));
                case STABILITY -> curves.add(new RankView.Curve(title + ": smallest cosine",
                    "the largest number with at least 0.9", column(rows, row -> row.halves()[0]), none,
                    column(rows, row -> STABLE), false, choice));
                default -> {
                    // what has no curve is in the table of results
                }
            }
        }
        if (!Double.isNaN(rows.get(0).starts()[0])) {
            curves.add(new RankView.Curve("Between starts: smallest cosine", "low values: several minima",
                column(rows, row -> row.starts()[0]), none, none, false, null));
        }
        curves.add(new RankView.Curve("χ² per degree of freedom",
            "near 1 for inverse variances, but for several numbers", column(rows, RankRow::chi2PerDegree), none, none,
            false, null));
        return curves;
    }

    private static double[] column(final List<RankRow> rows, final ToDoubleFunction<RankRow> of) {
        return rows.stream().mapToDouble(of).toArray();
    }
}
