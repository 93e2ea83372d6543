package org.noisynmf.knime.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.noisynmf.knime.Nodes.configure;
import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.noise;
import static org.noisynmf.knime.Nodes.refusedAtConfigure;
import static org.noisynmf.knime.Nodes.refusedAtExecute;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.table;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.cell;
import static org.noisynmf.knime.Tables.ids;
import static org.noisynmf.knime.Tables.numbers;
import static org.noisynmf.knime.Tables.texts;
import static org.noisynmf.knime.Tables.values;
import static org.noisynmf.knime.Tables.vectors;

import java.util.Arrays;
import java.util.List;

import org.junit.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.noisynmf.knime.Tables;
import org.noisynmf.standin.NodeHost;

/** What is added, what is left alone and what is refused. */
public class AddNoiseTest {

    private static final double NAN = Double.NaN;

    private static final String[] PHOTONS_ALONE = {"photonNoise", "true", "boolean", "photonsPerUnit", "4", "double",
        "gaussian", "NONE", "String"};

    private static final String[] BOTH = {"photonNoise", "true", "boolean", "photonsPerUnit", "4", "double", "gaussian",
        "STANDARD_DEVIATION", "String", "deviation", "3", "double"};

    /** 20 rows of 500 times one value. */
    private static BufferedDataTable constant(final double value) {
        final double[][] rows = new double[20][500];
        for (final double[] row : rows) {
            Arrays.fill(row, value);
        }
        return numbers(rows);
    }

    private static double variance(final double[][] x, final double mean) {
        return Arrays.stream(x).flatMapToDouble(Arrays::stream).map(value -> (value - mean) * (value - mean)).average()
            .orElseThrow();
    }

    @Test
    public void noiseHasTheVarianceAskedForAndTheWeightsSaySo() throws Exception {
        final PortObject[] out = run(with(noise(), BOTH), constant(100));
        // variance 100 / 4 + 3² = 34; of 10,000 draws its estimate has a standard deviation of 1.4 %
        assertThat(variance(values(table(out, 0)), 100)).isCloseTo(34, within(2.0));
        final double estimated = 1 / Arrays.stream(values(table(out, 1))).flatMapToDouble(Arrays::stream).average()
            .orElseThrow();
        assertThat(estimated).isCloseTo(34, within(1.0));
    }

    @Test
    public void photonsAreWholeNumbersOfTheirUnit() throws Exception {
        final double[][] x = values(table(run(with(noise(), PHOTONS_ALONE), numbers(new double[]{0, 0.5, 20})), 0));
        assertThat(x[0][0]).isZero();
        assertThat(x[0][1] * 4).isEqualTo(Math.rint(x[0][1] * 4));
    }

    @Test
    public void ratioIsTheMeanSizeOfTheWholeTableOverTheNoise() throws Exception {
        final double[] row = new double[1000];
        final double[] faint = new double[1000];
        Arrays.fill(row, -30);
        Arrays.fill(faint, 10);
        final PortObject[] out = run(with(noise(), "ratio", "5", "double"), numbers(row, faint));
        for (final double[] v : values(table(out, 1))) {
            assertThat(v).as("(30 + 10) / 2 / 5 = 4").containsOnly(1.0 / 16);
        }
    }

    @Test
    public void missingStaysMissingAndOtherColumnsStayAsTheyAre() throws Exception {
        final DataTableSpec spec = new DataTableSpec(new String[]{"name", "a", "count"},
            new DataType[]{StringCell.TYPE, DoubleCell.TYPE, IntCell.TYPE});
        final BufferedDataTable data = Tables.table(spec, c -> {
            c.addRowToTable(new DefaultRow("x", new DataCell[]{new StringCell("first"), cell(5), new IntCell(7)}));
            c.addRowToTable(new DefaultRow("y",
                new DataCell[]{DataType.getMissingCell(), DataType.getMissingCell(), new IntCell(9)}));
        });
        final NodeHost node = noise();
        final PortObjectSpec[] specs = configure(node, data);
        final PortObject[] out = node.execute(data);
        for (int p = 0; p < 2; p++) {
            assertThat(table(out, p).getDataTableSpec().equalStructure((DataTableSpec)specs[p])).isTrue();
            assertThat(ids(table(out, p))).containsExactly("x", "y");
        }
        final DataTableSpec noisy = table(out, 0).getDataTableSpec();
        assertThat(noisy.getColumnNames()).containsExactly("name", "a", "count");
        assertThat(noisy.getColumnSpec(2).getType()).isEqualTo(DoubleCell.TYPE);
        try (var rows = table(out, 0).iterator()) {
            assertThat(rows.next().getCell(0)).isEqualTo(new StringCell("first"));
            assertThat(rows.next().getCell(1).isMissing()).isTrue();
        }
        final double[][] v = values(table(out, 1));
        assertThat(v[1][0]).isZero();
        assertThat(v[1][1]).isPositive();
    }

