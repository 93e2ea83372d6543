package org.noisynmf.knime.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.noisynmf.knime.Nodes.configure;
import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.projection;
import static org.noisynmf.knime.Nodes.refusedAtConfigure;
import static org.noisynmf.knime.Nodes.refusedAtExecute;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.table;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.ids;
import static org.noisynmf.knime.Tables.numbers;
import static org.noisynmf.knime.Tables.texts;
import static org.noisynmf.knime.Tables.values;
import static org.noisynmf.knime.Tables.vectors;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.BeforeClass;
import org.junit.Test;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.noisynmf.engine.opencl.TestDevice;
import org.noisynmf.knime.Tables;
import org.noisynmf.standin.ExecutionListener;
import org.noisynmf.standin.NodeHost;
import org.noisynmf.testing.Toy;

/** What the projection delivers and what it refuses. */
public class NnlsProjectionTest {

    private static final Toy TOY = Toy.random(10, 30, 2, 0.05, 0.2, 3);

    private static final BufferedDataTable DATA = numbers(TOY.x());

    private static final BufferedDataTable WEIGHTS = numbers(TOY.v());

    private static PortObject[] learnt;

    @BeforeClass
    public static void learn() throws Exception {
        learnt = run(with(learner(true), "stopping/tolerance", "1e-12", "double"), DATA, WEIGHTS);
    }

    @Test
    public void projectingTheTrainingDataGivesTheLearntCoefficients() throws Exception {
        final double[][] projected = values(table(run(projection(true, false), learnt[0], DATA, WEIGHTS), 0));
        final double[][] expected = values(table(learnt, 2));
        for (int j = 0; j < projected.length; j++) {
            // the learner stopped when χ² fell by less than 1e-12, which leaves its coefficients to about the root
            assertThat(Arrays.copyOf(projected[j], 3)).containsExactly(Arrays.copyOf(expected[j], 3), within(1e-4));
        }
    }

    @Test
    public void tablesAreThosePromised() throws Exception {
        final NodeHost node = with(projection(true, true), "standardErrors", "true", "boolean");
        final PortObjectSpec[] promised = configure(node, learnt[0], DATA, WEIGHTS);
        final PortObject[] projected = node.execute(learnt[0], DATA, WEIGHTS);
        for (int p = 0; p < 2; p++) {
            assertThat(table(projected, p).getDataTableSpec().equalStructure((DataTableSpec)promised[p])).isTrue();
            assertThat(ids(table(projected, p))).isEqualTo(ids(DATA));
        }
        assertThat(table(projected, 0).getDataTableSpec().getColumnNames()).containsExactly("Template 0", "Template 1",
            "Template 0 (standard error)", "Template 1 (standard error)", "Chi-square", "Degrees of freedom");
    }

    /** A class, and a column that is called as a coefficient. */
    private static BufferedDataTable labelled() throws Exception {
        final DataTableSpec pixels = DATA.getDataTableSpec();
        final DataTableSpec spec = new DataTableSpec(new DataTableSpec(new String[]{"Class", "Template 1"},
            new DataType[]{StringCell.TYPE, IntCell.TYPE}), pixels);
        return Tables.table(spec, container -> {
            int j = 0;
            for (final DataRow row : DATA) {
                container.addRowToTable(new DefaultRow(row.getKey(),
                    Stream.concat(Stream.of(new StringCell("class " + j % 3), new IntCell(j)),
                        IntStream.range(0, row.getNumCells()).mapToObj(row::getCell)).toList()));
                j++;
            }
        });
    }

