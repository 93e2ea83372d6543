package org.noisynmf.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.refusedAtConfigure;
import static org.noisynmf.knime.Nodes.refusedAtExecute;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.table;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.numbers;
import static org.noisynmf.knime.Tables.values;

import java.util.Arrays;

import org.junit.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.noisynmf.knime.Tables;
import org.noisynmf.standin.NodeHost;
import org.noisynmf.testing.Toy;

/** Uncertainties as receptor models have them: categories of species and an extra uncertainty. */
public class UncertaintiesTest {

    private static final Toy TOY = Toy.random(3, 12, 1, 0.1, 0, 3);

    private static final BufferedDataTable DATA = numbers(TOY.x());

    private static final BufferedDataTable WEIGHTS = numbers(TOY.v());

    private static BufferedDataTable categories(final String... ofPixels) {
        final DataTableSpec spec = new DataTableSpec(new String[]{"Unit", "Category"},
            new DataType[]{StringCell.TYPE, StringCell.TYPE});
        return Tables.table(spec, rows -> {
            for (int i = 0; i < ofPixels.length; i++) {
                rows.addRowToTable(new DefaultRow("Pixel " + i, "µg", ofPixels[i]));
            }
        });
    }

    private static NodeHost categorised(final boolean weighted, final String... options) throws Exception {
        return with(with(learner(weighted).withPorts("Pixel categories", BufferedDataTable.TYPE), "method/rank", "1",
            "int", "categories/column", "Category", "String"), options);
    }

    /** Summed weight of each pixel. */
    private static double[] weights(final PortObject[] outputs) {
        return Arrays.stream(values(table(outputs, 6))).mapToDouble(row -> row[2]).toArray();
    }

    private static double sum(final int pixel) {
        return Arrays.stream(TOY.v()).mapToDouble(v -> v[pixel]).sum();
    }

    @Test
    public void weakPixelsHaveThreeTimesTheUncertaintyAndBadOnesAreLeftOut() throws Exception {
        final PortObject[] outputs = run(categorised(true), DATA, WEIGHTS, categories("strong", "Weak", "bad"));
        assertThat(weights(outputs)).containsExactly(new double[]{sum(0), sum(1) / 9, 0}, within(1e-12));
        assertThat(values(table(outputs, 1))[0][2]).as("nothing is known of the last").isNaN();
    }

    @Test
    public void aTableThatStandsAloneIsToldFromWeights() throws Exception {
        final PortObject[] outputs = run(categorised(false), DATA, categories("strong", "weak", "2"));
        assertThat(weights(outputs)).containsExactly(new double[]{12, 12 / 9.0, 3}, within(1e-12));
    }

    @Test
    public void numbersAreFactors() throws Exception {
        final BufferedDataTable factors = Tables.table(new DataTableSpec(new String[]{"Factor"},
            new DataType[]{DoubleCell.TYPE}), rows -> {
                for (int i = 0; i < 3; i++) {
                    rows.addRowToTable(new DefaultRow("Pixel " + i, new DoubleCell(i + 1)));
                }
            });
        assertThat(weights(run(categorised(true, "categories/column", "", "String"), DATA, WEIGHTS, factors)))
            .containsExactly(new double[]{sum(0), sum(1) / 4, sum(2) / 9}, within(1e-12));
    }

    @Test
    public void extraUncertaintyGrowsWithTheValue() throws Exception {
        final double[] weights =
            weights(run(with(learner(true), "method/rank", "1", "int", "data/extraUncertainty", "30", "double"), DATA,
                WEIGHTS));
        double expected = 0;
        for (int j = 0; j < 12; j++) {
            expected += 1 / (1 / TOY.v()[j][0] + 0.09 * TOY.x()[j][0] * TOY.x()[j][0]);
        }
        assertThat(weights[0]).isCloseTo(expected, within(1e-12 * expected));
    }

    @Test
    public void whatIsNoCategoryIsRefused() throws Exception {
        refusedAtExecute(categorised(true), DATA, WEIGHTS, categories("strong", "weakish", "bad"))
            .hasMessageContaining("\"Pixel 1\"").hasMessageContaining("weakish")
            .hasMessageContaining("strong, weak, bad");
        refusedAtExecute(categorised(true), DATA, WEIGHTS, categories("strong", "weak"))
            .hasMessageContaining("lacks 1 of the 3 pixels").hasMessageContaining("\"Pixel 2\"");
        refusedAtExecute(categorised(true), DATA, WEIGHTS, categories("strong", "weak", "bad", "bad"))
            .hasMessageContaining("\"Pixel 3\"").hasMessageContaining("not a pixel of the data");
        refusedAtConfigure(categorised(true, "categories/column", "Quality", "String"), DATA, WEIGHTS,
            categories("strong", "weak", "bad")).hasMessageContaining("\"Quality\"");
        refusedAtConfigure(categorised(true, "data/weights", "BACKGROUND_VARIANCE", "String"), DATA, WEIGHTS,
            categories("strong", "weak", "bad")).hasMessageContaining("With background variances");
        refusedAtConfigure(
            categorised(false, "method/algorithm", "LEE_SEUNG", "String", "data/negativeValues", "REFUSE",
                "String"),
            DATA, categories("strong", "weak", "bad")).hasMessageContaining("such as pixel categories");
        assertThatThrownBy(() -> with(learner(true), "data/extraUncertainty", "101", "double"))
            .hasMessageContaining("101");
        assertThatThrownBy(() -> with(learner(true), "data/extraUncertainty", "5", "double", "data/weights",
            "BACKGROUND_VARIANCE", "String")).hasMessageContaining("background variances");
    }
}
