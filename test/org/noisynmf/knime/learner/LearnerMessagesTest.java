package org.noisynmf.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noisynmf.knime.Nodes.configure;
import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.refusedAtConfigure;
import static org.noisynmf.knime.Nodes.refusedAtExecute;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.table;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.numbers;
import static org.noisynmf.knime.Tables.texts;
import static org.noisynmf.knime.Tables.values;
import static org.noisynmf.knime.Tables.vectors;

import java.util.List;

import org.junit.Test;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.noisynmf.knime.port.NmfModelPortObject;
import org.noisynmf.standin.NodeHost;

/** What the learner says to data and settings that it cannot use: as early as it can, and with a remedy. */
public class LearnerMessagesTest {

    private static final double NONE = Double.NaN;

    private static final BufferedDataTable DATA = numbers(new double[]{1, 2, 3, 4}, new double[]{2, 4, 6, 9},
        new double[]{3, 1, 0.5, 0.2}, new double[]{4, 2, 1, 0.5}, new double[]{5, 5, 5, 5});

    @Test
    public void textColumnsAreRefusedAtConfigure() {
        refusedAtConfigure(learner(false), texts("a", "b")).hasMessageContaining("no numeric columns")
            .hasMessageContaining("Convert");
    }

    @Test
    public void tableWithoutRowsIsRefused() throws Exception {
        refusedAtExecute(learner(false), numbers()).hasMessageContaining("no rows");
    }

    @Test
    public void moreTemplatesThanColumnsAreRefusedAtConfigure() throws Exception {
        refusedAtConfigure(with(learner(false), "method/rank", "5", "int"), DATA)
            .hasMessageContaining("number of templates is 5").hasMessageContaining("at most 4");
    }

    @Test
    public void moreTemplatesThanRowsAreRefused() throws Exception {
        refusedAtExecute(with(learner(false), "method/rank", "3", "int"),
            numbers(new double[]{1, 2, 3, 4}, new double[]{1, 2, 3, 5})).hasMessageContaining("2 observations")
            .hasMessageContaining("at most 2");
    }

    @Test
    public void moreTemplatesThanElementsOfAVectorAreRefused() throws Exception {
        refusedAtExecute(with(learner(false), "method/rank", "3", "int", "data/form", "VECTOR", "String",
            "data/vectorColumn", "Pixels", "String"),
            vectors(new double[2], new double[2], new double[2], new double[2]))
            .hasMessageContaining("2 pixels").hasMessageContaining("at most 2");
    }

    @Test
    public void negativeWeightIsNamedByRowAndColumn() throws Exception {
        final double[][] weights = values(DATA);
        weights[2][1] = -1;
        refusedAtExecute(learner(true), DATA, numbers(weights)).hasMessageContaining("row \"Row2\"")
            .hasMessageContaining("column \"Pixel 1\"").hasMessageContaining("-1.0").hasMessageContaining("≥ 0");
    }

    @Test
    public void varianceOfZeroIsNamedByRowAndColumn() throws Exception {
        final double[][] weights = values(DATA);
        weights[0][3] = 0;
        refusedAtExecute(with(learner(true), "data/weights", "VARIANCE", "String"), DATA, numbers(weights))
            .hasMessageContaining("row \"Row0\"").hasMessageContaining("\"Pixel 3\"")
            .hasMessageContaining("variance is 0.0").hasMessageContaining("leave its cell missing");
    }

    @Test
    public void weightsWithOtherColumnsAreRefusedAtConfigure() {
        refusedAtConfigure(learner(true), DATA, numbers(new double[]{1, 1, 1})).hasMessageContaining("weights table")
            .hasMessageContaining("1 of the 4").hasMessageContaining("\"Pixel 3\"");
    }

    @Test
    public void weightsWithFewerRowsAreRefused() throws Exception {
        refusedAtExecute(learner(true), DATA, numbers(new double[]{1, 1, 1, 1}))
            .hasMessageContaining("weights table has 1 row").hasMessageContaining("5");
    }

    @Test
    public void weightsWithOtherRowIdsAreRefused() throws Exception {
        refusedAtExecute(learner(true), DATA,
            numbers(List.of("Row0", "Row1", "Row2", "Row3", "other"), values(DATA)))
            .hasMessageContaining("no row \"Row4\"").hasMessageContaining("matched by row ID");
    }

    @Test
    public void infiniteValueIsNamedByRowAndColumn() throws Exception {
        final double[][] data = values(DATA);
        data[1][2] = Double.POSITIVE_INFINITY;
        refusedAtExecute(learner(false), numbers(data)).hasMessageContaining("row \"Row1\"")
            .hasMessageContaining("column \"Pixel 2\"").hasMessageContaining("finite");
    }