    @Test
    public void columnsOfTheDataStayBesideTheCoefficients() throws Exception {
        final BufferedDataTable data = labelled();
        final double[][] alone = values(table(run(projection(true, false), learnt[0], data, WEIGHTS), 0));
        final NodeHost node = with(projection(true, false), "keptColumns", "OTHERS", "String");
        final PortObjectSpec[] promised = configure(node, learnt[0], data, WEIGHTS);
        final BufferedDataTable beside = table(node.execute(learnt[0], data, WEIGHTS), 0);
        assertThat(beside.getDataTableSpec().equalStructure((DataTableSpec)promised[0])).isTrue();
        assertThat(beside.getDataTableSpec().getColumnNames()).containsExactly("Class", "Template 1", "Template 0",
            "Template 1 (#1)", "Chi-square", "Degrees of freedom");
        int j = 0;
        for (final DataRow row : beside) {
            assertThat(row.getCell(0)).hasToString("class " + j % 3);
            for (int c = 0; c < 3; c++) {
                assertThat(((DoubleValue)row.getCell(2 + c)).getDoubleValue()).isEqualTo(alone[j][c]);
            }
            j++;
        }
        assertThat(
            table(run(with(projection(true, false), "keptColumns", "ALL", "String"), learnt[0], data, WEIGHTS), 0)
                .getDataTableSpec().getNumColumns())
            .as("12 of the data, 4 of the projection").isEqualTo(16);
        assertThat(table(run(with(projection(true, false), "keptColumns", "OTHERS", "String"), learnt[0], DATA,
            WEIGHTS), 0).getDataTableSpec().getNumColumns()).as("there is no other").isEqualTo(4);
    }

    @Test
    public void errorsFromTemplatesNeedAModelThatHoldsThem() throws Exception {
        refusedAtExecute(with(projection(true, false), "templateErrors", "true", "boolean"), learnt[0], DATA, WEIGHTS)
            .hasMessageContaining("The model holds no sets of templates");
    }

    @Test
    public void oneRowIsEnough() throws Exception {
        final double[] alone = values(table(run(projection(true, false), learnt[0], numbers(TOY.x()[0]),
            numbers(TOY.v()[0])), 0))[0];
        assertThat(alone).isEqualTo(values(table(run(projection(true, false), learnt[0], DATA, WEIGHTS), 0))[0]);
    }

    @Test
    public void reconstructionIsCoefficientsTimesTemplates() throws Exception {
        final PortObject[] projected = run(projection(true, true), learnt[0], DATA, WEIGHTS);
        final double[][] templates = values(table(learnt, 1));
        final double[][] coefficients = values(table(projected, 0));
        final double[][] reconstruction = values(table(projected, 1));
        for (int j = 0; j < reconstruction.length; j++) {
            for (int i = 0; i < reconstruction[j].length; i++) {
                assertThat(reconstruction[j][i]).isCloseTo(
                    coefficients[j][0] * templates[0][i] + coefficients[j][1] * templates[1][i], within(1e-12));
            }
        }
    }

    /** With one template w the variance of a coefficient is 1 / Σ v w². */
    @Test
    public void standardErrorOfASingleTemplateIsTheTextbooks() throws Exception {
        final PortObject[] one = run(with(learner(false), "method/rank", "1", "int"), DATA);
        final double[][] projected = values(table(
            run(with(projection(true, false), "standardErrors", "true", "boolean"), one[0], DATA, WEIGHTS), 0));
        final double[] template = values(table(one, 1))[0];
        for (int j = 0; j < projected.length; j++) {
            double information = 0;
            for (int i = 0; i < template.length; i++) {
                information += TOY.v()[j][i] * template[i] * template[i];
            }
            assertThat(projected[j][1]).isCloseTo(1 / Math.sqrt(information), within(1e-10));
        }
    }

    @Test
    public void rowWithoutWeightGetsMissingCellsAndAWarning() throws Exception {
        final double[][] data = {TOY.x()[0].clone(), new double[10]};
        Arrays.fill(data[1], Double.NaN);
        final NodeHost node = projection(false, true);
        final PortObject[] projected = run(node, learnt[0], numbers(data));
        assertThat(values(table(projected, 0))[1]).containsOnly(Double.NaN);
        assertThat(values(table(projected, 1))[1]).containsOnly(Double.NaN);
        assertThat(values(table(projected, 0))[0]).doesNotContain(Double.NaN);
        assertThat(node.warning().orElseThrow()).contains("1 observation without any weight");
    }

