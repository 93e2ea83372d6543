package org.noisynmf.knime.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.noisynmf.knime.Nodes.configure;
import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.projection;
import static org.noisynmf.knime.Nodes.refusedAtConfigure;
import static org.noisynmf.knime.Nodes.refusedAtExecute;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.scorer;
import static org.noisynmf.knime.Nodes.table;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.ids;
import static org.noisynmf.knime.Tables.numbers;
import static org.noisynmf.knime.Tables.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.BeforeClass;
import org.junit.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.noisynmf.knime.Tables;
import org.noisynmf.knime.port.NmfModelPortObject;
import org.noisynmf.standin.NodeHost;
import org.noisynmf.testing.Toy;

/** What the scorer delivers and what it refuses. */
public class FactorisationScorerTest {

    private static final Toy TOY = Toy.random(10, 30, 2, 0.05, 0.2, 3);

    private static final BufferedDataTable DATA = numbers(TOY.x());

    private static final BufferedDataTable WEIGHTS = numbers(TOY.v());

    private static PortObject two;

    private static PortObject one;

    @BeforeClass
    public static void learn() throws Exception {
        two = run(learner(true), DATA, WEIGHTS)[0];
        one = run(with(learner(true), "method/rank", "1", "int"), DATA, WEIGHTS)[0];
    }

