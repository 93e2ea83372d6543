package org.noisynmf.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.evaluate.TemplateMatch;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.io.MatrixFile;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.source.Orientation;
import org.noisynmf.io.text.ReadOptions;

/**
 * Noisy data with known factors, and how far estimates are from these.
 *
 * @param x data, one array an observation
 * @param v weights of the same shape
 * @param truth the factors, templates with sum 1
 */
public record KnownSet(double[][] x, double[][] v, Factors truth) {

    /**
     * @param name of a file below {@code shared/data/posterior} with the matrices X, V, W and H, observations as columns
     * @return the set; the calling test is skipped, with a message, if the file is absent
     */
    public static KnownSet shared(final String name) {
        final Path file = SharedData.file("posterior/" + name + ".npz");
        try {
            final Path folder = Files.createTempDirectory("npz");
            try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    Files.copy(zip, folder.resolve(Path.of(entry.getName()).getFileName()));
                }
            }
            final double[][] w = lines(folder.resolve("W.npy"));
            final double[][] h = lines(folder.resolve("H.npy"));
            final KnownSet set = new KnownSet(lines(folder.resolve("X.npy")), lines(folder.resolve("V.npy")),
                new Factors(w[0].length, h.length, w.length, SharedData.flat(w), SharedData.flat(h)));
            try (var files = Files.list(folder)) {
                for (final Path unpacked : files.toList()) {
                    Files.delete(unpacked);
                }
            }
            Files.delete(folder);
            return set;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[][] lines(final Path file) throws IOException {
        try (MatrixSource source = MatrixFile.open(file, ReadOptions.DEFAULT.withOrientation(Orientation.COLUMNS))) {
            final List<double[]> lines = new ArrayList<>();
            double[] line = new double[source.pixels()];
            while (source.next(line)) {
                lines.add(line);
                line = new double[source.pixels()];
            }
            return lines.toArray(double[][]::new);
        }
    }

    /** @return data and weights */
    public Observations observations() {
        return Observations.of(x, v);
    }

    /**
     * @param estimate any factors of the same shape
     * @return the same with templates in the order of the truth and with sum 1
     */
    public int[] order(final Factors estimate) {
        return TemplateMatch.of(truth.pixels(), estimate.w(), truth.w(), -1).estimate();
    }

    /**
     * @param estimate templates with sum 1
     * @return root of the mean squared error over entries above 3 % of the template's peak, in units of the peak
     */
    public double templateError(final Factors estimate) {
        final int[] order = order(estimate);
        final int d = truth.pixels();
        double squares = 0;
        int count = 0;
        for (int k = 0; k < truth.rank(); k++) {
            final double peak = Arrays.stream(truth.w(), k * d, (k + 1) * d).max().orElseThrow();
            for (int i = 0; i < d; i++) {
                final double value = truth.w()[k * d + i];
                if (value > 0.03 * peak) {
                    final double error = (estimate.w()[order[k] * d + i] - value) / peak;
                    squares += error * error;
                    count++;
                }
            }
        }
        return Math.sqrt(squares / count);
    }

    /**
     * @param estimate templates with sum 1, and coefficients
     * @return root of the mean squared error of the coefficients, each in units of its template's mean coefficient
     */
    public double coefficientError(final Factors estimate) {
        final int[] order = order(estimate);
        final int q = truth.rank();
        double squares = 0;
        for (int k = 0; k < q; k++) {
            double mean = 0;
            double errors = 0;
            for (int j = 0; j < x.length; j++) {
                final double error = estimate.h()[j * q + order[k]] - truth.h()[j * q + k];
                mean += truth.h()[j * q + k] / x.length;
                errors += error * error;
            }
            squares += errors / (mean * mean);
        }
        return Math.sqrt(squares / truth.h().length);
    }

    /**
     * @param model W H, observation j contiguous
     * @return root of the mean squared error of W H
     */
    public double reconstructionError(final double[] model) {
        final int d = truth.pixels();
        final double[] expected = new double[d];
        double squares = 0;
        for (int j = 0; j < x.length; j++) {
            truth.reconstruct(j, expected);
            for (int i = 0; i < d; i++) {
                final double error = model[j * d + i] - expected[i];
                squares += error * error;
            }
        }
        return Math.sqrt(squares / model.length);
    }

    /**
     * @param estimate any factors
     * @return the smallest cosine between a true template and its estimate
     */
    public double leastCosine(final Factors estimate) {
        return Arrays.stream(TemplateMatch.of(truth.pixels(), estimate.w(), truth.w(), -1).cosine()).min()
            .orElseThrow();
    }
}