    @Test
    public void vectorsGetTheSameNoiseAsColumns() throws Exception {
        final double[][] rows = {{1, 2, NAN}, {4, 5, 6}};
        final PortObject[] columns = run(noise(), numbers(rows));
        final String[] vectorForm = {"data/form", "VECTOR", "String", "data/vectorColumn", "Pixels", "String"};
        final PortObject[] vectors = run(with(noise(), vectorForm), vectors(rows));
        for (int p = 0; p < 2; p++) {
            for (int j = 0; j < 2; j++) {
                assertThat(values(table(vectors, p))[j]).isEqualTo(values(table(columns, p))[j]);
            }
        }
    }

    @Test
    public void missingVectorStaysMissingInBothTables() throws Exception {
        final DataTableSpec spec = vectors(new double[]{1}).getDataTableSpec();
        final BufferedDataTable data = Tables.table(spec, c -> {
            c.addRowToTable(new DefaultRow("gone", DataType.getMissingCell()));
            try (var rows = vectors(new double[]{1, 2}).iterator()) {
                c.addRowToTable(rows.next());
            }
        });
        final PortObject[] out = run(
            with(noise(), "data/form", "VECTOR", "String", "data/vectorColumn", "Pixels", "String"), data);
        for (int p = 0; p < 2; p++) {
            try (var rows = table(out, p).iterator()) {
                assertThat(rows.next().getCell(0).isMissing()).isTrue();
                assertThat(rows.next().getCell(0).isMissing()).isFalse();
            }
        }
    }

    @Test
    public void seedDecidesEverything() throws Exception {
        final BufferedDataTable data = numbers(new double[]{1, 2, 3}, new double[]{4, 5, 6});
        final double[][] first = values(table(run(noise(), data), 0));
        assertThat(values(table(run(noise(), data), 0))).isDeepEqualTo(first);
        assertThat(values(table(run(with(noise(), "seed", "2", "long"), data), 0))[0]).isNotEqualTo(first[0]);
    }

    @Test
    public void learnerTakesBothTables() throws Exception {
        final PortObject[] out = run(noise(), numbers(new double[]{1, 2, 3, NAN}, new double[]{4, 5, 6, 7},
            new double[]{7, 1, 2, 2}));
        final PortObject[] learnt = run(learner(true), out[0], out[1]);
        assertThat(values(table(learnt, 1))).hasDimensions(2, 4);
    }

    @Test
    public void oneRowIsEnoughAndNoneIsTooFew() throws Exception {
        assertThat(values(table(run(noise(), numbers(new double[]{1, 2})), 0))).hasDimensions(1, 2);
        refusedAtExecute(noise(), numbers()).hasMessageContaining("no rows");
    }

    @Test
    public void whatCannotGetNoiseIsNamed() throws Exception {
        refusedAtConfigure(noise(), texts("a", "b")).hasMessageContaining("no numeric columns");
        refusedAtExecute(with(noise(), PHOTONS_ALONE), numbers(List.of("one", "two"), new double[]{1, 2},
            new double[]{1, -2})).hasMessageContaining("Row \"two\"").hasMessageContaining("Pixel 1")
            .hasMessageContaining("-2");
        refusedAtExecute(noise(), numbers(new double[]{1, Double.POSITIVE_INFINITY}))
            .hasMessageContaining("Row \"Row0\"")
            .hasMessageContaining("Infinity");
        refusedAtExecute(noise(), numbers(new double[]{0, 0})).hasMessageContaining("mean absolute value is 0");
    }

    @Test
    public void limitsNameValueAndRange() {
        assertThatThrownBy(() -> with(noise(), "ratio", "0", "double")).hasMessageContaining("ratio is 0.0")
            .hasMessageContaining("≥ 1.0E-100");
        assertThatThrownBy(
            () -> with(noise(), "gaussian", "STANDARD_DEVIATION", "String", "deviation", "NaN", "double"))
            .hasMessageContaining("standard deviation of the noise is NaN");
        assertThatThrownBy(() -> with(noise(), "photonNoise", "true", "boolean", "photonsPerUnit", "0", "double"))
            .hasMessageContaining("photons per unit is 0");
        assertThatThrownBy(() -> with(noise(), "gaussian", "NONE", "String")).hasMessageContaining("Neither");
        assertThatThrownBy(() -> with(noise(), "seed", "-1", "long")).hasMessageContaining("seed is -1");
    }
}
