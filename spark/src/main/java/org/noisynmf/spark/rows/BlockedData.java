package org.noisynmf.spark.rows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.blocks.SumTree;
import org.noisynmf.engine.data.DataSummary;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.storage.Precision;

import scala.Tuple2;

/**
 * A table cut into blocks of observations, which workers keep in memory, or on disk where that is too small.
 *
 * <p>Blocks are a property of the data: files in the order of their names, rows in the order of their file, a fixed number of
 * rows a block, a new block with every file. A table that comes from no files has the order of its partitions.
 */
public final class BlockedData implements AutoCloseable {

    /** Bytes of values and weights that a partition should not exceed, since it is kept, spilt and lost as a whole. */
    private static final long PARTITION_BYTES = 256L << 20;

    private final JavaRDD<Block> m_blocks;

    private final long m_count;

    private final DataSummary m_summary;

    private final Precision m_precision;

    private final Survey m_survey;

    private final Layout m_layout;

    /** A file, or a partition that comes from none. */
    private record Piece(String file, int partition, Survey survey) implements java.io.Serializable {
    }

    /**
     * How to store.
     *
     * @param precision type in which to store; null = that of the table
     * @param blockRows observations a block, a multiple of 128
     * @param partitions parts in which blocks are spread; 0 = by cores and size
     */
    public record Storage(@Nullable Precision precision, int blockRows, int partitions) {

        /** Checks the numbers. */
        public Storage {
            if (blockRows < 128 || blockRows % 128 != 0) {
                throw new IllegalArgumentException(
                    "A block has " + blockRows + " rows, but the number must be a multiple of 128");
            }
            if (partitions < 0) {
                throw new IllegalArgumentException("The number of partitions is " + partitions + ", but must be ≥ 0");
            }
        }
    }

    private BlockedData(final JavaRDD<Block> blocks, final long count, final DataSummary summary,
        final Precision precision, final Survey survey, final Layout layout) {
        m_blocks = blocks;
        m_count = count;
        m_summary = summary;
        m_precision = precision;
        m_survey = survey;
        m_layout = layout;
    }

    /**
     * Reads a table twice: to check it and agree on units, and to store it.
     *
     * @param context of the table
     * @param table one row an observation
     * @param names of its columns
     * @param storage how to store
     * @return the blocks; to be closed
     * @throws IllegalArgumentException if rows cannot be used; names them
     */
    public static BlockedData of(final JavaSparkContext context, final Dataset<Row> table, final ColumnNames names,
        final Storage storage) {
        final Layout layout = Layout.of(table.schema(), names);
        final JavaRDD<InternalRow> rows =
            layout.select(table, names).queryExecution().toRdd().toJavaRDD().setName("observations");
        context.setCallSite("read and check rows");
        final List<Piece> pieces = new ArrayList<>(
            rows.mapPartitionsWithIndex((partition, of) -> survey(layout, partition, of), false).collect());
        pieces.sort(Comparator.comparing(Piece::file).thenComparing(Piece::partition));
        final Survey survey = new Survey();
        final Map<String, long[]> firsts = new HashMap<>();
        long blocks = 0;
        long row = 0;
        String before = "";
        for (final Piece piece : pieces) {
            if (!piece.file().isEmpty() && piece.file().equals(before)) {
                throw new IllegalStateException("The file " + before + " was cut into several partitions");
            }
            before = piece.file();
            firsts.put(key(piece.file(), piece.partition()), new long[]{blocks, row});
            blocks += (piece.survey().rows() + storage.blockRows() - 1) / storage.blockRows();
            row += piece.survey().rows();
            survey.plus(piece.survey());
        }
        final int pixels = survey.pixels(layout);
        final Precision precision = storage.precision() != null ? storage.precision()
            : layout.single() ? Precision.FLOAT32 : Precision.FLOAT64;
        final BlockMaker maker = new BlockMaker(layout, pixels, precision, survey.dataExponent(),
            survey.weightExponent(), storage.blockRows(), firsts);
        final JavaRDD<Block> stored =
            spread(rows.mapPartitionsWithIndex((partition, of) -> maker.blocks(partition, of), false), blocks,
                partitions(context, storage, survey, precision, pieces.size(), blocks), pieces.size())
                .setName("blocks of observations").persist(StorageLevel.MEMORY_AND_DISK());
        context.setCallSite("store blocks");
        final List<Tuple2<Long, double[]>> sums = new ArrayList<>(stored.map(BlockedData::sums).collect());
        sums.sort(Comparator.comparing(Tuple2::_1));
        double weightedSquares = 0;
        double minimum = Double.POSITIVE_INFINITY;
        for (final Tuple2<Long, double[]> sum : sums) {
            weightedSquares += sum._2()[0];
            minimum = Math.min(minimum, sum._2()[1]);
        }
        if (sums.size() != blocks) {
            throw new IllegalStateException(
                "There are " + sums.size() + " blocks, but " + blocks + " were expected: the table has changed");
        }
        final int tileWidth = Observations.builder(pixels).add(new double[pixels], null).build().tileWidth();
        final DataSummary summary = new DataSummary(pixels, survey.rows(), tileWidth, survey.dataExponent(),
            survey.weightExponent(), survey.uniform(pixels), minimum, weightedSquares, survey.observed(),
            survey.pixelObserved(pixels));
        return new BlockedData(stored, blocks, summary, precision, survey, layout);
    }

