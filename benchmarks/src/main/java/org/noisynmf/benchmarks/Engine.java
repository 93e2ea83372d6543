package org.noisynmf.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.NegativeValues;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.nnls.ProjectionSettings;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.io.MatrixFile;
import org.noisynmf.io.ObservationsReader;
import org.noisynmf.io.WeightKind;
import org.noisynmf.io.packed.PackedFile;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.source.Orientation;
import org.noisynmf.io.text.ReadOptions;

/**
 * The engine's side of the comparison with NumPy, one measurement a call; compare.py beside the sources calls it and
 * reads what it prints, one {@code name value} a line.
 *
 * <pre>
 * pass DATA.npy WEIGHTS.npy W0.npy H0.npy ALGORITHM PRECISION THREADS DEVICE PASSES   columns are observations
 * reach DATA WEIGHTS W0 H0 ALGORITHM THREADS TARGET PASSES
 * digits DATA W0 H0 THREADS ERROR PASSES                                             rows are observations
 * project DATA WEIGHTS TEMPLATES THREADS REPEATS [DEVICE]
 * read DATA WEIGHTS ROWS|COLUMNS PRECISION
 * grow PIXELS COUNT RANK MISSING PRECISION ALGORITHM THREADS PASSES [FOLDER]          in a file of that folder
 * </pre>
 */
public final class Engine {

    /** Iterations of a fit whose time is mostly that of beginning and end. */
    private static final int FEW = 2;

    /** Nanoseconds of fits before the one whose iterations are measured warm. */
    private static final long WARMING = 6_000_000_000L;

    private Engine() {
    }

    /**
     * @param arguments see the class
     * @throws IOException if a file cannot be read
     */
    public static void main(final String[] arguments) throws IOException {
        final List<String> rest = new ArrayList<>(Arrays.asList(arguments));
        switch (rest.remove(0)) {
            case "pass" -> pass(rest);
            case "reach" -> reach(rest);
            case "digits" -> digits(rest);
            case "project" -> project(rest);
            case "grow" -> grow(rest);
            case "read" -> read(rest);
            default -> throw new IllegalArgumentException("Unknown measurement: " + arguments[0]);
        }
    }

    private static void print(final String name, final double value) {
        System.out.println(String.format(Locale.ROOT, "%s %.9g", name, value));
    }

    private static double[][] read(final String file, final Orientation orientation) throws IOException {
        try (MatrixSource source =
            MatrixFile.open(Path.of(file), ReadOptions.DEFAULT.withOrientation(orientation))) {
            final List<double[]> lines = new ArrayList<>();
            double[] line = new double[source.pixels()];
            while (source.next(line)) {
                lines.add(line);
                line = new double[source.pixels()];
            }
            return lines.toArray(double[][]::new);
        }
    }

    private static double[] flat(final double[][] lines) {
        return Arrays.stream(lines).flatMapToDouble(Arrays::stream).toArray();
    }

    private static Observations observations(final String data, final String weights, final Precision precision)
        throws IOException {
        final double[][] x = read(data, Orientation.COLUMNS);
        final double[][] v = read(weights, Orientation.COLUMNS);
        final ObservationsBuilder builder = Observations.builder(x[0].length).precision(precision);
        for (int j = 0; j < x.length; j++) {
            builder.add(x[j], v[j]);
        }
        return builder.build();
    }

    private static NmfSettingsBuilder settings(final Algorithm algorithm, final int rank, final int threads,
        final int passes) {
        return NmfSettings.builder().algorithm(algorithm).rank(rank).threads(threads)
            .stopping(new Stopping(passes, 0, 0, Double.POSITIVE_INFINITY));
    }

    /** Seconds of every pass but the first, which the closing measurement of the start belongs to. */
    private static double[] seconds(final NmfResult result) {
        final List<TraceRow> trace = result.trace();
        final double[] seconds = new double[trace.size() - 2];
        for (int p = 0; p < seconds.length; p++) {
            seconds[p] = trace.get(p + 2).seconds() - trace.get(p + 1).seconds();
        }
        return seconds;
    }

    private static void printPasses(final NmfResult result) {
        final double[] seconds = seconds(result);
        final double mean = Arrays.stream(seconds).average().orElseThrow();
        print("deviation",
            Math.sqrt(Arrays.stream(seconds).map(s -> (s - mean) * (s - mean)).average().orElseThrow()));
        Arrays.sort(seconds);
        print("median", seconds[seconds.length / 2]);
        print("chi2", result.chi2());
    }

    private static void pass(final List<String> a) throws IOException {
        final Observations data = observations(a.get(0), a.get(1), Precision.valueOf(a.get(5)));
        final double[][] w = read(a.get(2), Orientation.COLUMNS);
        final NmfProblem problem = NmfProblem.of(data).withTemplates(flat(w))
            .withCoefficients(flat(read(a.get(3), Orientation.COLUMNS)));
        final int iterations = Integer.parseInt(a.get(8));
        final IntFunction<NmfSettings> of = passes -> settings(Algorithm.valueOf(a.get(4)), w.length,
            Integer.parseInt(a.get(6)), passes).device(a.get(7)).build();
        final NmfSettings settings = of.apply(iterations);
        final long start = System.nanoTime();
        Nmf.factorise(problem, settings, Observer.NONE);
        print("cold", (System.nanoTime() - start) * 1e-9 / iterations);
        // the optimising compiler takes some hundred iterations to be done with vector instructions
        while (System.nanoTime() - start < WARMING) {
            Nmf.factorise(problem, settings, Observer.NONE);
        }
        final long begun = processorTime();
        Nmf.factorise(problem, of.apply(FEW), Observer.NONE);
        final long between = processorTime();
        final NmfResult result = Nmf.factorise(problem, settings, Observer.NONE);
        // beginning and end of a fit drop out
        print("processor", (processorTime() - between - (between - begun)) * 1e-9 / (iterations - FEW));
        printPasses(result);
    }

