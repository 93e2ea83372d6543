package org.noisynmf.spark.fit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.nnls.ProjectionSettings;
import org.noisynmf.engine.settings.Machine;
import org.noisynmf.spark.rows.Block;
import org.noisynmf.spark.rows.BlockedData;
import org.noisynmf.spark.rows.Layout;

/**
 * The exact coefficients of all observations on given templates, with standard errors and χ²: one row an observation, in the
 * order of the blocks.
 */
public final class Coefficients implements AutoCloseable {

    private final JavaRDD<Projected> m_blocks;

    private final Dataset<Row> m_rows;

    private final double m_chi2;

    private final long m_positive;

    private final boolean[] m_used;

    private final List<String> m_warnings;

    /** A projected block. */
    private record Projected(long index, List<Row> rows, double chi2, long positive, boolean[] used,
        List<String> warnings)
        implements
            Serializable {
    }

    private Coefficients(final JavaRDD<Projected> blocks, final Dataset<Row> rows, final double chi2,
        final long positive, final boolean[] used, final List<String> warnings) {
        m_blocks = blocks;
        m_rows = rows;
        m_chi2 = chi2;
        m_positive = positive;
        m_used = used;
        m_warnings = warnings;
    }

    /**
     * @param session where the blocks are
     * @param data the blocks
     * @param templates W in the caller's units, d × q. Not modified.
     * @return their coefficients; to be closed
     */
    public static Coefficients of(final SparkSession session, final BlockedData data, final double[] templates) {
        final JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        context.setCallSite("coefficients");
        final Broadcast<double[]> sent = context.broadcast(templates.clone());
        final JavaRDD<Projected> projected = data.blocks().map(block -> project(block, sent.value()))
            .setName("coefficients").persist(StorageLevel.MEMORY_AND_DISK());
        final List<Projected> sums =
            new ArrayList<>(projected.map(p -> new Projected(p.index(), List.of(), p.chi2(), p.positive(), p.used(),
                p.warnings()))
                .collect());
        sums.sort(Comparator.comparingLong(Projected::index));
        double chi2 = 0;
        long count = 0;
        final boolean[] used = new boolean[templates.length / data.summary().pixels()];
        final List<String> warnings = new ArrayList<>();
        for (final Projected block : sums) {
            chi2 += block.chi2();
            count += block.positive();
            for (int k = 0; k < used.length; k++) {
                used[k] |= block.used()[k];
            }
            block.warnings().stream().filter(w -> !warnings.contains(w)).forEach(warnings::add);
        }
        final JavaRDD<Row> rows = projected.flatMap(p -> p.rows().iterator());
        return new Coefficients(projected, session.createDataFrame(rows, schema(data.layout())), chi2, count,
            used, warnings);
    }

    private static StructType schema(final Layout layout) {
        final DataType id = layout.id() == Layout.Id.TEXT ? DataTypes.StringType : DataTypes.LongType;
        final DataType numbers = DataTypes.createArrayType(DataTypes.DoubleType, false);
        return new StructType(new StructField[]{DataTypes.createStructField("id", id, false),
            DataTypes.createStructField("coefficients", numbers, false),
            DataTypes.createStructField("errors", numbers, false),
            DataTypes.createStructField("chi2", DataTypes.DoubleType, false),
            DataTypes.createStructField("dof", DataTypes.IntegerType, false),
            DataTypes.createStructField("observed", DataTypes.IntegerType, false)});
    }

    private static Projected project(final Block block, final double[] templates) {
        final Projection projection = Nmf.project(block.data(), templates,
            new ProjectionSettings(true, new Machine(1, Machine.PROCESSOR), null), new SparkMoments.UntilKilled());
        final int q = projection.factors().rank();
        final double[] h = projection.factors().h();
        final double[] errors = projection.signed() == null ? new double[h.length] : projection.signed().errors();
        final List<Row> rows = new ArrayList<>();
        final boolean[] used = new boolean[q];
        double chi2 = 0;
        long count = 0;
        for (int j = 0; j < block.data().count(); j++) {
            int positive = 0;
            for (int k = 0; k < q; k++) {
                final boolean counts = h[j * q + k] > 0;
                positive += counts ? 1 : 0;
                used[k] |= counts;
            }
            count += positive;
            final int observed = block.data().observedCount(j);
            chi2 += observed > 0 ? projection.chi2()[j] : 0;
            rows.add(RowFactory.create(block.name(j), Arrays.copyOfRange(h, j * q, (j + 1) * q),
                Arrays.copyOfRange(errors, j * q, (j + 1) * q), projection.chi2()[j], observed - positive, observed));
        }
        return new Projected(block.index(), rows, chi2, count, used, templateWarnings(projection));
    }

    /** What a block says of templates; how many rows are empty is counted for all of them. */
    private static List<String> templateWarnings(final Projection projection) {
        return projection.warnings().stream().filter(w -> w.contains("nearly dependent") && w.startsWith("Template"))
            .toList();
    }

    /** @return id, coefficients, errors, chi2, dof, observed of every observation */
    public Dataset<Row> rows() {
        return m_rows;
    }

    /** @return χ² of all observations, added up in the order of the blocks */
    public double chi2() {
        return m_chi2;
    }

    /** @return coefficients &gt; 0 */
    public long positive() {
        return m_positive;
    }

    /**
     * @param k index of a template
     * @return whether any observation has a coefficient &gt; 0 on it
     */
    public boolean used(final int k) {
        return m_used[k];
    }

    /** @return what the user should know, one sentence each */
    public List<String> warnings() {
        return m_warnings;
    }

    @Override
    public void close() {
        m_blocks.unpersist(false);
    }
}
