package org.noisynmf.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observations;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.model.TraceRow;

/** Makes the page's content from the engine's results. */
public final class Views {

    private Views() {
    }

    /**
     * The view of a factorisation.
     *
     * @param names names of d pixels, q templates and n observations
     * @param algorithm title of the algorithm
     * @param result what the engine found
     * @param data X and V, of which a selection of observations is stored
     * @param warnings everything the user was warned of, the engine's warnings included
     * @return the content of the page
     */
    public static FactorisationView ofFactorisation(final ViewNames names, final String algorithm,
        final NmfResult result, final Observations data, final List<String> warnings) {
        final Factors factors = result.factors();
        final List<ConvergenceTrace> traces = traces(result);
        final List<String> dead = result.deadTemplates().stream().map(names.templates()::get).toList();
        final Summary summary = new Summary(algorithm, sentence(result.stopReason().text()),
            hasConverged(result.stopReason()), data.count(), result.passes(), lastSecond(traces), result.chi2(),
            degreesOfFreedom(data, factors.rank()), missingFraction(data), negativeFraction(data), dead,
            result.device(), warnings, List.of());
        return new FactorisationView(names.title(), names.pixels(), templates(names, factors),
            CoefficientRows.firstOf(names.observations(), factors.rank(), factors.h()), traces,
            stored(names, factors, data, result.chi2PerObservation()), summary);
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
        final double degreesOfFreedom =
            data.observedEntries() - (double)factors.rank() * (data.count() - data.emptyObservations());
        final Summary summary = new Summary("Exact projection (NNLS)", "The minimum is exact.", true, data.count(), 0,
            seconds, chi2, degreesOfFreedom, missingFraction(data), negativeFraction(data), List.of(),
            projection.device(), warnings, List.of());
        return new FactorisationView(names.title(), names.pixels(), templates(names, factors),
            CoefficientRows.firstOf(names.observations(), factors.rank(), factors.h()), List.of(),
            stored(names, factors, data, projection.chi2()), summary);
    }

    /**
     * Degrees of freedom of a factorisation: observed entries less the q (n + d − q) free numbers of W H, where
     * observations and pixels without any weight have none. Constraints that hold a number at 0 are not counted back.
     *
     * @param data X and V
     * @param rank q
     * @return the degrees of freedom; negative where there are more numbers to find than data
     */
    public static double degreesOfFreedom(final Observations data, final int rank) {
        final double observations = data.count() - data.emptyObservations();
        final double pixels = data.pixels() - data.emptyPixels();
        return data.observedEntries() - rank * (observations + pixels - rank);
    }

    private static List<NamedCurve> templates(final ViewNames names, final Factors factors) {
        return IntStream.range(0, factors.rank()).mapToObj(k -> new NamedCurve(names.templates().get(k),
            PackedFloats.of(factors.w(), k * factors.pixels(), factors.pixels()))).toList();
    }

    private static List<StoredObservation> stored(final ViewNames names, final Factors factors,
        final Observations data, final double[] chi2) {
        final int d = data.pixels();
        final int q = factors.rank();
        final double[] x = new double[d];
        final double[] v = new double[d];
        final List<StoredObservation> stored = new ArrayList<>();
        for (final int j : ViewLimits.observationIndices(data.count(), d)) {
            data.copy(j, x, v);
            stored.add(new StoredObservation(names.observations().get(j), PackedFloats.of(x),
                data.uniform() ? null : PackedFloats.of(v), PackedFloats.of(factors.h(), j * q, q), chi2[j],
                data.observedCount(j) - (double)q));
        }
        return stored;
    }

    /** One trace a restart, that of the returned one first. */
    private static List<ConvergenceTrace> traces(final NmfResult result) {
        final Map<Integer, List<TraceRow>> byRestart = new TreeMap<>();
        for (final TraceRow row : result.trace()) {
            byRestart.computeIfAbsent(row.restart(), r -> new ArrayList<>()).add(row);
        }
        final List<ConvergenceTrace> traces = new ArrayList<>();
        byRestart.forEach((restart, rows) -> traces.add(restart == result.restart() ? 0 : traces.size(),
            trace("Restart " + (restart + 1), rows)));
        return traces;
    }

    private static ConvergenceTrace trace(final String label, final List<TraceRow> rows) {
        final double[] kkt = rows.stream().mapToDouble(TraceRow::kkt).toArray();
        final boolean measured = Arrays.stream(kkt).anyMatch(v -> !Double.isNaN(v));
        return new ConvergenceTrace(label, (int)rows.stream().filter(r -> r.growth() > 0).count(),
            rows.stream().mapToDouble(TraceRow::pass).toArray(),
            rows.stream().mapToDouble(TraceRow::objective).toArray(), measured ? kkt : new double[0],
            rows.stream().mapToDouble(TraceRow::seconds).toArray()).thinned();
    }

    private static double lastSecond(final List<ConvergenceTrace> traces) {
        if (traces.isEmpty() || traces.get(0).seconds().length == 0) {
            return Double.NaN;
        }
        final double[] seconds = traces.get(0).seconds();
        return seconds[seconds.length - 1];
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