    private static Tuple2<Long, double[]> sums(final Block block) {
        return new Tuple2<>(block.index(), new double[]{block.data().weightedSquares(), block.data().minimum()});
    }

    /** What comes from a file has its name, whatever partition it is in. */
    static String key(final String file, final int partition) {
        return file.isEmpty() ? "partition " + partition : file;
    }

    private static Iterator<Piece> survey(final Layout layout, final int partition, final Iterator<InternalRow> rows) {
        final List<Piece> pieces = new ArrayList<>();
        final ObservationRow row = new ObservationRow(layout);
        String file = null;
        Survey survey = new Survey();
        for (long number = 0; rows.hasNext(); number++) {
            row.read(rows.next(), number);
            if (!row.file().equals(file)) {
                file = row.file();
                survey = new Survey();
                pieces.add(new Piece(file, partition, survey));
            }
            survey.add(row);
        }
        return pieces.iterator();
    }

    private static int partitions(final JavaSparkContext context, final Storage storage, final Survey survey,
        final Precision precision, final int pieces, final long blocks) {
        if (storage.partitions() > 0) {
            return (int)Math.min(storage.partitions(), blocks);
        }
        final long bytes = 2L * precision.bytes() * survey.observed();
        final long wanted = Math.max(context.defaultParallelism(), (bytes + PARTITION_BYTES - 1) / PARTITION_BYTES);
        // files that are enough already need not be moved
        return (int)Math.min(blocks, pieces >= wanted ? pieces : wanted);
    }

    private static JavaRDD<Block> spread(final JavaRDD<Block> blocks, final long count, final int partitions,
        final int pieces) {
        if (partitions == pieces) {
            return blocks;
        }
        final JavaPairRDD<Long, Block> numbered = blocks.mapToPair(block -> new Tuple2<>(block.index(), block));
        return numbered.repartitionAndSortWithinPartitions(new Neighbours(count, partitions)).map(Tuple2::_2);
    }

    /**
     * Gives neighbouring blocks to one partition, whole nodes of the tree of sums where there are enough of them: what a
     * partition cannot add up by itself it must send.
     */
    private static final class Neighbours extends Partitioner {

        private static final long serialVersionUID = 1;

        /** Nodes that a partition has at least, so that none has much more than another. */
        private static final int NODES = 8;

        private final long m_blocks;

        private final int m_partitions;

        private final long m_node;

        Neighbours(final long blocks, final int partitions) {
            m_blocks = blocks;
            m_partitions = partitions;
            long node = 1;
            while (node * SumTree.FAN_IN * NODES * partitions <= blocks) {
                node *= SumTree.FAN_IN;
            }
            m_node = node;
        }

        @Override
        public int numPartitions() {
            return m_partitions;
        }

        @Override
        public int getPartition(final Object key) {
            return (int)((Long)key / m_node * m_partitions / ((m_blocks + m_node - 1) / m_node));
        }

        @Override
        public boolean equals(final Object other) {
            return other instanceof Neighbours that && that.m_blocks == m_blocks && that.m_partitions == m_partitions;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(31 * m_blocks + m_partitions);
        }
    }

    /** @return the blocks, ascending within a partition */
    public JavaRDD<Block> blocks() {
        return m_blocks;
    }

    /** @return number of blocks */
    public long count() {
        return m_count;
    }

    /** @return what the steps on moments need to know of all */
    public DataSummary summary() {
        return m_summary;
    }

    /** @return type in which they are stored */
    public Precision precision() {
        return m_precision;
    }

    /** @return what was counted */
    public Survey survey() {
        return m_survey;
    }

    /** @return how rows lay in the table */
    public Layout layout() {
        return m_layout;
    }

    @Override
    public void close() {
        m_blocks.unpersist(false);
    }
}
