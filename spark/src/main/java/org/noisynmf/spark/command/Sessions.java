package org.noisynmf.spark.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.noisynmf.io.MatrixFile;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.text.ReadOptions;

/** The session of a command, and small files read on its driver. */
final class Sessions {

    private Sessions() {
    }

    /**
     * A session in use.
     *
     * @param session the session
     * @param own whether it ends with the command
     */
    record Opened(SparkSession session, boolean own) implements AutoCloseable {
        @Override
        public void close() {
            if (own) {
                session.stop();
            }
        }
    }

    /** @return the session of this program or of spark-submit; without either, all cores of this machine */
    static Opened open() {
        if (SparkSession.getDefaultSession().isDefined()) {
            return new Opened(SparkSession.getDefaultSession().get(), false);
        }
        final SparkSession.Builder builder = SparkSession.builder().appName("noisynmf");
        if (!new SparkConf().contains("spark.master")) {
            builder.master("local[*]");
        }
        final SparkSession session = builder.getOrCreate();
        session.sparkContext().setLogLevel("WARN");
        return new Opened(session, true);
    }

    /**
     * @param session reads Parquet
     * @param uri npy or CSV, one row a template, or Parquet as {@code factorise} writes it
     * @return templates, d values each, NaN where nothing was learnt
     * @throws IOException if they cannot be read
     */
    static double[][] templates(final SparkSession session, final String uri) throws IOException {
        final Path path = new Path(uri);
        final FileSystem files = path.getFileSystem(session.sparkContext().hadoopConfiguration());
        if (files.getFileStatus(path).isDirectory() || path.getName().endsWith(".parquet")) {
            final List<Row> rows =
                session.read().parquet(uri).select("template", "values").orderBy("template").collectAsList();
            final List<double[]> found = new ArrayList<>();
            for (final Row row : rows) {
                found.add(row.<Double>getList(1).stream().mapToDouble(Double::doubleValue).toArray());
            }
            return found.toArray(double[][]::new);
        }
        try (InputStream in = files.open(path);
            MatrixSource source =
                MatrixFile.open(in, path.getName(), ReadOptions.DEFAULT)) {
            final List<double[]> found = new ArrayList<>();
            double[] template = new double[source.pixels()];
            while (source.next(template)) {
                found.add(template);
                template = new double[source.pixels()];
            }
            return found.toArray(double[][]::new);
        }
    }

    /**
     * @param templates d values each. Not modified.
     * @param pixels d
     * @param uri where they come from
     * @return the templates one after the other
     * @throws IllegalArgumentException if one does not fit, or holds what no template can
     */
    static double[] joined(final double[][] templates, final int pixels, final String uri) {
        final double[] joined = new double[templates.length * pixels];
        for (int k = 0; k < templates.length; k++) {
            if (templates[k].length != pixels) {
                throw new IllegalArgumentException(uri + ": template " + k + " (from 0) has " + templates[k].length
                    + " pixels, but the data have " + pixels);
            }
            for (int i = 0; i < pixels; i++) {
                final double value = templates[k][i];
                if (!(Double.isNaN(value) || value >= 0 && value < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException(uri + ": pixel " + i + " of template " + k
                        + " (both from 0) is " + value
                        + ", but must be a finite number ≥ 0, or NaN where it is unknown");
                }
            }
            System.arraycopy(templates[k], 0, joined, k * pixels, pixels);
        }
        return joined;
    }
}