    private static double[] column(final BufferedDataTable table, final String name) {
        final int column = table.getDataTableSpec().findColumnIndex(name);
        final List<Double> numbers = new ArrayList<>();
        table.forEach(row -> numbers.add(
            row.getCell(column).isMissing() ? Double.NaN : ((DoubleValue)row.getCell(column)).getDoubleValue()));
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Test
    public void scoresAreThoseOfTheProjection() throws Exception {
        final BufferedDataTable projected = table(run(projection(true, false), two, DATA, WEIGHTS), 0);
        final PortObject[] scored = run(scorer(true, false), two, DATA, WEIGHTS);
        assertThat(ids(table(scored, 2))).isEqualTo(ids(DATA));
        // both sum the same ten squares, in another order
        assertThat(column(table(scored, 2), "Chi-square"))
            .containsExactly(column(projected, "Chi-square"), within(1e-10));
        assertThat(column(table(scored, 2), "Degrees of freedom"))
            .containsExactly(column(projected, "Degrees of freedom"));
        assertThat(column(table(scored, 0), "Chi-square")[0])
            .isCloseTo(Arrays.stream(column(projected, "Chi-square")).sum(), within(1e-9));
        assertThat(column(table(scored, 0), "Degrees of freedom")[0])
            .isEqualTo(Arrays.stream(column(projected, "Degrees of freedom")).sum());
    }

    @Test
    public void templatesOfDataThatWereLearntOnCountToo() throws Exception {
        final double heldOut =
            column(table(run(scorer(true, false), two, DATA, WEIGHTS), 0), "Degrees of freedom")[0];
        final double learnt = column(table(
            run(with(scorer(true, false), "learntOnThese", "true", "boolean"), two, DATA, WEIGHTS), 0),
            "Degrees of freedom")[0];
        assertThat(heldOut - learnt).as("q (d − q)").isEqualTo(2 * (10 - 2));
    }

    @Test
    public void sharesOfTheTemplatesAddUpToWhatIsExplained() throws Exception {
        final PortObject[] scored = run(scorer(true, true), two, DATA, WEIGHTS, one);
        final double[] shares = column(table(scored, 1), "Explained");
        final double[] whole = column(table(scored, 0), "Explained");
        assertThat(ids(table(scored, 1))).containsExactly("NMF model, Template 0", "NMF model, Template 1",
            "Comparison model, Template 0");
        // one addition
        assertThat(shares[0] + shares[1]).isCloseTo(whole[0], within(1e-15));
        assertThat(shares[2]).isEqualTo(whole[1]);
        assertThat(whole[0]).isBetween(whole[1], 1.0);
    }

    @Test
    public void differencesFavourTheBetterModel() throws Exception {
        final PortObject[] scored = run(scorer(true, true), two, DATA, WEIGHTS, one);
        assertThat(ids(table(scored, 0))).containsExactly("NMF model", "Comparison model");
        final double[] chi2 = column(table(scored, 2), "Chi-square");
        final double[] other = column(table(scored, 2), "Chi-square (comparison model)");
        final double[] difference = column(table(scored, 2), "Chi-square difference");
        for (int j = 0; j < chi2.length; j++) {
            assertThat(difference[j]).isEqualTo(other[j] - chi2[j]);
        }
        final double[] median = column(table(scored, 0), "Median chi-square difference");
        assertThat(median[0]).isNaN();
        assertThat(median[1]).as("two templates made the data").isPositive();
        final double[] sums = column(table(scored, 0), "Chi-square");
        assertThat(Arrays.stream(difference).sum()).isCloseTo(sums[1] - sums[0], within(1e-9));
    }

    @Test
    public void comparisonWorksWithoutWeights() throws Exception {
        assertThat(ids(table(run(scorer(false, true), two, DATA, one), 0))).hasSize(2);
    }

    @Test
    public void tablesAreThosePromised() throws Exception {
        for (final boolean comparing : new boolean[]{false, true}) {
            final NodeHost node = scorer(true, comparing);
            final PortObject[] inputs = comparing ? new PortObject[]{two, DATA, WEIGHTS, one}
                : new PortObject[]{two, DATA, WEIGHTS};
            final PortObjectSpec[] promised = configure(node, inputs);
            final PortObject[] scored = node.execute(inputs);
            for (int p = 0; p < 3; p++) {
                assertThat(table(scored, p).getDataTableSpec().equalStructure((DataTableSpec)promised[p])).isTrue();
            }
        }
    }

    @Test
    public void oneRowIsEnough() throws Exception {
        final PortObject[] scored = run(scorer(false, false), two, numbers(TOY.x()[0]));
        assertThat(column(table(scored, 0), "Observed entries")).containsExactly(10);
        assertThat(column(table(scored, 2), "Degrees of freedom")).containsExactly(8);
    }

    @Test
    public void rowWithoutWeightGetsMissingCellsAndAWarning() throws Exception {
        final double[] nothing = new double[10];
        Arrays.fill(nothing, Double.NaN);
        final NodeHost node = scorer(false, true);
        final PortObject[] scored = run(node, two, numbers(TOY.x()[0], nothing), one);
        for (final String name : List.of("Chi-square", "Degrees of freedom", "Chi-square difference")) {
            assertThat(column(table(scored, 2), name)[0]).isNotNaN();
            assertThat(column(table(scored, 2), name)[1]).isNaN();
        }
        assertThat(node.warning().orElseThrow()).contains("1 observation without any weight");
        refusedAtExecute(scorer(false, false), two, numbers(new double[][]{nothing}))
            .hasMessageContaining("nothing to score");
    }

    @Test
    public void modelsOfOtherPixelsAreRefused() throws Exception {
        final NmfModelPortObject fewer =
            (NmfModelPortObject)run(learner(false), numbers(new double[]{1, 2, 3}, new double[]{3, 1, 2}))[0];
        refusedAtConfigure(scorer(false, true), two, DATA, fewer).hasMessageContaining("\"Pixel 3\"");
        final NodeHost vectorLearner = with(learner(false), "data/form", "VECTOR", "String", "data/vectorColumn",
            "Pixels", "String");
        final PortObject vector = run(vectorLearner, vectors(TOY.x()))[0];
        refusedAtConfigure(scorer(false, true), two, DATA, vector).hasMessageContaining("vector column");
        final NodeHost shorterLearner = with(learner(false), "data/form", "VECTOR", "String", "data/vectorColumn",
            "Pixels", "String");
        final PortObject shorter = run(shorterLearner, vectors(new double[]{1, 2, 3}, new double[]{3, 1, 2}))[0];
        refusedAtExecute(scorer(false, true), vector, vectors(TOY.x()), shorter)
            .hasMessageContaining("model has 10 pixels").hasMessageContaining("comparison model 3");
    }

    @Test
    public void dataThatTheModelCannotReadAreRefused() throws Exception {
        refusedAtConfigure(scorer(false, false), two, numbers(new double[]{1, 2, 3}))
            .hasMessageContaining("data table lacks 7 of the 10").hasMessageContaining("\"Pixel 3\"");
        refusedAtConfigure(scorer(true, false), two, DATA, numbers(new double[]{1, 2, 3}))
            .hasMessageContaining("weights table lacks 7 of the 10");
        refusedAtExecute(scorer(false, false), two, Tables.table(DATA.getDataTableSpec(), rows -> {
            // none
        })).hasMessageContaining("no rows");
    }

    @Test
    public void threadsBelowZeroAreRefused() {
        assertThatThrownBy(() -> with(scorer(false, false), "threads", "-1", "int"))
            .isInstanceOf(InvalidSettingsException.class).hasMessageContaining("-1").hasMessageContaining("must be");
    }

    @Test
    public void devicesFollowTheRulesOfTheLearner() throws Exception {
        assertThatThrownBy(() -> with(scorer(false, false), "device", "gpu", "String"))
            .isInstanceOf(InvalidSettingsException.class).hasMessageContaining("\"gpu\"");
        refusedAtExecute(with(scorer(false, false), "device", "9999", "String"), two, DATA)
            .hasMessageContaining("OpenCL");
        final double[] onCpu = column(table(run(scorer(false, true), two, DATA, one), 2), "Chi-square");
        final NodeHost automatic = with(scorer(false, true), "device", "auto", "String");
        final double[] found = column(table(run(automatic, two, DATA, one), 2), "Chi-square");
        for (int j = 0; j < onCpu.length; j++) {
            // the residual is made from the coefficients in double precision, whatever found them
            assertThat(found[j]).isCloseTo(onCpu[j], within(1e-6 * onCpu[j]));
        }
        // both models are projected, but what is said of the device is said once
        assertThat(automatic.warning().orElse("").lines()).doesNotHaveDuplicates();
    }
}
