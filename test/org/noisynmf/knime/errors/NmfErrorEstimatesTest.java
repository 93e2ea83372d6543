package org.noisynmf.knime.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.noisynmf.knime.Nodes.configure;
import static org.noisynmf.knime.Nodes.errors;
import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.projection;
import static org.noisynmf.knime.Nodes.refusedAtConfigure;
import static org.noisynmf.knime.Nodes.refusedAtExecute;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.table;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.ids;
import static org.noisynmf.knime.Tables.numbers;
import static org.noisynmf.knime.Tables.values;

import java.util.Arrays;

import org.junit.BeforeClass;
import org.junit.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.noisynmf.engine.simulate.Doublet;
import org.noisynmf.engine.simulate.NoiseDraw;
import org.noisynmf.engine.simulate.Simulation;
import org.noisynmf.knime.port.ModelSets;
import org.noisynmf.knime.port.NmfModelPortObject;
import org.noisynmf.standin.ExecutionListener;
import org.noisynmf.standin.NodeHost;

/** Error estimates of the engine, in ports and tables. */
public class NmfErrorEstimatesTest {

    private static final int PIXELS = 30;

    private static final Simulation DOUBLET =
        new Doublet(PIXELS, 25, 40, 0.5, 2, 10, 15, NoiseDraw.SIGMA).simulate(2);

    private static final BufferedDataTable DATA = numbers(DOUBLET.x());

    private static final BufferedDataTable WEIGHTS = numbers(DOUBLET.v());

    private static PortObject s_model;

    @BeforeClass
    public static void learn() throws Exception {
        s_model = run(with(learner(true), "output/scaling", "SUM", "String", "stopping/tolerance", "1e-9", "double",
            "output/uniquenessWhereCheap", "false", "boolean"), DATA, WEIGHTS)[0];
    }

    private static PortObject[] checked(final NodeHost node) throws Exception {
        final PortObjectSpec[] promised = configure(node, s_model, DATA, WEIGHTS);
        final PortObject[] outputs = node.execute(s_model, DATA, WEIGHTS);
        for (int port = 1; port <= 2; port++) {
            assertThat(table(outputs, port).getDataTableSpec().equalStructure((DataTableSpec)promised[port])).isTrue();
        }
        return outputs;
    }

    @Test
    public void bootstrapCountsWhatWasMappedAndItsModelCarriesErrorsIntoProjections() throws Exception {
        final PortObject[] outputs = checked(with(errors(true), "samples", "12", "int", "block", "2", "int"));
        final DataTableSpec spec = table(outputs, 1).getDataTableSpec();
        assertThat(spec.getColumnNames()).startsWith("Template 0", "Template 1", "Template 0 (standard deviation)")
            .endsWith("Template 1 (quantile 0.975)").hasSize(14);
        assertThat(ids(table(outputs, 1))).hasSize(PIXELS);
        for (final double[] row : values(table(outputs, 2))) {
            assertThat(Arrays.stream(row).sum()).isEqualTo(12);
        }
        assertThat(table(outputs, 2).getDataTableSpec().getColumnNames()).containsExactly("Mapped to Template 0",
            "Mapped to Template 1", "Mapped to none");
    }

    @Test
    public void jackknifeSetsAreInTheModelAndProjectionsUseThem() throws Exception {
        final PortObject[] outputs = checked(with(errors(true), "method", "JACKKNIFE", "String", "groups", "5", "int"));
        assertThat(table(outputs, 1).getDataTableSpec().getNumColumns()).isEqualTo(4);
        assertThat(values(table(outputs, 2))).isDeepEqualTo(new double[][]{{5}, {5}});
        assertThat(ModelSets.of(((NmfModelPortObject)outputs[0]).model())).isNotNull()
            .satisfies(sets -> assertThat(sets.factor()).isEqualTo(0.8, within(1e-15)));
        final double[][] projected = values(table(
            run(with(projection(true, false), "templateErrors", "true", "boolean"), outputs[0], DATA, WEIGHTS), 0));
        for (final double[] row : projected) {
            assertThat(row[2]).isGreaterThan(row[4]);
        }
        // the search goes on from the model as if nothing had been added
        assertThat(run(with(learner(true).withPorts("Start model", NmfModelPortObject.TYPE), "start/start", "GIVEN",
            "String", "start/resume", "true", "boolean", "output/uniquenessWhereCheap", "false", "boolean"), DATA,
            WEIGHTS,
            outputs[0])).isNotEmpty();
    }

