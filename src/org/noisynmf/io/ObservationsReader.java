package org.noisynmf.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.model.BadEntryException;
import org.noisynmf.engine.model.NegativeValues;
import org.noisynmf.engine.model.Observations;
import org.noisynmf.engine.model.ObservationsBuilder;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.Precision;

/**
 * Reads a file of data and, where there is one, its file of weights into {@link Observations}, one observation at a time.
 *
 * @param kind what the numbers in the file of weights are
 * @param precision type in which observations are stored
 * @param negativeValues what becomes of values below zero
 */
public record ObservationsReader(WeightKind kind, Precision precision, NegativeValues negativeValues) {

    /**
     * What was read.
     *
     * @param observations data and weights
     * @param labels names of the observations, or an empty list if the file has none
     */
    public record Labelled(Observations observations, List<String> labels) {

        /** Copies the labels. */
        public Labelled {
            labels = List.copyOf(labels);
        }
    }

    /**
     * @param data X, n × d; NaN = missing. Read to its end, not closed.
     * @param weights as {@link #kind()} says, of the same shape and orientation, or null. Read to its end, not closed.
     * @param observer hears of progress and may cancel
     * @return the observations and their names
     * @throws MatrixFormatException if a file does not hold what it should, shapes differ, or an entry cannot be used;
     *             the message names file, row and column
     * @throws IOException if a file cannot be read
     * @throws CancellationException if the observer cancelled
     */
    public Labelled read(final MatrixSource data, final @Nullable MatrixSource weights, final Observer observer)
        throws IOException {
        return read(data, weights, SeparableWeights.NONE, observer);
    }

    /**
     * As {@link #read(MatrixSource, MatrixSource, Observer)}, with weights of whole observations and pixels.
     *
     * @param data X, n × d; NaN = missing. Read to its end, not closed.
     * @param weights as {@link #kind()} says, of the same shape and orientation, or null. Read to its end, not closed.
     * @param separable multiply the weights of entries
     * @param observer hears of progress and may cancel
     * @return the observations and their names
     * @throws MatrixFormatException if a file does not hold what it should, shapes differ, or an entry cannot be used;
     *             the message names file, row and column
     * @throws IOException if a file cannot be read
     * @throws CancellationException if the observer cancelled
     */
    public Labelled read(final MatrixSource data, final @Nullable MatrixSource weights,
        final SeparableWeights separable, final Observer observer) throws IOException {
        if (weights != null) {
            checkShapes(data, weights);
        }
        final int d = data.pixels();
        final ObservationsBuilder builder = builder(data);
        final List<String> labels = new ArrayList<>();
        final double[] x = new double[d];
        final double[] v = new double[d];
        long j = 0;
        for (; data.next(x); j++) {
            if (observer.cancelled()) {
                throw new CancellationException();
            }
            if (weights == null && separable.isNone()) {
                add(builder, x, null, data);
            } else {
                if (weights == null) {
                    Arrays.setAll(v, i -> Double.isNaN(x[i]) ? 0 : 1);
                } else if (weights.next(v)) {
                    toWeights(j, x, v, weights);
                } else {
                    throw new MatrixFormatException(
                        weights.name() + " ends after " + j + " observations, but " + data.name() + " goes on");
                }
                multiply(separable, j, v, data);
                add(builder, x, v, data);
            }
            data.label().ifPresent(labels::add);
            if (data.observations() > 0) {
                observer.progress((j + 1.0) / data.observations(), "Reading " + data.name());
            }
        }
        if (j == 0) {
            throw new MatrixFormatException(data.name() + " holds no observations");
        }
        if (separable.observations() != null && separable.observations().length != j) {
            throw new MatrixFormatException(data.name() + " holds " + j + " observations, but there are weights of "
                + separable.observations().length);
        }
        if (weights != null && weights.next(v)) {
            throw new MatrixFormatException(
                data.name() + " ends after " + j + " observations, but " + weights.name() + " goes on");
        }
        return new Labelled(builder.build(), labels);
    }

    private ObservationsBuilder builder(final MatrixSource data) throws MatrixFormatException {
        try {
            return Observations.builder(data.pixels()).precision(precision).negativeValues(negativeValues)
                .expect(data.observations());
        } catch (final IllegalArgumentException e) {
            throw new MatrixFormatException(data.name() + ": " + e.getMessage());
        }
    }

    /**
     * Reads another quantity of observations that have been read, such as a shift of each entry.
     *
     * @param source numbers of the same shape and orientation as the data; what stands where those have no weight is
     *            ignored. Read to its end, not closed.
     * @param like the observations; the result has their weights. Not modified.
     * @return that quantity with those weights
     * @throws MatrixFormatException if the shape differs or an entry is not a finite number
     * @throws IOException if the file cannot be read
     */
    public static Observations readLike(final MatrixSource source, final Observations like) throws IOException {
        final int d = like.pixels();
        final long n = source.observations();
        if (source.pixels() != d || n >= 0 && n != like.count()) {
            throw new MatrixFormatException(source.name() + " holds " + (n < 0 ? "" : n + " observations of ")
                + source.pixels() + " pixels, but the data are " + like.count() + " of " + d);
        }
        final ObservationsBuilder builder = Observations.builder(d).precision(like.precision());
        final double[] numbers = new double[d];
        final double[] x = new double[d];
        final double[] v = new double[d];
        for (int j = 0; j < like.count(); j++) {
            if (!source.next(numbers)) {
                throw new MatrixFormatException(
                    source.name() + " ends after " + j + " observations, but the data go on");
            }
            like.copy(j, x, v);
            add(builder, numbers, v, source);
        }
        if (source.next(numbers)) {
            throw new MatrixFormatException(
                source.name() + " goes on after " + like.count() + " observations, where the data end");
        }
        return builder.build();
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

    private void toWeights(final long j, final double[] x, final double[] v, final MatrixSource weights)
        throws MatrixFormatException {
        try {
            kind.toWeights(j, x, v);
        } catch (final BadEntryException e) {
            throw inFile(e, weights);
        }
    }

    private static void multiply(final SeparableWeights separable, final long j, final double[] v,
        final MatrixSource data) throws MatrixFormatException {
        try {
            separable.multiply(j, v);
        } catch (final BadEntryException e) {
            throw inFile(e, data);
        }
    }

    private static void add(final ObservationsBuilder builder, final double[] x, final double @Nullable [] v,
        final MatrixSource data) throws MatrixFormatException {
        try {
            builder.add(x, v);
        } catch (final BadEntryException e) {
            throw inFile(e, data);
        }
    }

    private static MatrixFormatException inFile(final BadEntryException e, final MatrixSource source) {
        final Optional<String> label = source.label();
        final List<String> names = source.pixelNames();
        final String named = label.map(l -> ", observation \"" + l + "\"").orElse("")
            + (names.isEmpty() ? "" : ", pixel \"" + names.get(e.pixel()) + "\"");
        return new MatrixFormatException(source.name() + ", "
            + source.orientation().place(e.observation(), e.pixel()) + named + ": " + e.problem());
    }
}
