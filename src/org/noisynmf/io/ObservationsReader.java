package org.noisynmf.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.BadEntryException;
import org.noisynmf.engine.data.NegativeValues;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.engine.storage.StripStore;
import org.noisynmf.io.source.MatrixFormatException;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.source.NameOrder;
import org.noisynmf.io.source.Names;
import org.noisynmf.io.source.Quote;

/**
 * Reads a file of data and, where there is one, its file of weights into {@link Observations}, one observation at a time.
 *
 * @param kind what the numbers in the file of weights are; null = nobody said: taken for inverse variances, with a warning
 *            where its name or its numbers speak against it
 * @param precision type in which observations are stored
 * @param negativeValues what becomes of values below zero
 * @param store an empty one in which they are stored; null = in the heap
 * @param extraUncertainty c in σ² + (c x)², ≥ 0
 */
public record ObservationsReader(@Nullable WeightKind kind, Precision precision, NegativeValues negativeValues,
    @Nullable StripStore store, double extraUncertainty) {

    /**
     * Stores observations in the heap.
     *
     * @param kind see the record
     * @param precision see the record
     * @param negativeValues see the record
     */
    public ObservationsReader(final @Nullable WeightKind kind, final Precision precision,
        final NegativeValues negativeValues) {
        this(kind, precision, negativeValues, null, 0);
    }

    /**
     * What was read.
     *
     * @param file the name of the data's file, for messages
     * @param observations data and weights
     * @param names of the observations ("vectors") and the pixels ("entries"), as far as the data's file has them
     * @param warnings what a person should look at, or an empty list
     */
    public record Named(String file, Observations observations, Names names, List<String> warnings) {

        /** Copies the warnings. */
        public Named {
            warnings = List.copyOf(warnings);
        }

        /** @return the names of the observations, which other files are matched with */
        public NameOrder.Axis observationAxis() {
            return new NameOrder.Axis(file, "observation", names.vectors());
        }

        /** @return the names of the pixels, which other files are matched with */
        public NameOrder.Axis pixelAxis() {
            return new NameOrder.Axis(file, "pixel", names.entries());
        }
    }

    /**
     * @param data X, n × d; NaN = missing. Read to its end, not closed.
     * @param weights as {@link #kind()} says, of the same shape and orientation, matched by name where both have names,
     *            or null. Read to its end, not closed.
     * @param observer hears of progress and may cancel
     * @return the observations and their names
     * @throws MatrixFormatException if a file does not hold what it should, shapes differ, or an entry cannot be used;
     *             the message names file, row and column
     * @throws IOException if a file cannot be read
     * @throws CancellationException if the observer cancelled
     */
    public Named read(final MatrixSource data, final @Nullable MatrixSource weights, final Observer observer)
        throws IOException {
        return read(data, weights, SeparableWeights.NONE, observer);
    }

    /**
     * As {@link #read(MatrixSource, MatrixSource, Observer)}, with weights of whole observations and pixels.
     *
     * @param data X, n × d; NaN = missing. Read to its end, not closed.
     * @param weights as {@link #kind()} says, of the same shape and orientation, matched by name where both have names,
     *            or null. Read to its end, not closed.
     * @param separable multiply the weights of entries
     * @param observer hears of progress and may cancel
     * @return the observations and their names
     * @throws MatrixFormatException if a file does not hold what it should, shapes differ, or an entry cannot be used;
     *             the message names file, row and column
     * @throws IOException if a file cannot be read
     * @throws CancellationException if the observer cancelled
     */
    public Named read(final MatrixSource data, final @Nullable MatrixSource weights,
        final SeparableWeights separable, final Observer observer) throws IOException {
        final NameOrder.Axis pixelAxis = new NameOrder.Axis(data.name(), "pixel", data.pixelNames());
        final MatchedObservations matched = weights == null ? null : new MatchedObservations(weights, pixelAxis);
        if (weights != null) {
            checkShapes(data, weights);
        }
        final SeparableWeights.InOrder factors = new SeparableWeights.InOrder(separable, data);
        final int d = data.pixels();
        final ObservationsBuilder builder = builder(data);
        final List<String> labels = new ArrayList<>();
        final SignalToNoise ratio = new SignalToNoise();
        final double[] x = new double[d];
        final double[] v = new double[d];
        long unweighted = 0;
        long j = 0;
        for (; data.next(x); j++) {
            observer.throwIfCancelled();
            final Optional<String> label = data.label();
            if (matched == null && separable.isNone()) {
                add(builder, x, null, data);
            } else {
                if (matched == null || weights == null) {
                    Arrays.setAll(v, i -> Double.isNaN(x[i]) ? 0 : 1);
                } else if (matched.next(label, v)) {
                    unweighted += toWeights(matched, x, v, weights, label);
                    ratio.add(x, v);
                } else if (matched.isByName()) {
                    throw matched.lacking(label.orElse(""), data, j);
                } else {
                    throw new MatrixFormatException(
                        weights.name() + " ends after " + j + " observations, but " + data.name() + " goes on");
                }
                if (!separable.isNone()) {
                    multiply(factors, j, v, data);
                }
                add(builder, x, v, data);
            }
            label.ifPresent(labels::add);
            if (data.observations() > 0) {
                observer.progress((j + 1.0) / data.observations(), "Reading " + data.name());
            }
        }
        if (j == 0) {
            throw new MatrixFormatException(data.name() + " holds no observations");
        }
        factors.finish(j, data);
        if (matched != null && weights != null) {
            requireNoMore(matched, weights, data, j);
        }
        return new Named(data.name(), builder.build(), new Names(labels, data.pixelNames()),
            warnings(data, weights, ratio, unweighted));
    }

    private static void requireNoMore(final MatchedObservations matched, final MatrixSource weights,
        final MatrixSource data, final long observations) throws IOException {
        final List<String> rest = matched.rest();
        if (rest.isEmpty()) {
            return;
        }
        if (matched.isByName()) {
            throw NameOrder.additional(weights.name(), data.name(), "observation", rest);
        }
        throw new MatrixFormatException(data.name() + " ends after " + observations + " observations, but "
            + weights.name() + " goes on");
    }

    private List<String> warnings(final MatrixSource data, final @Nullable MatrixSource weights,
        final SignalToNoise ratio, final long unweighted) {
        final List<String> warnings = new ArrayList<>(data.warnings());
        if (weights == null) {
            return warnings;
        }
        warnings.addAll(weights.warnings());
        final String doubt = kind == null ? ratio.doubt(weights.name()) : "";
        if (!doubt.isEmpty()) {
            warnings.add(doubt);
        }
        if (unweighted > 0) {
            warnings.add(unweighted + (unweighted == 1 ? " value has" : " values have") + " an empty field in "
                + weights.name() + " and " + (unweighted == 1 ? "is" : "are") + " ignored (weight 0)");
        }
        return warnings;
    }

    private ObservationsBuilder builder(final MatrixSource data) throws MatrixFormatException {
        try {
            final ObservationsBuilder builder = Observations.builder(data.pixels()).precision(precision)
                .negativeValues(negativeValues).extraUncertainty(extraUncertainty).expect(data.observations());
            return store == null ? builder : builder.storedIn(store);
        } catch (final IllegalArgumentException e) {
            throw new MatrixFormatException(data.name() + ": " + e.getMessage());
        }
    }

    /**
     * Reads another quantity of observations that have been read, such as a shift of each entry.
     *
     * @param source numbers of the same shape and orientation as the data, matched by name where both have names; what
     *            stands where those have no weight is ignored. Read to its end, not closed.
     * @param data the observations; the result has their weights. Not modified.
     * @return that quantity with those weights
     * @throws MatrixFormatException if the shape differs, a name is on one side only, or an entry is not a finite number
     * @throws IOException if the file cannot be read
     */
    public static Observations readLike(final MatrixSource source, final Named data) throws IOException {
        final Observations like = data.observations();
        final int d = like.pixels();
        final long n = source.observations();
        final MatchedObservations matched = new MatchedObservations(source, data.pixelAxis());
        if (source.pixels() != d || n >= 0 && n != like.count()) {
            throw new MatrixFormatException(source.name() + " holds " + (n < 0 ? "" : n + " observations of ")
                + source.pixels() + " pixels, but the data are " + like.count() + " of " + d);
        }
        final ObservationsBuilder builder = Observations.builder(d).precision(like.precision());
        final List<String> wanted = data.names().vectors();
        final List<String> lacking = new ArrayList<>();
        final double[] numbers = new double[d];
        final double[] x = new double[d];
        final double[] v = new double[d];
        for (int j = 0; j < like.count(); j++) {
            final Optional<String> label = wanted.isEmpty() ? Optional.empty() : Optional.of(wanted.get(j));
            if (matched.next(label, numbers)) {
                like.copy(j, x, v);
                if (lacking.isEmpty()) {
                    add(builder, numbers, v, source, matched, label);
                }
            } else if (matched.isByName()) {
                lacking.add(wanted.get(j));
            } else {
                throw new MatrixFormatException(
                    source.name() + " ends after " + j + " observations, but the data go on");
            }
        }
        if (!lacking.isEmpty()) {
            throw NameOrder.lacks(source.name(), data.file(), "observation", lacking, like.count());
        }
        final List<String> rest = matched.rest();
        if (!rest.isEmpty()) {
            throw matched.isByName() ? NameOrder.additional(source.name(), data.file(), "observation", rest)
                : new MatrixFormatException(
                    source.name() + " goes on after " + like.count() + " observations, where the data end");
        }
        return builder.build();
    }

    private static void add(final ObservationsBuilder builder, final double[] numbers, final double[] v,
        final MatrixSource source, final MatchedObservations matched, final Optional<String> label)
        throws MatrixFormatException {
        try {
            builder.add(numbers, v);
        } catch (final BadEntryException e) {
            throw inFile(new BadEntryException(matched.position(), matched.pixel(e.pixel()), e.problem()), source,
                label);
        }
    }

    private static void checkShapes(final MatrixSource data, final MatrixSource weights)
        throws MatrixFormatException {
        final boolean countsKnown = data.observations() >= 0 && weights.observations() >= 0;
        if (countsKnown && (data.observations() != weights.observations() || data.pixels() != weights.pixels())) {
            throw new MatrixFormatException(
                "weights in " + weights.name() + " are " + shape(weights) + ", data in " + data.name() + " are "
                    + shape(data) + "; the shapes must be equal");
        }
        if (data.pixels() != weights.pixels()) {
            throw new MatrixFormatException("weights in " + weights.name() + " have " + weights.pixels()
                + " values an observation, data in " + data.name() + " have " + data.pixels());
        }
    }

    private static String shape(final MatrixSource source) {
        return source.orientation().shape(source.observations(), source.pixels());
    }

    /** @return how many values have no weight because their field is empty */
    private int toWeights(final MatchedObservations matched, final double[] x, final double[] v,
        final MatrixSource weights, final Optional<String> label) throws MatrixFormatException {
        int empty = 0;
        double[] values = x;
        for (int i = 0; weights.isNanMissing() && i < v.length; i++) {
            if (Double.isNaN(v[i]) && !Double.isNaN(x[i])) {
                values = empty == 0 ? x.clone() : values;
                values[i] = Double.NaN;
                empty++;
            }
        }
        try {
            (kind == null ? WeightKind.INVERSE_VARIANCE : kind).toWeights(matched.position(), values, v);
            return empty;
        } catch (final BadEntryException e) {
            throw inFile(new BadEntryException(e.observation(), matched.pixel(e.pixel()), e.problem()), weights, label);
        }
    }

    private static void multiply(final SeparableWeights.InOrder separable, final long j, final double[] v,
        final MatrixSource data) throws IOException {
        try {
            separable.multiply(j, data.label(), data, v);
        } catch (final BadEntryException e) {
            throw inFile(e, data, data.label());
        }
    }

    private static void add(final ObservationsBuilder builder, final double[] x, final double @Nullable [] v,
        final MatrixSource data) throws MatrixFormatException {
        try {
            builder.add(x, v);
        } catch (final BadEntryException e) {
            throw inFile(e, data, data.label());
        }
    }

    private static MatrixFormatException inFile(final BadEntryException e, final MatrixSource source,
        final Optional<String> label) {
        final List<String> names = source.pixelNames();
        final String named = label.map(l -> ", observation " + Quote.of(l)).orElse("")
            + (names.isEmpty() ? "" : ", pixel " + Quote.of(names.get(e.pixel())));
        return new MatrixFormatException(source.name() + ", "
            + source.orientation().place(e.observation(), e.pixel()) + named + ": " + e.problem());
    }
}
