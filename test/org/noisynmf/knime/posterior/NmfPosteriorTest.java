package org.noisynmf.knime.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.noisynmf.knime.Nodes.configure;
import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.plot;
import static org.noisynmf.knime.Nodes.posterior;
import static org.noisynmf.knime.Nodes.projection;
import static org.noisynmf.knime.Nodes.refusedAtConfigure;
import static org.noisynmf.knime.Nodes.refusedAtExecute;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.scorer;
import static org.noisynmf.knime.Nodes.table;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.numbers;
import static org.noisynmf.knime.Tables.values;

import java.util.Arrays;

import org.junit.BeforeClass;
import org.junit.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.image.ImagePortObject;
import org.noisynmf.engine.posterior.TemplateDraws;
import org.noisynmf.engine.simulate.Doublet;
import org.noisynmf.engine.simulate.NoiseDraw;
import org.noisynmf.engine.simulate.Simulation;
import org.noisynmf.knime.port.ModelDraws;
import org.noisynmf.knime.port.NmfModel;
import org.noisynmf.knime.port.NmfModelPortObject;
import org.noisynmf.standin.ExecutionListener;
import org.noisynmf.standin.NodeHost;

/** The posterior of the engine, in ports and tables. */
public class NmfPosteriorTest {

    private static final int PIXELS = 40;

    private static final int COUNT = 30;

    private static final Simulation DOUBLET =
        new Doublet(PIXELS, COUNT, 40, 0.5, 2, 10, 15, NoiseDraw.SIGMA).simulate(2);

    private static final BufferedDataTable DATA = numbers(DOUBLET.x());

    private static final BufferedDataTable WEIGHTS = numbers(DOUBLET.v());

    private static NodeHost s_node;

    private static PortObject[] s_outputs;

    private static NodeHost few(final boolean weighted, final boolean started) throws InvalidSettingsException {
        return with(posterior(weighted, started), "sweeps", "60", "int", "draws", "20", "int");
    }

    private static NodeHost starting() {
        return learner(true).withPorts("Start model", NmfModelPortObject.TYPE);
    }

    private static NmfModel model(final PortObject[] outputs) {
        return ((NmfModelPortObject)outputs[0]).model();
    }

    @BeforeClass
    public static void sample() throws Exception {
        s_node = few(true, false);
        s_outputs = run(s_node, DATA, WEIGHTS);
    }

    @Test
    public void tablesHoldMeanDeviationAndProbabilityOfEveryEntry() {
        final BufferedDataTable templates = table(s_outputs, 1);
        assertThat(templates.getDataTableSpec().getColumnNames()).containsExactly("Template 0", "Template 1",
            "Template 0 (standard deviation)", "Template 1 (standard deviation)", "Template 0 (probability of 0)",
            "Template 1 (probability of 0)");
        assertThat(templates.size()).isEqualTo(PIXELS);
        assertThat(table(s_outputs, 2).size()).isEqualTo(COUNT);
        for (int port = 1; port <= 2; port++) {
            for (final double[] row : values(table(s_outputs, port))) {
                assertThat(row[0]).isNotNegative();
                assertThat(row[2]).isPositive();
                assertThat(row[4]).isBetween(0.0, 1.0);
            }
        }
    }

    @Test
    public void theModelHoldsTheMeansWithSumOneAndIsProjectedOntoAsAnyOther() throws Exception {
        final double[][] templates = values(table(s_outputs, 1));
        final double[] w = model(s_outputs).templates();
        for (int k = 0; k < 2; k++) {
            final int template = k;
            assertThat(Arrays.stream(w, k * PIXELS, (k + 1) * PIXELS).sum()).isEqualTo(1, within(1e-12));
            assertThat(Arrays.copyOfRange(w, k * PIXELS, (k + 1) * PIXELS))
                .isEqualTo(Arrays.stream(templates).mapToDouble(row -> row[template]).toArray());
        }
        final double[][] projected = values(table(run(projection(true, false), s_outputs[0], DATA, WEIGHTS), 0));
        final double[][] coefficients = values(table(s_outputs, 2));
        double total = 0;
        double squares = 0;
        for (int j = 0; j < COUNT; j++) {
            final double sum = coefficients[j][0] + coefficients[j][1];
            total += sum * sum;
            squares += Math.pow(projected[j][0] + projected[j][1] - sum, 2);
        }
        // both are estimates of the same flux, which is far above the noise
        assertThat(Math.sqrt(squares / total)).isLessThan(0.2);
    }