    /** @return nanoseconds of the calling thread, which with one thread does everything */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void reach(final List<String> a) throws IOException {
        final Observations data = observations(a.get(0), a.get(1), Precision.FLOAT64);
        final double[][] w = read(a.get(2), Orientation.COLUMNS);
        final NmfProblem problem = NmfProblem.of(data).withTemplates(flat(w))
            .withCoefficients(flat(read(a.get(3), Orientation.COLUMNS)));
        final NmfSettings settings = settings(Algorithm.valueOf(a.get(4)), w.length, Integer.parseInt(a.get(5)),
            Integer.parseInt(a.get(7))).build();
        printReached("cold", Nmf.factorise(problem, settings, Observer.NONE), Double.parseDouble(a.get(6)));
        final NmfResult result = Nmf.factorise(problem, settings, Observer.NONE);
        printReached("warm", result, Double.parseDouble(a.get(6)));
        for (final TraceRow row : result.trace()) {
            System.out.println(String.format(Locale.ROOT, "trace %.6f %.9g", row.seconds(), row.objective()));
        }
    }

    private static void printReached(final String name, final NmfResult result, final double target) {
        final TraceRow row = result.trace().stream().filter(r -> r.objective() <= target).findFirst().orElseThrow(
            () -> new IllegalStateException("Not reached: " + target + ", but " + result.objective()));
        print(name, row.seconds());
        print(name + "_passes", row.pass());
    }

    private static void digits(final List<String> a) throws IOException {
        final double[][] x = read(a.get(0), Orientation.ROWS);
        final double[][] w = read(a.get(1), Orientation.ROWS);
        final NmfProblem problem = NmfProblem.of(Observations.of(x, null)).withTemplates(flat(w))
            .withCoefficients(flat(read(a.get(2), Orientation.ROWS)));
        final double error = Double.parseDouble(a.get(4));
        final NmfSettings settings =
            settings(Algorithm.ACCELERATED, w.length, Integer.parseInt(a.get(3)), Integer.parseInt(a.get(5))).build();
        printReached("cold", Nmf.factorise(problem, settings, Observer.NONE), error * error);
        printReached("warm", Nmf.factorise(problem, settings, Observer.NONE), error * error);
    }

    private static void project(final List<String> a) throws IOException {
        final Observations data = observations(a.get(0), a.get(1), Precision.FLOAT64);
        final double[] w = flat(read(a.get(2), Orientation.COLUMNS));
        final ProjectionSettings settings = new ProjectionSettings(false, Integer.parseInt(a.get(3)),
            a.size() > 5 ? a.get(5) : ProjectionSettings.DEFAULT.machine().device());
        final double[] seconds = new double[Integer.parseInt(a.get(4))];
        double chi2 = 0;
        for (int r = 0; r < seconds.length; r++) {
            final long start = System.nanoTime();
            chi2 = Arrays.stream(Nmf.project(data, w, settings, Observer.NONE).chi2()).sum();
            seconds[r] = (System.nanoTime() - start) * 1e-9;
        }
        print("cold", seconds[0]);
        // the first half warms the JVM
        final double[] warm = Arrays.copyOfRange(seconds, seconds.length / 2, seconds.length);
        Arrays.sort(warm);
        print("median", warm[warm.length / 2]);
        print("chi2", chi2);
    }

    /** Reads as the command line does: its processor time is that of the process, from its start. */
    private static void read(final List<String> a) throws IOException {
        final long start = System.nanoTime();
        final ReadOptions options = ReadOptions.DEFAULT.withOrientation(Orientation.valueOf(a.get(2)));
        try (MatrixSource x = MatrixFile.open(Path.of(a.get(0)), options);
            MatrixSource v = MatrixFile.open(Path.of(a.get(1)), options)) {
            final Observations data = new ObservationsReader(WeightKind.INVERSE_VARIANCE, Precision.valueOf(a.get(3)),
                NegativeValues.AS_IS).read(x, v, Observer.NONE).observations();
            print("entries", data.observedEntries());
        }
        print("wall", (System.nanoTime() - start) * 1e-9);
        print("cpu", ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() * 1e-9);
    }

    private static void grow(final List<String> a) throws IOException {
        if (a.size() < 9) {
            grow(a, UnaryOperator.identity());
            return;
        }
        try (PackedFile file = new PackedFile(Path.of(a.get(8)))) {
            grow(a, builder -> builder.storedIn(file));
            print("bytes", Files.size(file.path()));
        }
    }

    private static void grow(final List<String> a, final UnaryOperator<ObservationsBuilder> where) {
        final long start = System.nanoTime();
        final int rank = Integer.parseInt(a.get(2));
        final Observations data = Sample.windows(Integer.parseInt(a.get(0)), Integer.parseInt(a.get(1)), rank,
            Double.parseDouble(a.get(3)), Precision.valueOf(a.get(4)), where);
        print("stored", (System.nanoTime() - start) * 1e-9);
        final NmfSettings settings = settings(Algorithm.valueOf(a.get(5)), rank, Integer.parseInt(a.get(6)),
            Integer.parseInt(a.get(7))).build();
        printPasses(Nmf.factorise(NmfProblem.of(data), settings, Observer.NONE));
        print("heap", Runtime.getRuntime().maxMemory());
    }
}