    @Test
    public void everythingMissingIsRefused() throws Exception {
        refusedAtExecute(learner(false), numbers(new double[]{NONE, NONE}, new double[]{NONE, NONE}))
            .hasMessageContaining("missing or has weight 0");
    }

    @Test
    public void rowWithoutWeightGetsMissingCellsAndAWarning() throws Exception {
        final double[][] data = values(DATA);
        data[3] = new double[]{NONE, NONE, NONE, NONE};
        final NodeHost learner = learner(false);
        final PortObject[] learnt = run(learner, numbers(data));
        assertThat(values(table(learnt, 2))[3]).containsOnly(NONE);
        assertThat(values(table(learnt, 2))[2]).doesNotContain(NONE);
        assertThat(learner.warning().orElseThrow()).contains("1 observation without any weight");
    }

    @Test
    public void pixelWithoutWeightGetsMissingCellsAndAWarning() throws Exception {
        final double[][] data = values(DATA);
        for (final double[] row : data) {
            row[1] = NONE;
        }
        final NodeHost learner = learner(false);
        final PortObject[] learnt = run(learner, numbers(data));
        assertThat(values(table(learnt, 1))[0][1]).isNaN();
        assertThat(((NmfModelPortObject)learnt[0]).model().templates()[1]).isZero();
        assertThat(learner.warning().orElseThrow()).contains("1 pixel without any weight");
    }

    @Test
    public void ruleForPositiveDataRefusesNegativeValuesAsTheyAreAtConfigure() throws Exception {
        refusedAtConfigure(with(learner(false), "method/algorithm", "WEIGHTED_MU", "String"), DATA)
            .hasMessageContaining("Weighted multiplicative update").hasMessageContaining("Negative values")
            .hasMessageContaining("Nearly-NMF").hasMessageContaining("Shift-NMF");
    }

    @Test
    public void unweightedRuleRefusesAWeightsPort() throws Exception {
        refusedAtConfigure(with(learner(true), "method/algorithm", "LEE_SEUNG", "String", "data/negativeValues",
            "REFUSE", "String"), DATA, DATA).hasMessageContaining("cannot use weights")
            .hasMessageContaining("Weighted multiplicative update");
    }

    @Test
    public void refusedNegativeValueIsNamed() throws Exception {
        final double[][] data = values(DATA);
        data[4][0] = -0.5;
        refusedAtExecute(with(learner(false), "data/negativeValues", "REFUSE", "String"), numbers(data))
            .hasMessageContaining("row \"Row4\"").hasMessageContaining("\"Pixel 0\"").hasMessageContaining("-0.5");
    }

    @Test
    public void clippedAndIgnoredValuesAreCounted() throws Exception {
        final double[][] data = values(DATA);
        data[4][0] = -0.5;
        data[4][1] = -0.1;
        final NodeHost clipping = with(learner(false), "data/negativeValues", "CLIP", "String");
        run(clipping, numbers(data));
        assertThat(clipping.warning().orElseThrow()).contains("2 negative values replaced by 0");
        final NodeHost ignoring = with(learner(false), "data/negativeValues", "WEIGHT_ZERO", "String");
        run(ignoring, numbers(data));
        assertThat(ignoring.warning().orElseThrow()).contains("2 negative values given weight 0");
    }

    @Test
    public void columnsThatAreGoneAreNamedAtConfigure() throws Exception {
        final NodeHost learner = learner(false);
        configure(learner, DATA);
        learner.setOption("data/form", "VECTOR", "String");
        refusedAtConfigure(learner, DATA).hasMessageContaining("No vector column is selected");
        learner.setOption("data/vectorColumn", "Spectrum", "String");
        refusedAtConfigure(learner, DATA).hasMessageContaining("no column \"Spectrum\"");
    }

    @Test
    public void vectorsOfDifferentLengthAreRefused() throws Exception {
        refusedAtExecute(with(learner(false), "data/form", "VECTOR", "String", "data/vectorColumn", "Pixels", "String"),
            vectors(new double[]{1, 2, 3}, new double[]{1, 2})).hasMessageContaining("\"Row1\"")
            .hasMessageContaining("holds 2 numbers").hasMessageContaining("3 are expected");
    }

    @Test
    public void notConvergingIsAWarningOnlyIfConvergenceWasAskedFor() throws Exception {
        final NodeHost short1 = with(learner(false), "stopping/iterations", "1", "int");
        run(short1, DATA);
        assertThat(short1.warning().orElseThrow()).contains("Not converged after 1 iteration");
        final NodeHost counted = with(learner(false), "stopping/iterations", "1", "int", "stopping/tolerance", "0",
            "double", "output/uniquenessWhereCheap", "false", "boolean");
        run(counted, DATA);
        assertThat(counted.warning()).isEmpty();
    }
}
