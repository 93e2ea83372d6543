package org.noisynmf.spark;

import java.io.IOException;
import java.util.Iterator;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Writes observations of any number for the measurements of docs/scaling.md: windows of 39 % of the grid, floats, five
 * templates, each row from its own number. Arguments: folder, rows, pixels, files, number of the first row.
 */
public final class Generator {

    private static final double OBSERVED = 0.39;

    private static final int RANK = 5;

    private Generator() {
    }

    public static void main(final String[] args) throws IOException {
        final long rows = Long.parseLong(args[1]);
        final int pixels = Integer.parseInt(args[2]);
        final int files = Integer.parseInt(args[3]);
        final long first = Long.parseLong(args[4]);
        try (SparkSession session = SparkSession.builder().appName("generator").getOrCreate()) {
            final JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
            final JavaRDD<Row> made =
                context.parallelize(IntStream.range(0, files).boxed().toList(), files)
                    .flatMap(f -> rows(first + f * rows / files, first + (f + 1) * rows / files, pixels));
            final StructType schema = new StructType().add("id", DataTypes.LongType, false)
                .add("start", DataTypes.IntegerType, false)
                .add("flux", DataTypes.createArrayType(DataTypes.FloatType, false), false)
                .add("ivar", DataTypes.createArrayType(DataTypes.FloatType, false), false);
            session.createDataFrame(made, schema).write().mode(SaveMode.Overwrite).option("compression", "zstd")
                .parquet(args[0]);
        }
    }

    private static Iterator<Row> rows(final long from, final long to, final int pixels) {
        final double[][] templates = new double[RANK][pixels];
        final Random shapes = new Random(0);
        for (final double[] template : templates) {
            for (int line = 0; line < 8; line++) {
                final double centre = shapes.nextDouble() * pixels;
                final double width = pixels * (0.005 + 0.05 * shapes.nextDouble());
                for (int i = 0; i < pixels; i++) {
                    final double x = (i - centre) / width;
                    template[i] += Math.exp(-x * x / 2);
                }
            }
        }
        return LongStream.range(from, to).mapToObj(j -> row(j, templates, pixels)).iterator();
    }

    private static Row row(final long j, final double[][] templates, final int pixels) {
        final Random random = new Random(j * 0x9E3779B97F4A7C15L);
        final int length = (int)(OBSERVED * pixels);
        final int start = random.nextInt(pixels - length + 1);
        final double[] h = random.doubles(RANK).toArray();
        final float[] flux = new float[length];
        final float[] ivar = new float[length];
        for (int i = 0; i < length; i++) {
            double value = 0;
            for (int k = 0; k < RANK; k++) {
                value += h[k] * templates[k][start + i];
            }
            final double sigma = 0.3 + 0.4 * random.nextDouble();
            flux[i] = (float)(value + sigma * random.nextGaussian());
            ivar[i] = (float)(1 / (sigma * sigma));
        }
        return RowFactory.create(j, start, flux, ivar);
    }
}
