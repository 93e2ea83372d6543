package org.noisynmf.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.source.Orientation;
import org.noisynmf.io.text.ReadOptions;

/** Files held in memory, and what is in them. */
public final class Sources {

    public static final ReadOptions ROWS = ReadOptions.DEFAULT;

    public static final ReadOptions COLUMNS = ReadOptions.DEFAULT.withOrientation(Orientation.COLUMNS);

    private Sources() {
    }

    public static MatrixSource open(final byte[] content, final String name, final ReadOptions options)
        throws IOException {
        return MatrixFile.open(new ByteArrayInputStream(content), name, options);
    }

    public static MatrixSource open(final String csv, final ReadOptions options) throws IOException {
        return open(csv.getBytes(StandardCharsets.UTF_8), "x.csv", options);
    }

    /** @return every observation, and nothing left */
    public static double[][] all(final MatrixSource source) throws IOException {
        final List<double[]> observations = new ArrayList<>();
        double[] observation = new double[source.pixels()];
        while (source.next(observation)) {
            observations.add(observation);
            observation = new double[source.pixels()];
        }
        return observations.toArray(new double[0][]);
    }

    public static double[][] all(final byte[] content, final String name, final ReadOptions options)
        throws IOException {
        try (MatrixSource source = open(content, name, options)) {
            return all(source);
        }
    }

    public static double[][] all(final String csv, final ReadOptions options) throws IOException {
        return all(csv.getBytes(StandardCharsets.UTF_8), "x.csv", options);
    }
}
