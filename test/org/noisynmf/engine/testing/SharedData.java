package org.noisynmf.engine.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.Assume;
import org.noisynmf.io.MatrixFile;
import org.noisynmf.io.MatrixSource;
import org.noisynmf.io.ReadOptions;

/** Reference data that lie beside the repository: what published implementations were given and what they made of it. */
public final class SharedData {

    private SharedData() {
    }

    /**
     * Skips the calling test, saying so, if the file is not there.
     *
     * @param name path inside the data folder
     * @return the rows of the matrix in the file
     */
    public static double[][] rows(final String name) {
        final Path file =
            Path.of(System.getProperty("noisynmf.shared", "../shared")).resolve("data").resolve(name);
        final boolean present = Files.exists(file);
        if (!present) {
            System.out.println("Not run, for want of " + file);
        }
        Assume.assumeTrue("needs " + file, present);
        final ReadOptions options = ReadOptions.DEFAULT;
        try (MatrixSource source = MatrixFile.open(file, options)) {
            final List<double[]> rows = new ArrayList<>();
            double[] row = new double[source.pixels()];
            while (source.next(row)) {
                rows.add(row);
                row = new double[source.pixels()];
            }
            return rows.toArray(double[][]::new);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param rows a matrix
     * @return its transpose
     */
    public static double[][] transpose(final double[][] rows) {
        final double[][] columns = new double[rows[0].length][rows.length];
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < columns.length; c++) {
                columns[c][r] = rows[r][c];
            }
        }
        return columns;
    }

    /**
     * @param rows a matrix
     * @return its rows one after the other
     */
    public static double[] flat(final double[][] rows) {
        final double[] values = new double[rows.length * rows[0].length];
        for (int r = 0; r < rows.length; r++) {
            System.arraycopy(rows[r], 0, values, r * rows[r].length, rows[r].length);
        }
        return values;
    }
}
