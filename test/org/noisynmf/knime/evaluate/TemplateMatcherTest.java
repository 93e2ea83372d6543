package org.noisynmf.knime.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.noisynmf.knime.Nodes.configure;
import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.matcher;
import static org.noisynmf.knime.Nodes.refusedAtConfigure;
import static org.noisynmf.knime.Nodes.refusedAtExecute;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.simulator;
import static org.noisynmf.knime.Nodes.table;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.ids;
import static org.noisynmf.knime.Tables.numbers;
import static org.noisynmf.knime.Tables.texts;
import static org.noisynmf.knime.Tables.values;
import static org.noisynmf.knime.Tables.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.noisynmf.knime.Tables;
import org.noisynmf.standin.NodeHost;

/** What the matcher delivers and what it refuses. */
public class TemplateMatcherTest {

    private static final BufferedDataTable TRUE =
        numbers(List.of("peak", "slope"), new double[]{0, 2, 0}, new double[]{1, 2, 3});

    /** The slope threefold, the peak, and something else. */
    private static final BufferedDataTable ESTIMATED =
        numbers(List.of("a", "b", "c"), new double[]{3, 6, 9}, new double[]{0, 1, 0}, new double[]{1, 0, 0});

    /** One division and one root. */
    private static final double ROUNDING = 1e-14;

    private static List<String> partners(final BufferedDataTable assignment) {
        final List<String> partners = new ArrayList<>();
        assignment.forEach(row -> partners.add(row.getCell(0).isMissing() ? "?" : row.getCell(0).toString()));
        return partners;
    }