    @Test
    public void theModelHoldsDraws() {
        final TemplateDraws draws = ModelDraws.of(model(s_outputs));
        assertThat(draws).isNotNull();
        assertThat(draws.count()).isEqualTo(20);
        for (final double[] draw : draws.w()) {
            assertThat(draw).hasSize(2 * PIXELS);
        }
    }

    @Test
    public void projectionsOntoItCarryTheUncertaintyOfItsTemplates() throws Exception {
        final NodeHost node =
            with(projection(true, false), "standardErrors", "true", "boolean", "templateErrors", "true",
                "boolean");
        final BufferedDataTable projected = table(run(node, s_outputs[0], DATA, WEIGHTS), 0);
        assertThat(projected.getDataTableSpec().getColumnNames()).containsSubsequence("Template 1 (standard error)",
            "Template 0 (total error)", "Template 1 (total error)", "Template 0 (error from templates)",
            "Template 1 (error from templates)", "Chi-square");
        for (final double[] row : values(projected)) {
            assertThat(row[6]).isPositive();
            assertThat(row[4]).isEqualTo(Math.hypot(row[2], row[6]), within(1e-12 * row[4]));
        }
    }

    @Test
    public void itsTemplatesStartALearnerButThereIsNoSearchToContinue() throws Exception {
        final String[] given = {"method/rank", "2", "int", "start/start", "GIVEN", "String"};
        assertThat(run(with(starting(), given), DATA, WEIGHTS, s_outputs[0])).hasSize(7);
        refusedAtExecute(with(with(starting(), given), "start/resume", "true", "boolean"), DATA, WEIGHTS,
            s_outputs[0])
            .hasMessageContaining("posterior-draws").hasMessageContaining("cannot be continued");
    }

    @Test
    public void chainsHaveARowForEachRecordedSweep() {
        final double[][] chains = values(table(s_outputs, 3));
        assertThat(table(s_outputs, 3).getDataTableSpec().getColumnNames()).startsWith("Chain", "Sweep", "Chi-square",
            "Noise scale", "Share of 0 in 0");
        assertThat(chains[0][0]).isZero();
        assertThat(chains[chains.length - 1]).startsWith(1, 60);
        assertThat(Arrays.stream(chains).mapToDouble(row -> row[3])).containsOnly(1.0);
    }

    @Test
    public void whatTheEngineWarnsOfIsTheWarningOfTheNode() {
        assertThat(s_node.warning()).hasValueSatisfying(text -> assertThat(text).contains("60 sweeps")
            .doesNotContain("Without weights"));
        assertThat(model(s_outputs).summary().warnings()).isNotEmpty();
    }

    @Test
    public void withoutWeightsTheScaleOfTheNoiseIsAskedFor() throws Exception {
        final NodeHost fixed = few(false, false);
        run(fixed, DATA);
        assertThat(fixed.warning()).hasValueSatisfying(text -> assertThat(text).contains("Unknown scale of the noise"));
        final NodeHost free = with(few(false, false), "freeNoiseScale", "true", "boolean");
        final double[][] chains = values(table(run(free, DATA), 3));
        assertThat(free.warning().orElse("")).doesNotContain("Unknown scale");
        assertThat(Arrays.stream(chains).mapToDouble(row -> row[3]).distinct().count()).isGreaterThan(1);
    }

    @Test
    public void aStartModelNeedsAsManyTemplates() throws Exception {
        assertThat(run(few(true, true), DATA, WEIGHTS, s_outputs[0])).hasSize(4);
        refusedAtConfigure(with(few(true, true), "rank", "3", "int"), DATA, WEIGHTS, s_outputs[0])
            .hasMessageContaining("The start model has 2 templates, but the number of templates is 3. Set it to 2.");
    }

    @Test
    public void quantilesAndReconstructionAreGivenOnRequest() throws Exception {
        final NodeHost node = with(few(true, false).withPorts("Reconstruction", BufferedDataTable.TYPE), "quantiles",
            "true", "boolean");
        final PortObjectSpec[] promised = configure(node, DATA, WEIGHTS);
        final PortObject[] outputs = node.execute(DATA, WEIGHTS);
        for (int port = 1; port <= 2; port++) {
            assertThat(table(outputs, port).getDataTableSpec().equalStructure((DataTableSpec)promised[port])).isTrue();
            assertThat(table(outputs, port).getDataTableSpec().getColumnNames()).endsWith(
                "Template 0 (quantile 0.84)", "Template 1 (quantile 0.84)", "Template 0 (quantile 0.975)",
                "Template 1 (quantile 0.975)").hasSize(16);
            for (final double[] row : values(table(outputs, port))) {
                for (int k = 0; k < 2; k++) {
                    assertThat(row[6 + k]).isLessThanOrEqualTo(row[8 + k]);
                    assertThat(row[10 + k]).isBetween(row[8 + k], row[12 + k]);
                    assertThat(row[14 + k]).isGreaterThanOrEqualTo(row[12 + k]);
                }
            }
        }
        assertThat(table(outputs, 4).getDataTableSpec().equalStructure((DataTableSpec)promised[4])).isTrue();
        assertThat(relativeDistance(values(table(outputs, 4)), DOUBLET.truth())).isLessThan(0.2);
    }

