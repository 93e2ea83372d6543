package org.noisynmf.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.noisynmf.io.MatrixFile;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.source.Orientation;
import org.noisynmf.io.text.ReadOptions;

/**
 * Input data, starts and results of the published implementations: small ones in {@code test/reference}, large ones in
 * the folder {@code shared} beside the repository. A test that needs a large one is skipped where it is absent, or fails
 * if {@code noisynmf.shared.required} is true.
 */
public final class SharedData {

    private SharedData() {
    }

    /**
     * @param name path below {@code test/reference} or {@code shared/data}
     * @return the file; the calling test is skipped if it is absent, or fails if it must be there
     */
    public static Path file(final String name) {
        final Path committed = Path.of(System.getProperty("noisynmf.root", ".."), "test/reference", name);
        if (Files.isRegularFile(committed)) {
            return committed;
        }
        final Path file = Path.of(System.getProperty("noisynmf.shared", "../shared"), "data", name);
        final boolean present = Files.isRegularFile(file);
        if (Boolean.getBoolean("noisynmf.shared.required")) {
            assertThat(present).as(file + " must be there").isTrue();
        }
        assumeTrue(file + " is absent", present);
        return file;
    }

    /**
     * @param name of a matrix in the shape of the papers, an observation or template a column
     * @return one array an observation (or template)
     */
    public static double[][] columns(final String name) {
        return read(name, Orientation.COLUMNS);
    }

    /**
     * @param name of a matrix with one observation a row
     * @return one array an observation
     */
    public static double[][] rows(final String name) {
        return read(name, Orientation.ROWS);
    }

    /**
     * @param lines arrays of equal length
     * @return them one after the other
     */
    public static double[] flat(final double[][] lines) {
        final double[] flat = new double[lines.length * lines[0].length];
        for (int k = 0; k < lines.length; k++) {
            System.arraycopy(lines[k], 0, flat, k * lines[0].length, lines[0].length);
        }
        return flat;
    }

    private static double[][] read(final String name, final Orientation orientation) {
        try (MatrixSource source = MatrixFile.open(file(name), ReadOptions.DEFAULT.withOrientation(orientation))) {
            final List<double[]> lines = new ArrayList<>();
            double[] line = new double[source.pixels()];
            while (source.next(line)) {
                lines.add(line);
                line = new double[source.pixels()];
            }
            return lines.toArray(double[][]::new);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
