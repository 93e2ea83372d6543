package org.noisynmf.engine.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Stopping;

/**
 * How long an iteration takes on a part of the data: of n observations and d pixels, evenly spread over all, with q
 * templates (Green and Bailey 2024, section IV and figure 8). Times are those of the machine as it is: what else runs
 * on it counts.
 *
 * @param data X and V
 * @param settings the method; restarts and stopping are set here, and for what is measured the number of templates
 */
public record Timing(Observations data, NmfSettings settings) {

    private static final double MILLISECONDS = 1e3;

    /**
     * Sizes of a factorisation.
     *
     * @param observations n
     * @param templates q
     * @param pixels d
     */
    public record Shape(int observations, int templates, int pixels) {
    }

    /**
     * What was measured.
     *
     * @param entries observed entries among the n d
     * @param milliseconds the time of each iteration
     * @param warnings what the factorisation warned of, one sentence each
     */
    public record Times(long entries, double[] milliseconds, List<String> warnings) {

        /** Copies the warnings. */
        public Times {
            warnings = List.copyOf(warnings);
        }

        /**
         * @param more of the same shape
         * @return all of them
         */
        public Times and(final Times more) {
            return new Times(entries,
                DoubleStream.concat(Arrays.stream(milliseconds), Arrays.stream(more.milliseconds)).toArray(),
                Stream.concat(warnings.stream(), more.warnings.stream()).distinct().toList());
        }

        /** @return their median; NaN without any */
        public double median() {
            return Median.withDefaults().withCopy(true).evaluate(milliseconds);
        }

        /** @return their standard deviation; NaN without any, 0 for one */
        public double deviation() {
            return StandardDeviation.of(milliseconds).getAsDouble();
        }
    }

    /**
     * Checks a time to warm up.
     *
     * @param seconds the time
     * @throws IllegalArgumentException if it is not finite and ≥ 0
     */
    public static void checkWarmUp(final double seconds) {
        if (!(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                "the seconds before measuring are " + seconds + ", but must be a finite number ≥ 0");
        }
    }

    /**
     * Factorises all of the data for some time without measuring: the first iterations are slow, since the Java machine
     * still translates what it then repeats.
     *
     * @param seconds about how long, finite, ≥ 0; 0 = not at all
     * @param observer hears of progress and may cancel
     * @throws IllegalArgumentException if the time is out of range or the method does not fit the data
     */
    public void warmUp(final double seconds, final Observer observer) {
        checkWarmUp(seconds);
        if (seconds > 0) {
            factorise(data, settings.rank(), new Stopping(Integer.MAX_VALUE, 0, 0, seconds), observer);
        }
    }

    private NmfResult factorise(final Observations part, final int templates, final Stopping stopping,
        final Observer observer) {
        return Nmf.factorise(NmfProblem.of(part),
            settings.toBuilder().rank(templates).restarts(1).stopping(stopping).build(), observer);
    }

    /**
     * Factorises a part of the data and measures.
     *
     * @param shape 1 to the numbers of observations and pixels, and 1 to the smaller of n and d templates
     * @param passes iterations, ≥ 1
     * @param observer hears of progress and may cancel; what was measured until then is returned
     * @return the times
     * @throws IllegalArgumentException if a size is out of range, nothing is observed in that part, the method does not
     *             fit the data, or the search ends before it was measured
     */
    public Times measure(final Shape shape, final int passes, final Observer observer) {
        final int n = shape.observations();
        final int d = shape.pixels();
        check(n, data.count(), "observations");
        check(d, data.pixels(), "pixels");
        check(shape.templates(), Math.min(n, d), "templates for " + n + " observations of " + d + " pixels");
        check(passes, Integer.MAX_VALUE, "iterations");
        final Observations part = part(data, n, d);
        if (part.observedEntries() == 0) {
            throw new IllegalArgumentException(
                "Of " + n + " observations of " + d + " pixels every entry is missing or "
                    + "has weight 0, so there is nothing to measure");
        }
        final NmfResult result =
            factorise(part, shape.templates(), new Stopping(passes, 0, 0, Double.POSITIVE_INFINITY), observer);
        final double[] times = times(result.trace());
        if (times.length < passes && !observer.cancelled()) {
            throw new IllegalArgumentException("The search ended after " + result.passes() + " of " + passes
                + " iterations: " + result.stopReason().text());
        }
        return new Times(part.observedEntries(), times, result.warnings());
    }

    private static void check(final int size, final int largest, final String what) {
        if (size < 1 || size > largest) {
            throw new IllegalArgumentException(
                "The number of " + what + " is " + size + ", but must be from 1 to " + largest);
        }
    }

    /** Milliseconds of each iteration of the main loop; before it stands the row of its start or the last growth. */
    static double[] times(final List<TraceRow> trace) {
        return IntStream.range(1, trace.size()).filter(r -> trace.get(r).growth() == 0)
            .mapToDouble(r -> MILLISECONDS * (trace.get(r).seconds() - trace.get(r - 1).seconds())).toArray();
    }

    /** Evenly spread observations and pixels, the first of each among them. */
    static Observations part(final Observations data, final int observations, final int pixels) {
        if (observations == data.count() && pixels == data.pixels()) {
            return data;
        }
        final ObservationsBuilder builder =
            Observations.builder(pixels).precision(data.precision()).expect(observations);
        final double[] x = new double[data.pixels()];
        final double[] v = new double[data.pixels()];
        final double[] partX = new double[pixels];
        final double[] partV = new double[pixels];
        for (int j = 0; j < observations; j++) {
            data.copy(spread(j, observations, data.count()), x, v);
            for (int i = 0; i < pixels; i++) {
                final int from = spread(i, pixels, data.pixels());
                partX[i] = x[from];
                partV[i] = v[from];
            }
            builder.add(partX, partV);
        }
        return builder.build();
    }

    private static int spread(final int index, final int count, final int all) {
        return (int)((long)index * all / count);
    }
}
