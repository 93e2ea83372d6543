package org.noisynmf.spark.command;

import java.util.List;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.Metadata;
import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.spark.rows.BlockedData;
import org.noisynmf.spark.rows.ColumnNames;

import picocli.CommandLine.Option;

/** Options that say where observations are and how workers keep them. */
final class TableOptions {

    /** More than any file has, so that none is cut into byte ranges and each is a partition. */
    private static final String WHOLE_FILES = Long.toString(1L << 42);

    @Option(names = "--data", paramLabel = "URI", required = true, arity = "1..*", order = 1,
        description = "Parquet files or folders of them, one row per observation: arrays, windows (start and arrays), "
            + "or one numeric column per pixel.")
    List<String> data = List.of();

    @Option(names = "--id-column", paramLabel = "NAME", order = 2,
        description = "Column with the names of the observations. Default: id; without it they are numbered.")
    String id = ColumnNames.DEFAULT.id();

    @Option(names = "--data-column", paramLabel = "NAME", order = 3,
        description = "Column of arrays of values. Default: flux; without it every numeric column is a pixel.")
    String values = ColumnNames.DEFAULT.data();

    @Option(names = "--weight-column", paramLabel = "NAME", order = 4,
        description = "Column of arrays of inverse variances, 0 = missing. Default: ivar; without it weights are 1 and NaN "
            + "is missing.")
    String weights = ColumnNames.DEFAULT.weights();

    @Option(names = "--start-column", paramLabel = "NAME", order = 5,
        description = "Column with the first pixel of a window, from 0. Default: start; without it windows begin at 0.")
    String start = ColumnNames.DEFAULT.start();

    @Option(names = "--weight-prefix", paramLabel = "TEXT", order = 6,
        description = "With one column per pixel: the prefix of the names of the columns of weights. Default: ivar_.")
    String weightPrefix = ColumnNames.DEFAULT.weightPrefix();

    @Option(names = "--pixels", paramLabel = "d", order = 7,
        description = "Number of pixels of the grid of windows. Default: from the table, or the end of the last "
            + "window.")
    int pixels;

    @Option(names = "--precision", paramLabel = "TYPE", order = 8,
        description = "Number type in which workers store data: float32 or float64. Default: that of the table.")
    @Nullable
    String precision;

    @Option(names = "--block-rows", paramLabel = "N", order = 9,
        description = "Observations per block, a multiple of 128. Results have the same bits on any cluster for the "
            + "same blocks. Default: 4096.")
    int blockRows = 4096;

    @Option(names = "--partitions", paramLabel = "N", order = 10,
        description = "Number of partitions of the blocks; results do not depend on it. Default: one per file or per "
            + "core, with at most 256 MB each.")
    int partitions;

    ColumnNames names() {
        if (pixels < 0) {
            throw new IllegalArgumentException("--pixels is " + pixels + ", but must be ≥ 1");
        }
        return new ColumnNames(id, values, weights, start, weightPrefix, pixels);
    }

    BlockedData.Storage storage() {
        Precision type = null;
        if (precision != null) {
            final String wanted = precision;
            type = List.of(Precision.values()).stream().filter(p -> p.id().equals(wanted)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("--precision is " + wanted + ", but must be float32 or float64"));
        }
        return new BlockedData.Storage(type, blockRows, partitions);
    }

    /**
     * @param session reads the table
     * @return the table
     */
    Dataset<Row> table(final SparkSession session) {
        session.conf().set("spark.sql.files.maxPartitionBytes", WHOLE_FILES);
        session.conf().set("spark.sql.files.openCostInBytes", WHOLE_FILES);
        return session.read().parquet(data.toArray(String[]::new));
    }

    /**
     * @param session reads the table
     * @return its observations in blocks; to be closed
     */
    BlockedData read(final SparkSession session) {
        return BlockedData.of(JavaSparkContext.fromSparkContext(session.sparkContext()), table(session), names(),
            storage());
    }

    /**
     * @param table the table
     * @return what it says about its pixels: wavelengths and their unit
     */
    Metadata pixelMetadata(final Dataset<Row> table) {
        final int column = List.of(table.columns()).indexOf(values);
        return column < 0 ? Metadata.empty() : table.schema().fields()[column].metadata();
    }
}
