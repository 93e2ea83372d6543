package org.noisynmf.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.evaluate.DegreesOfFreedom;
import org.noisynmf.engine.evaluate.Uniqueness;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.model.TraceRow;

/** Makes the page's content from the engine's results. */
public final class Views {

    /** What the traces of the starts are called, before their numbers from 1. */
    private static final String START = "Start ";

    private Views() {
    }

    /**
     * The view of a factorisation.
     *
     * @param names names of d pixels, q templates and n observations
     * @param algorithm title of the algorithm
     * @param result what the engine found
     * @param data X and V, of which a selection of observations is stored
     * @return the content of the page
     */
    public static FactorisationView ofFactorisation(final ViewNames names, final String algorithm,
        final NmfResult result, final Observations data) {
        final Factors factors = result.factors();
        final DegreesOfFreedom freedom = DegreesOfFreedom.of(data, factors);
        return new FactorisationView(names.title(), names.pixels(), templates(names, factors),
            CoefficientRows.firstOf(names.observations(), factors.rank(), factors.h()),
            traces(result.trace(), result.restart()),
            stored(names, factors, data, result.chi2PerObservation(), j -> freedom.share(data, j)),
            summary(names.templates(), algorithm, result, data));
    }

    /**
     * How a factorisation ended.
     *
     * @param templates q names
     * @param algorithm title of the algorithm
     * @param result what the engine found
     * @param data X and V
     * @return the summary, without further entries
     */
    public static Summary summary(final List<String> templates, final String algorithm, final NmfResult result,
        final Observations data) {
        final double seconds = result.trace().stream().filter(row -> row.restart() == result.restart())
            .mapToDouble(TraceRow::seconds).max().orElse(Double.NaN);
        return new Summary(algorithm, sentence(result.stopReason().text()), hasConverged(result.stopReason()),
            data.count(), result.passes(), seconds, result.chi2(),
            DegreesOfFreedom.of(data, result.factors()).effective(),
            missingFraction(data), negativeFraction(data),
            result.deadTemplates().stream().map(templates::get).toList(), result.device(), result.warnings(),
            explained(data, result.chi2()));
    }

    /** Without weights χ² has no scale: then the share of Σ x² that the fit explains, in words; else nothing. */
    private static List<Summary.Entry> explained(final Observations data, final double chi2) {
        final double[] x = new double[data.pixels()];
        final double[] v = new double[data.pixels()];
        double squares = 0;
        for (int j = 0; j < data.count(); j++) {
            data.copy(j, x, v);
            if (!isUnweighted(v)) {
                return List.of();
            }
            for (int i = 0; i < x.length; i++) {
                squares += v[i] > 0 ? x[i] * x[i] : 0;
            }
        }
        return squares > 0 ? List.of(new Summary.Entry(Summary.EXPLAINED,
            String.format(Locale.ROOT, "%.2f %%", 100 * (1 - chi2 / squares)))) : List.of();
    }

    private static boolean isUnweighted(final double[] v) {
        return Arrays.stream(v).allMatch(weight -> weight == 0 || weight == 1);
    }

    /**
     * The view of observations projected onto given templates.
     *
     * @param names names of d pixels, q templates and n observations
     * @param projection what the engine found
     * @param data X and V, of which a selection of observations is stored
     * @param seconds duration, NaN if not measured
     * @param warnings everything the user was warned of
     * @return the content of the page
     */
    public static FactorisationView ofProjection(final ViewNames names, final Projection projection,
        final Observations data, final double seconds, final List<String> warnings) {
        final Factors factors = projection.factors();
        final double chi2 = Arrays.stream(projection.chi2()).filter(c -> !Double.isNaN(c)).sum();
        final double degreesOfFreedom = DegreesOfFreedom.ofProjection(data, factors).effective();
        final Summary summary = new Summary("Exact projection (NNLS)", "The minimum is exact.", true, data.count(), 0,
            seconds, chi2, degreesOfFreedom, missingFraction(data), negativeFraction(data), List.of(),
            projection.device(), warnings, explained(data, chi2));
        return new FactorisationView(names.title(), names.pixels(), templates(names, factors),
            CoefficientRows.firstOf(names.observations(), factors.rank(), factors.h()), List.of(),
            stored(names, factors, data, projection.chi2(), j -> DegreesOfFreedom.ofProjection(data, factors, j)),
            summary);
    }

    private static List<NamedCurve> templates(final ViewNames names, final Factors factors) {
        return IntStream.range(0, factors.rank()).mapToObj(k -> new NamedCurve(names.templates().get(k),
            PackedFloats.of(factors.w(), k * factors.pixels(), factors.pixels()))).toList();
    }

    private static List<StoredObservation> stored(final ViewNames names, final Factors factors,
        final Observations data, final double[] chi2, final IntToDoubleFunction degreesOfFreedom) {
        return stored(names, factors, data, (IntToDoubleFunction)j -> chi2[j], degreesOfFreedom);
    }