    @Test
    public void columnsTheModelNeedsAreNamedAtConfigure() {
        refusedAtConfigure(projection(false, false), learnt[0], numbers(new double[]{1, 2, 3}))
            .hasMessageContaining("lacks 7 of the 10").hasMessageContaining("\"Pixel 3\"");
        refusedAtConfigure(projection(false, false), learnt[0], texts("1", "2", "3", "4", "5", "6", "7", "8", "9", "0"))
            .hasMessageContaining("\"Pixel 0\"").hasMessageContaining("must be a number");
    }

    @Test
    public void columnsAreFoundByNameAmongOthers() throws Exception {
        final double[][] wider = new double[30][12];
        for (int j = 0; j < 30; j++) {
            Arrays.fill(wider[j], 99);
            System.arraycopy(TOY.x()[j], 0, wider[j], 0, 10);
        }
        assertThat(values(table(run(projection(true, false), learnt[0], numbers(wider), WEIGHTS), 0)))
            .isDeepEqualTo(values(table(run(projection(true, false), learnt[0], DATA, WEIGHTS), 0)));
    }

    @Test
    public void vectorsMustHaveTheModelsLength() throws Exception {
        final PortObject[] fromVectors = run(with(learner(false), "data/form", "VECTOR", "String", "data/vectorColumn",
            "Pixels", "String"), vectors(TOY.x()));
        assertThat(values(table(run(projection(false, true), fromVectors[0], vectors(TOY.x())), 1)))
            .hasDimensions(30, 10);
        refusedAtExecute(projection(false, false), fromVectors[0], vectors(new double[]{1, 2}))
            .hasMessageContaining("holds 2 numbers").hasMessageContaining("10 are expected");
        refusedAtConfigure(projection(false, false), fromVectors[0], DATA).hasMessageContaining("no vector column");
    }

    @Test
    public void tableWithoutRowsIsRefused() throws Exception {
        final PortObject[] three = run(learner(false), numbers(new double[]{1, 2, 3}, new double[]{3, 2, 1}));
        refusedAtExecute(projection(false, false), three[0], numbers()).hasMessageContaining("no rows");
    }

    @Test
    public void cancelIsHeard() throws Exception {
        final NodeHost node = projection(false, false);
        configure(node, learnt[0], DATA);
        assertThatThrownBy(() -> node.execute(new ExecutionListener() {
            @Override
            public boolean isCancelled() {
                return true;
            }
        }, learnt[0], DATA)).isInstanceOf(CanceledExecutionException.class);
    }

    @Test
    public void negativeThreadsAreRefused() {
        assertThatThrownBy(() -> with(projection(false, false), "threads", "-1", "int"))
            .hasMessageContaining("threads is -1");
    }

    @Test
    public void devicesFollowTheRulesOfTheLearner() throws Exception {
        assertThatThrownBy(() -> with(projection(false, false), "device", "gpu", "String"))
            .hasMessageContaining("\"gpu\"");
        final double[][] onCpu = values(table(run(projection(true, false), learnt[0], DATA, WEIGHTS), 0));
        final NodeHost automatic = with(projection(true, false), "device", "auto", "String");
        assertThat(values(table(run(automatic, learnt[0], DATA, WEIGHTS), 0))[0])
            .containsExactly(onCpu[0], within(1e-4));
        // a number that no machine has: refused where OpenCL is, a failure where it is not
        refusedAtExecute(with(projection(true, false), "device", "9999", "String"), learnt[0], DATA, WEIGHTS)
            .hasMessageContaining("OpenCL");
        TestDevice.require();
        final double[][] onDevice = values(
            table(run(with(projection(true, false), "device", "0", "String"), learnt[0], DATA, WEIGHTS), 0));
        for (int j = 0; j < onCpu.length; j++) {
            assertThat(onDevice[j]).containsExactly(onCpu[j], within(TestDevice.doubles() ? 1e-10 : 1e-4));
        }
    }
}
