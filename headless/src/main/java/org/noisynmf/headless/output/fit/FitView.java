package org.noisynmf.headless.output.fit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.evaluate.DegreesOfFreedom;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.headless.output.table.FactorTable;
import org.noisynmf.view.Certainty;
import org.noisynmf.view.CoefficientRows;
import org.noisynmf.view.ConvergenceTrace;
import org.noisynmf.view.FactorisationView;
import org.noisynmf.view.NamedCurve;
import org.noisynmf.view.PackedFloats;
import org.noisynmf.view.PixelAxis;
import org.noisynmf.view.StoredObservation;
import org.noisynmf.view.Summary;
import org.noisynmf.view.ViewNames;
import org.noisynmf.view.Views;

/** A stored fit as the page shows it. */
public final class FitView {

    private FitView() {
    }

    /**
     * @param title heading of the page
     * @param fit what was stored
     * @param data the data it was made of; null = observations are not shown
     * @return the content of the page
     */
    public static FactorisationView of(final String title, final StoredFit fit, final @Nullable Observations data) {
        final Factors factors = fit.factors();
        final List<String> observations = FactorTable.names(fit.names().vectors(), factors.observations());
        final ViewNames names = new ViewNames(title,
            fit.names().entries().isEmpty() ? PixelAxis.indexed(factors.pixels())
                : PixelAxis.ofNames(fit.names().entries()),
            FactorTable.templateNames(fit.templateNames(), factors.rank()), observations);
        final List<NamedCurve> templates = IntStream.range(0, factors.rank()).mapToObj(k -> new NamedCurve(
            names.templates().get(k), PackedFloats.of(factors.w(), k * factors.pixels(), factors.pixels()))).toList();
        final List<ConvergenceTrace> traces = Views.traces(fit.trace(), integer(fit.summary(), "best_restart"));
        return new FactorisationView(title, names.pixels(), templates,
            CoefficientRows.firstOf(observations, factors.rank(), factors.h()), traces,
            data == null ? List.of() : stored(names, factors, data), summary(fit)).with(certainty(fit, traces));
    }

    private static @Nullable Certainty certainty(final StoredFit fit, final List<ConvergenceTrace> traces) {
        return fit.uniqueness() == null && traces.size() < 2 ? null : new Certainty(null, fit.uniqueness(),
            traces.size() < 2 ? null : Views.starts(traces, cosines(fit)));
    }

    /** NaN where the summary is of a version that did not say. */
    private static double[] cosines(final StoredFit fit) {
        final List<?> stored =
            fit.summary().get("template_cosines_between_starts") instanceof List<?> list ? list : List.of();
        return IntStream.range(0, fit.factors().rank()).mapToDouble(
            k -> k < stored.size() && stored.get(k) instanceof Number cosine ? cosine.doubleValue() : Double.NaN)
            .toArray();
    }

    private static List<StoredObservation> stored(final ViewNames names, final Factors factors,
        final Observations data) {
        final int d = data.pixels();
        final double[] x = new double[d];
        final double[] v = new double[d];
        final double[] model = new double[d];
        return Views.stored(names, factors, data, j -> {
            data.copy(j, x, v);
            factors.reconstruct(j, model);
            double chi2 = 0;
            for (int i = 0; i < d; i++) {
                chi2 += v[i] > 0 ? v[i] * (x[i] - model[i]) * (x[i] - model[i]) : 0;
            }
            return chi2;
        }, j -> DegreesOfFreedom.ofProjection(data, factors, j));
    }

    private static int integer(final Map<String, Object> summary, final String key) {
        return summary.get(key) instanceof Number number ? number.intValue() : 0;
    }

    private static double number(final Map<String, Object> summary, final String key) {
        return summary.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static Summary summary(final StoredFit fit) {
        final Map<String, Object> s = fit.summary();
        final boolean projected = "project".equals(s.get("command"));
        final String reason = String.valueOf(s.getOrDefault("stop_reason", StopReason.DIRECT.name()));
        final String algorithm = projected ? "Exact projection (NNLS)"
            : Algorithm.byId(String.valueOf(s.get("algorithm"))).map(Algorithm::title).orElse("");
        final String text = projected ? "the minimum is exact" : String.valueOf(s.getOrDefault("stop_reason_text", ""));
        final double entries = number(s, "observed_entries") + number(s, "missing_entries");
        final List<String> warnings =
            s.get("warnings") instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
        final List<String> dead = s.get("dead_templates") instanceof List<?> list
            ? list.stream().map(k -> FactorTable.templateNames(fit.templateNames(), fit.factors().rank())
                .get(((Number)k).intValue())).toList()
            : List.of();
        return new Summary(algorithm,
            text.isEmpty() ? "" : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".",
            reason.equals(StopReason.CONVERGED.name()) || reason.equals(StopReason.STATIONARY.name())
                || reason.equals(StopReason.DIRECT.name()),
            integer(s, "observations"), integer(s, "passes"), number(s, "seconds"), number(s, "chi2"),
            number(s, "degrees_of_freedom"), number(s, "missing_entries") / entries,
            number(s, "negative_entries") / number(s, "observed_entries"), dead,
            String.valueOf(s.getOrDefault("device", "")),
            warnings, List.of());
    }
}