    /**
     * A selection of observations with what goes with them.
     *
     * @param names names of the observations
     * @param factors W and H
     * @param data X and V
     * @param chi2 χ² of an observation
     * @param degreesOfFreedom of an observation
     * @return those that the page shows
     */
    public static List<StoredObservation> stored(final ViewNames names, final Factors factors, final Observations data,
        final IntToDoubleFunction chi2, final IntToDoubleFunction degreesOfFreedom) {
        final int d = data.pixels();
        final int q = factors.rank();
        final double[] x = new double[d];
        final double[] v = new double[d];
        final boolean weighted = Arrays.stream(ViewLimits.observationIndices(data.count(), d)).anyMatch(j -> {
            data.copy(j, x, v);
            return !isUnweighted(v);
        });
        final List<StoredObservation> stored = new ArrayList<>();
        for (final int j : ViewLimits.observationIndices(data.count(), d)) {
            data.copy(j, x, v);
            for (int i = 0; i < d; i++) {
                x[i] = v[i] > 0 ? x[i] : Double.NaN;
            }
            stored.add(new StoredObservation(names.observations().get(j), PackedFloats.of(x),
                weighted ? PackedFloats.of(v) : null, PackedFloats.of(factors.h(), j * q, q),
                chi2.applyAsDouble(j),
                degreesOfFreedom.applyAsDouble(j)));
        }
        return stored;
    }

    /**
     * The traces of all restarts, thinned.
     *
     * @param rows every pass of every restart
     * @param best number of the restart that was returned
     * @return one trace a restart, that of the returned one first
     */
    public static List<ConvergenceTrace> traces(final List<TraceRow> rows, final int best) {
        final Map<Integer, List<TraceRow>> byRestart = new TreeMap<>();
        for (final TraceRow row : rows) {
            byRestart.computeIfAbsent(row.restart(), r -> new ArrayList<>()).add(row);
        }
        final List<ConvergenceTrace> traces = new ArrayList<>();
        byRestart.forEach((restart, passes) -> traces.add(restart == best ? 0 : traces.size(),
            trace(START + (restart + 1), passes)));
        return traces;
    }

    /**
     * What is known of how sure the templates of a fit are.
     *
     * @param traces one a start, that of the returned one first, as {@link #traces} names them
     * @param cosines for each template the median cosine to its partners in starts that fit as well. Not copied.
     * @param uniqueness what templates may hold of one another; null = not looked for
     * @return it; null if nothing is
     */
    public static @Nullable Certainty certainty(final List<ConvergenceTrace> traces, final double[] cosines,
        final @Nullable Uniqueness uniqueness) {
        final Certainty.Starts starts = traces.size() > 1 ? starts(traces, cosines) : null;
        return starts == null && uniqueness == null ? null
            : new Certainty(null, uniqueness == null ? null : new Certainty.Uniqueness(
                PackedFloats.of(uniqueness.less()), PackedFloats.of(uniqueness.more())), starts);
    }

    /**
     * How several starts ended.
     *
     * @param traces one a start, that of the returned one first, as {@link #traces} names them
     * @param cosines for each template the median cosine to its partners in starts that fit as well. Not copied.
     * @return their χ², in the order of the starts
     */
    public static Certainty.Starts starts(final List<ConvergenceTrace> traces, final double... cosines) {
        final double[] chi2 = new double[traces.size()];
        final int[] numbers = traces.stream().mapToInt(t -> Integer.parseInt(t.label().substring(START.length())) - 1)
            .toArray();
        for (int r = 0; r < chi2.length; r++) {
            final double[] course = traces.get(r).chi2();
            if (numbers[r] < chi2.length) {
                chi2[numbers[r]] = course[course.length - 1];
            }
        }
        return new Certainty.Starts(chi2, numbers[0], cosines);
    }

    private static ConvergenceTrace trace(final String label, final List<TraceRow> rows) {
        final double[] kkt = rows.stream().mapToDouble(TraceRow::kkt).toArray();
        final boolean measured = Arrays.stream(kkt).anyMatch(v -> !Double.isNaN(v));
        return new ConvergenceTrace(label, (int)rows.stream().filter(r -> r.growth() > 0).count(),
            rows.stream().mapToDouble(TraceRow::pass).toArray(),
            rows.stream().mapToDouble(TraceRow::objective).toArray(), measured ? kkt : new double[0],
            rows.stream().mapToDouble(TraceRow::seconds).toArray()).thinned();
    }

    private static double missingFraction(final Observations data) {
        return (double)data.missingEntries() / ((double)data.count() * data.pixels());
    }

    private static double negativeFraction(final Observations data) {
        return (double)data.negativeEntries() / data.observedEntries();
    }

    private static boolean hasConverged(final StopReason reason) {
        return reason == StopReason.CONVERGED || reason == StopReason.STATIONARY || reason == StopReason.DIRECT;
    }

    private static String sentence(final String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }
}