    private static double[] column(final BufferedDataTable table, final int column) {
        final List<Double> numbers = new ArrayList<>();
        table.forEach(row -> numbers.add(
            row.getCell(column).isMissing() ? Double.NaN : ((DoubleValue)row.getCell(column)).getDoubleValue()));
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Test
    public void estimatesAreBroughtInOrderAndScaleOfTheTruth() throws Exception {
        final NodeHost node = matcher();
        final PortObject[] matched = run(node, ESTIMATED, TRUE);
        assertThat(ids(table(matched, 0))).containsExactly("peak", "slope");
        assertThat(partners(table(matched, 0))).containsExactly("b", "a");
        assertThat(column(table(matched, 0), 1)).containsExactly(new double[]{1, 1}, within(ROUNDING));
        assertThat(column(table(matched, 0), 2)).containsExactly(new double[]{2, 1 / 3.0}, within(ROUNDING));
        assertThat(ids(table(matched, 1))).containsExactly("peak", "slope");
        assertThat(values(table(matched, 1))[0]).containsExactly(new double[]{0, 2, 0}, within(ROUNDING));
        assertThat(values(table(matched, 1))[1]).containsExactly(new double[]{1, 2, 3}, within(ROUNDING));
        assertThat(node.warning().orElseThrow()).isEqualTo("1 estimated template without a partner: \"c\".");
    }

    @Test
    public void tablesAreThosePromised() throws Exception {
        final NodeHost node = matcher();
        final PortObjectSpec[] promised = configure(node, ESTIMATED, TRUE);
        final PortObject[] matched = node.execute(ESTIMATED, TRUE);
        for (int p = 0; p < 2; p++) {
            assertThat(table(matched, p).getDataTableSpec().equalStructure((DataTableSpec)promised[p])).isTrue();
        }
    }

    @Test
    public void scaleCanBeKept() throws Exception {
        final PortObject[] matched = run(with(matcher(), "rescale", "false", "boolean"), ESTIMATED, TRUE);
        assertThat(values(table(matched, 1))).isDeepEqualTo(new double[][]{{0, 1, 0}, {3, 6, 9}});
    }

    @Test
    public void trueTemplateWithoutAPartnerGetsMissingCellsAndAWarning() throws Exception {
        final NodeHost node = matcher();
        final PortObject[] matched = run(node, numbers(new double[]{1, 2, 3}), TRUE);
        assertThat(partners(table(matched, 0))).containsExactly("?", "Row0");
        assertThat(values(table(matched, 1))[0]).containsOnly(Double.NaN);
        assertThat(node.warning().orElseThrow()).isEqualTo("1 true template without a partner: \"peak\".");
    }

    @Test
    public void unlikePairsAreNoMatchWhereSimilarityIsAskedFor() throws Exception {
        final NodeHost node = with(matcher(), "smallestSimilarity", "0.9", "double");
        final PortObject[] matched = run(node, numbers(new double[]{1, 0, 0}, new double[]{0, 3, 0}), TRUE);
        assertThat(partners(table(matched, 0))).containsExactly("Row1", "?");
        assertThat(node.warning().orElseThrow()).contains("\"slope\"").contains("\"Row0\"");
    }

    @Test
    public void vectorsAreMatchedAsColumnsAre() throws Exception {
        final PortObject[] matched = run(matcher(), vectors(new double[]{3, 6, 9}, new double[]{0, 1, 0}),
            vectors(new double[]{0, 2, 0}, new double[]{1, 2, 3}));
        assertThat(values(table(matched, 1))[0]).containsExactly(new double[]{0, 2, 0}, within(ROUNDING));
        refusedAtExecute(matcher(), vectors(new double[]{1, 2}), vectors(new double[]{1, 2, 3}))
            .hasMessageContaining("have 2 pixels").hasMessageContaining("true ones 3");
        refusedAtExecute(matcher(), vectors(new double[]{1, 2}, new double[]{1}), vectors(new double[]{1, 2}))
            .hasMessageContaining("\"Row1\" of the table of estimated templates holds 1 number");
        refusedAtExecute(matcher(), vectors(new double[]{1, 2}, new double[]{}), vectors(new double[]{1, 2}))
            .hasMessageContaining("\"Row1\" of the table of estimated templates is missing or empty");
    }

    @Test
    public void templatesLearntFromTheDoubletAreItsLines() throws Exception {
        final PortObject[] simulated = run(simulator());
        final PortObject[] learnt = run(learner(false), simulated[0]);
        final PortObject[] matched = run(matcher(), learnt[1], simulated[3]);
        // a local minimum of data with a third of negative values: alike, not equal
        assertThat(Arrays.stream(column(table(matched, 0), 1))).hasSize(2).allMatch(cosine -> cosine > 0.9);
    }

    @Test
    public void oneTemplateEachIsEnough() throws Exception {
        final PortObject[] matched = run(matcher(), numbers(new double[]{2, 4, 6}), numbers(new double[]{1, 2, 3}));
        assertThat(values(table(matched, 1))).hasNumberOfRows(1);
        // exact: a scale of one half
        assertThat(values(table(matched, 1))[0]).containsExactly(1, 2, 3);
    }

    @Test
    public void whatIsNoTableOfTemplatesIsRefused() throws Exception {
        refusedAtConfigure(matcher(), numbers(new double[]{1, 2}), TRUE)
            .hasMessageContaining("table of estimated templates lacks 1 of the 3").hasMessageContaining("\"Pixel 2\"");
        refusedAtConfigure(matcher(), ESTIMATED, texts("1", "2"))
            .hasMessageContaining("table of true templates has no numeric column");
        refusedAtExecute(matcher(), numbers(), TRUE)
            .hasMessageContaining("table of estimated templates has no rows");
        refusedAtExecute(matcher(), ESTIMATED, numbers()).hasMessageContaining("table of true templates has no rows");
        refusedAtExecute(matcher(), numbers(new double[]{1, Double.POSITIVE_INFINITY, 2}), TRUE)
            .hasMessageContaining("row \"Row0\", column \"Pixel 1\"").hasMessageContaining("finite");
    }

    @Test
    public void similarityOutOfRangeIsRefused() {
        for (final String value : List.of("-0.1", "1.1", "NaN")) {
            assertThatThrownBy(() -> with(matcher(), "smallestSimilarity", value, "double"))
                .isInstanceOf(InvalidSettingsException.class).hasMessageContaining(value)
                .hasMessageContaining("from 0 to 1");
        }
    }

    /** One row a pixel, under the names of the pixels of {@link #TRUE} in another order, with a column of errors. */
    private static BufferedDataTable estimates(final double[] values, final double[] errors) {
        final DataTableSpec spec = new DataTableSpec(
            new String[]{"Template 0", "Template 0 (standard deviation)", "Template 0 (probability of 0)"},
            new DataType[]{DoubleCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE});
        return Tables.table(spec, rows -> {
            for (final int i : new int[]{2, 0, 1}) {
                rows.addRowToTable(new DefaultRow("Pixel " + i, values[i], errors[i], 0.5));
            }
        });
    }

    @Test
    public void templatesWithErrorsAreComparedInUnitsOfThese() throws Exception {
        final BufferedDataTable truth = numbers(List.of("slope"), new double[]{1, 2, 3});
        final double[] a = {2, 4.4, 6};
        final double[] sigma = {0.1, 0.2, 0.1};
        final NodeHost node = matcher();
        final PortObjectSpec[] promised = configure(node, estimates(a, sigma), truth);
        final PortObject[] outputs = node.execute(estimates(a, sigma), truth);
        assertThat(table(outputs, 0).getDataTableSpec().equalStructure((DataTableSpec)promised[0])).isTrue();
        final double[] row = values(table(outputs, 0))[0];
        final double scale = (2 + 8.8 + 18) / (4 + 4.4 * 4.4 + 36);
        assertThat(row[2]).isCloseTo(scale, within(ROUNDING));
        double squares = 0;
        for (int i = 0; i < 3; i++) {
            squares += Math.pow((scale * a[i] - (i + 1)) / (scale * sigma[i]), 2);
        }
        // a few roundings
        assertThat(row[4]).isCloseTo(Math.sqrt(squares / 3), within(1e-12));
        assertThat(row[5]).as("none deviates by 2").isZero();
        // the cosine where each entry is changed a little, in turn
        double variance = 0;
        for (int i = 0; i < 3; i++) {
            final double[] changed = a.clone();
            changed[i] += 1e-6;
            final double by = values(table(run(matcher(), estimates(changed, sigma), truth), 0))[0][1] - row[1];
            variance += Math.pow(by / 1e-6 * sigma[i], 2);
        }
        // differences of the cosine have 10 digits
        assertThat(row[3]).isCloseTo(Math.sqrt(variance), within(1e-6));
    }

    @Test
    public void twoTablesWithErrorsAreMatchedByTheNamesOfPixels() throws Exception {
        final BufferedDataTable same = estimates(new double[]{1, 2, 3}, new double[]{0.1, 0.1, 0});
        final PortObject[] outputs = run(matcher(), same, same);
        assertThat(values(table(outputs, 0))[0][1]).isCloseTo(1, within(ROUNDING));
        assertThat(values(table(outputs, 0))[0][4]).as("no difference").isCloseTo(0, within(1e-12));
        assertThat(table(outputs, 1).getDataTableSpec().getColumnNames()).containsExactly("Pixel 2", "Pixel 0",
            "Pixel 1");
        assertThat(values(table(outputs, 1))[0]).containsExactly(new double[]{3, 1, 2}, within(ROUNDING * 3));
    }
}
