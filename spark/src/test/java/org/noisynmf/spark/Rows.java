package org.noisynmf.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.storage.Precision;

/** Noisy observations of three templates in windows of a grid, as floats, and how they are written in every layout. */
record Rows(int pixels, int[] start, float[][] flux, float[][] ivar, double[] templates) {

    static Rows random(final int count, final int pixels, final long seed) {
        final Random random = new Random(seed);
        final double[] w = random.doubles(3L * pixels).map(u -> Math.max(u - 0.3, 0)).toArray();
        final int[] start = new int[count];
        final float[][] flux = new float[count][];
        final float[][] ivar = new float[count][];
        for (int j = 0; j < count; j++) {
            final int length = pixels / 3 + random.nextInt(pixels / 6);
            start[j] = random.nextInt(pixels - length + 1);
            flux[j] = new float[length];
            ivar[j] = new float[length];
            final double[] h = random.doubles(3).toArray();
            for (int i = 0; i < length; i++) {
                double value = 0.1 * random.nextGaussian();
                for (int k = 0; k < 3; k++) {
                    value += h[k] * w[k * pixels + start[j] + i];
                }
                flux[j][i] = (float)(40 * value);
                ivar[j][i] = random.nextInt(10) == 0 ? 0 : (float)(0.5 + random.nextDouble());
            }
        }
        return new Rows(pixels, start, flux, ivar, w);
    }

    int count() {
        return start.length;
    }

    Rows part(final int from, final int to) {
        return new Rows(pixels, Arrays.copyOfRange(start, from, to), Arrays.copyOfRange(flux, from, to),
            Arrays.copyOfRange(ivar, from, to), templates);
    }

    private static StructField field(final String name, final DataType type) {
        return DataTypes.createStructField(name, type, true);
    }

    private static void write(final SparkSession session, final String folder, final List<Row> rows,
        final StructField... fields) {
        session.createDataFrame(rows, new StructType(fields)).coalesce(1).write().mode(SaveMode.Overwrite)
            .parquet(folder);
    }

    /** id, start, flux, ivar. */
    void windows(final SparkSession session, final String folder, final long firstId) {
        final List<Row> rows = new ArrayList<>();
        for (int j = 0; j < count(); j++) {
            rows.add(RowFactory.create(firstId + j, start[j], flux[j], ivar[j]));
        }
        final DataType floats = DataTypes.createArrayType(DataTypes.FloatType);
        write(session, folder, rows, field("id", DataTypes.LongType), field("start", DataTypes.IntegerType),
            field("flux", floats), field("ivar", floats));
    }

    /** On the whole grid: values, NaN where nothing is observed, or weights. */
    double[] dense(final int j, final boolean weights) {
        final double[] values = new double[pixels];
        Arrays.fill(values, weights ? 0 : Double.NaN);
        for (int i = 0; i < flux[j].length; i++) {
            values[start[j] + i] = weights ? ivar[j][i] : flux[j][i];
        }
        return values;
    }

    /** Names and arrays of doubles on the grid. */
    void arrays(final SparkSession session, final String folder) {
        final List<Row> rows = new ArrayList<>();
        for (int j = 0; j < count(); j++) {
            rows.add(RowFactory.create("Q" + j, dense(j, false), dense(j, true)));
        }
        final DataType doubles = DataTypes.createArrayType(DataTypes.DoubleType);
        write(session, folder, rows, field("name", DataTypes.StringType), field("x", doubles), field("v", doubles));
    }

    /** A column a pixel, null where nothing is observed, and one for its weight. */
    void columns(final SparkSession session, final String folder) {
        final List<StructField> fields = new ArrayList<>();
        for (final String prefix : new String[]{"", "ivar_"}) {
            for (int i = 0; i < pixels; i++) {
                fields.add(field(prefix + "p" + i, DataTypes.FloatType));
            }
        }
        final List<Row> rows = new ArrayList<>();
        for (int j = 0; j < count(); j++) {
            final Object[] cells = new Object[2 * pixels];
            for (int i = 0; i < flux[j].length; i++) {
                cells[start[j] + i] = flux[j][i];
                cells[pixels + start[j] + i] = ivar[j][i];
            }
            rows.add(RowFactory.create(cells));
        }
        write(session, folder, rows, fields.toArray(StructField[]::new));
    }

    Observations observations(final int from, final int to, final int dataExponent, final int weightExponent) {
        final ObservationsBuilder builder = Observations.builder(pixels).precision(Precision.FLOAT32);
        if (to - from < count()) {
            builder.exponents(dataExponent, weightExponent);
        }
        for (int j = from; j < to; j++) {
            final double[] x = dense(j, false);
            final double[] v = dense(j, true);
            builder.add(x, v);
        }
        return builder.build();
    }

    Observations observations() {
        return observations(0, count(), 0, 0);
    }

    List<Observations> blocks(final int size, final Observations all) {
        final List<Observations> blocks = new ArrayList<>();
        for (int from = 0; from < count(); from += size) {
            blocks.add(observations(from, Math.min(from + size, count()), all.dataExponent(), all.weightExponent()));
        }
        return blocks;
    }
}