    private static double relativeDistance(final double[][] model, final double[][] truth) {
        double squares = 0;
        double total = 0;
        for (int j = 0; j < model.length; j++) {
            for (int i = 0; i < PIXELS; i++) {
                squares += (model[j][i] - truth[j][i]) * (model[j][i] - truth[j][i]);
                total += truth[j][i] * truth[j][i];
            }
        }
        return Math.sqrt(squares / total);
    }

    @Test
    public void heldTemplatesAreTakenAsKnown() throws Exception {
        final NodeHost node = with(few(true, true), "held", "1", "String");
        final PortObject[] outputs = run(node, DATA, WEIGHTS, s_outputs[0]);
        assertThat(Arrays.copyOfRange(model(outputs).templates(), PIXELS, 2 * PIXELS))
            .containsExactly(Arrays.copyOfRange(model(s_outputs).templates(), PIXELS, 2 * PIXELS), within(1e-15));
        final double[][] templates = values(table(outputs, 1));
        assertThat(Arrays.stream(templates).mapToDouble(row -> row[3])).allMatch(sd -> sd < 1e-15);
        assertThat(Arrays.stream(templates).mapToDouble(row -> row[2])).allMatch(sd -> sd > 0);
        refusedAtConfigure(with(few(true, true), "held", "2", "String"), DATA, WEIGHTS, s_outputs[0])
            .hasMessageContaining("names template 2, but the start model has templates 0 to 1.");
        refusedAtConfigure(with(few(true, false), "held", "1", "String"), DATA, WEIGHTS)
            .hasMessageContaining("names templates of a start model, but the node has no such port");
        assertThatThrownBy(() -> with(posterior(false, false), "held", "first", "String"))
            .hasMessageContaining("must be whole numbers");
    }

    @Test
    public void backgroundVarianceAndGainGiveTheWeightsOfTheModel() throws Exception {
        // counts with gain 0.5 photons a unit: var = model / 0.5 + 4
        final double[][] variance = new double[COUNT][PIXELS];
        for (final double[] row : variance) {
            Arrays.fill(row, 4);
        }
        final NodeHost photons = with(few(true, false), "data/weights", "BACKGROUND_VARIANCE", "String", "data/gain",
            "0.5", "double");
        final NodeHost plain = with(few(true, false), "data/weights", "VARIANCE", "String");
        final double[][] wide = values(table(run(photons, DATA, numbers(variance)), 3));
        final double[][] narrow = values(table(run(plain, DATA, numbers(variance)), 3));
        // a model of 10 has variance 24 instead of 4; the residuals are the same
        assertThat(wide[wide.length - 1][2]).isPositive().isLessThan(0.8 * narrow[narrow.length - 1][2]);
    }

    @Test
    public void scorerAndPlotTakeItAsAnyOtherModel() throws Exception {
        final double[][] scores = values(table(run(scorer(true, false), s_outputs[0], DATA, WEIGHTS), 0));
        assertThat(scores.length).isPositive();
        for (final double[] row : scores) {
            assertThat(row[0]).isFinite();
        }
        final PortObject[] alone = {s_outputs[0], null, null, null, null, null};
        final NodeHost plot = plot();
        plot.configure(Arrays.stream(alone).map(port -> port == null ? null : port.getSpec())
            .toArray(PortObjectSpec[]::new));
        assertThat(plot.execute(alone)[0]).isInstanceOf(ImagePortObject.class);
    }

    @Test
    public void cancelIsHeard() throws Exception {
        final NodeHost node = posterior(true, false);
        configure(node, DATA, WEIGHTS);
        assertThatThrownBy(() -> node.execute(new ExecutionListener() {
            @Override
            public boolean isCancelled() {
                return true;
            }
        }, DATA, WEIGHTS)).isInstanceOf(CanceledExecutionException.class);
    }

    @Test
    public void limitsAreCheckedBeforeTheDataAreRead() {
        assertThatThrownBy(() -> with(posterior(false, false), "chains", "17", "int"))
            .hasMessageContaining("number of chains is 17").hasMessageContaining("1 to 16");
        assertThatThrownBy(() -> with(posterior(false, false), "sweeps", "19", "int"))
            .hasMessageContaining("number of sweeps is 19");
    }
}