    @Test
    public void displacementGivesIntervalsOfTheWantedPixels() throws Exception {
        final NodeHost node =
            with(errors(true), "method", "DISPLACEMENT", "String", "levels", "1, 4", "String", "pixels", "12, 15",
                "String");
        final PortObject[] outputs = checked(node);
        assertThat(table(outputs, 1).getDataTableSpec().getColumnNames()).containsExactly("Template 0", "Template 1",
            "Template 0 (lower 1)", "Template 1 (lower 1)", "Template 0 (upper 1)", "Template 1 (upper 1)",
            "Template 0 (lower 4)", "Template 1 (lower 4)", "Template 0 (upper 4)", "Template 1 (upper 4)");
        final double[][] rows = values(table(outputs, 1));
        for (int k = 0; k < 2; k++) {
            assertThat(rows[12][2 + k]).isGreaterThanOrEqualTo(rows[12][6 + k]);
            assertThat(rows[12][8 + k]).isGreaterThan(rows[12][4 + k]).isGreaterThan(rows[12][k]);
            assertThat(rows[0][2 + k]).isNaN();
        }
        assertThat(table(outputs, 2).getDataTableSpec().getColumnNames()).containsExactly("Swaps at 1", "Swaps at 4");
        assertThat(((NmfModelPortObject)outputs[0]).model().templates())
            .isEqualTo(((NmfModelPortObject)s_model).model().templates());
    }

    @Test
    public void withoutWeightsADisplacementWarnsAndOtherRowsAreToldOf() throws Exception {
        final NodeHost node =
            with(errors(false), "method", "DISPLACEMENT", "String", "levels", "1", "String", "pixels", "12", "String");
        run(node, s_model, numbers(Arrays.copyOf(DOUBLET.x(), 20)));
        assertThat(node.warning()).hasValueSatisfying(text -> assertThat(text).contains("Connect inverse variances")
            .contains("learnt on other rows"));
    }

    @Test
    public void weightsThatTheLearnerChangedAreToldOf() throws Exception {
        final NodeHost node = with(errors(true), "method", "JACKKNIFE", "String", "groups", "2", "int");
        run(node, s_model, DATA, WEIGHTS);
        assertThat(node.warning()).as("weights are those of the model").isEmpty();
        run(node, run(with(learner(true), "execution/precision", "FLOAT32", "String", "output/uniquenessWhereCheap",
            "false", "boolean"), DATA, WEIGHTS)[0], DATA, WEIGHTS);
        assertThat(node.warning()).as("held in another precision").isEmpty();
        final PortObject changed = run(with(learner(true), "data/extraUncertainty", "10", "double",
            "output/uniquenessWhereCheap", "false", "boolean"), DATA, WEIGHTS)[0];
        run(node, changed, DATA, WEIGHTS);
        assertThat(node.warning()).hasValueSatisfying(text -> assertThat(text).contains("other values or weights"));
    }

    @Test
    public void settingsAreCheckedEarly() throws Exception {
        assertThatThrownBy(() -> with(errors(false), "samples", "1", "int")).hasMessageContaining("samples is 1");
        assertThatThrownBy(() -> with(errors(false), "levels", "4, 1", "String"))
            .hasMessageContaining("must be increasing");
        assertThatThrownBy(() -> with(errors(false), "levels", "four", "String")).hasMessageContaining("\"four\"");
        assertThatThrownBy(() -> with(errors(false), "pixels", "1;2", "String")).hasMessageContaining("whole numbers");
        refusedAtConfigure(with(errors(true), "held", "2", "String"), s_model, DATA, WEIGHTS)
            .hasMessageContaining("templates 0 to 1");
        refusedAtExecute(with(errors(true), "block", "26", "int"), s_model, DATA, WEIGHTS)
            .hasMessageContaining("from 1 to 25");
    }

    @Test
    public void cancelIsHeard() throws Exception {
        final NodeHost node = errors(true);
        configure(node, s_model, DATA, WEIGHTS);
        assertThatThrownBy(() -> node.execute(new ExecutionListener() {
            @Override
            public boolean isCancelled() {
                return true;
            }
        }, s_model, DATA, WEIGHTS)).isInstanceOf(CanceledExecutionException.class);
    }
}
