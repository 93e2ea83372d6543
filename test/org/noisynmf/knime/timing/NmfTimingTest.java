package org.noisynmf.knime.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.noisynmf.knime.Images.colours;
import static org.noisynmf.knime.Images.image;
import static org.noisynmf.knime.Nodes.configure;
import static org.noisynmf.knime.Nodes.refusedAtConfigure;
import static org.noisynmf.knime.Nodes.refusedAtExecute;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.table;
import static org.noisynmf.knime.Nodes.timing;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.ids;
import static org.noisynmf.knime.Tables.numbers;
import static org.noisynmf.knime.Tables.texts;
import static org.noisynmf.knime.Tables.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.BeforeClass;
import org.junit.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.settings.Machine;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.standin.ExecutionListener;
import org.noisynmf.standin.NodeHost;
import org.noisynmf.testing.Toy;

/** Which sizes are measured, and what is refused. How long they take is not tested: that is the machine's matter. */
public class NmfTimingTest {

    private static final Toy TOY = Toy.random(40, 30, 2, 0.05, 0.2, 3);

    private static final BufferedDataTable DATA = numbers(TOY.x());

    private static final BufferedDataTable WEIGHTS = numbers(TOY.v());

    @BeforeClass
    public static void withoutDisplay() {
        System.setProperty("java.awt.headless", "true");
    }

    private static NodeHost quick(final boolean weighted, final String... options) throws InvalidSettingsException {
        return with(with(timing(weighted), "passes", "3", "int", "warmUp", "0", "double"), options);
    }

    /** Columns 1 to 7 of each row: sizes and times. */
    private static double[][] numbersOf(final BufferedDataTable table) {
        final List<double[]> rows = new ArrayList<>();
        try (var all = table.iterator()) {
            while (all.hasNext()) {
                final DataCell[] cells = all.next().stream().skip(1).toArray(DataCell[]::new);
                rows.add(Arrays.stream(cells).mapToDouble(c -> ((DoubleValue)c).getDoubleValue()).toArray());
            }
        }
        return rows.toArray(double[][]::new);
    }

    @Test
    public void eachSizeVariesWhileTheOthersStay() throws Exception {
        final PortObject[] outputs = run(quick(true, "observationSizes", "20, 10,30", "String", "templateSizes",
            "4, 1", "String", "pixelSizes", "40", "String", "templates", "3", "int"), DATA, WEIGHTS);
        assertThat(ids(table(outputs, 0))).containsExactly("Observations 10", "Observations 20", "Observations 30",
            "Templates 1", "Templates 4", "Pixels 40");
        final double[][] rows = numbersOf(table(outputs, 0));
        final int[][] shapes = {{10, 3, 40}, {20, 3, 40}, {30, 3, 40}, {30, 1, 40}, {30, 4, 40}, {30, 3, 40}};
        for (int r = 0; r < shapes.length; r++) {
            for (int c = 0; c < 3; c++) {
                assertThat(rows[r][c]).as("row %d, column %d", r, c).isEqualTo(shapes[r][c]);
            }
            assertThat(rows[r][3]).as("observed entries").isBetween(1.0, rows[r][0] * rows[r][2]);
            assertThat(rows[r][4]).as("iterations").isEqualTo(3);
            assertThat(rows[r][5]).as("median").isPositive();
            assertThat(rows[r][6]).as("standard deviation").isNotNegative();
        }
        assertThat(rows[5]).as("the same shape is measured once").containsExactly(rows[2]);
        assertThat(colours(image(outputs[1]))).contains(0x0b63b0, 0xc8500a, 0x00805e);
    }

    @Test
    public void iterationsOfAllRoundsAreCounted() throws Exception {
        final String[] one = {"observationSizes", "30", "String", "templateSizes", "", "String", "pixelSizes", "40",
            "String"};
        for (final String passes : new String[]{"2", "5", "13"}) {
            assertThat(numbersOf(table(run(with(quick(false, one), "passes", passes, "int"), DATA), 0))[0][4])
                .isEqualTo(Integer.parseInt(passes));
        }
    }

    @Test
    public void whatTheFactorisationWarnsOfIsSaidOnce() throws Exception {
        final NodeHost node = quick(false, "observationSizes", "20,30", "String", "templateSizes", "", "String",
            "pixelSizes", "", "String", "execution/device", "auto", "String");
        run(node, DATA);
        final List<String> warnings = Nmf.factorise(NmfProblem.of(Observations.of(TOY.x(), null)),
            NmfSettings.builder().rank(2).device(Machine.AUTOMATIC_DEVICE).build(), Observer.NONE).warnings();
        assertThat(node.warning().stream().flatMap(String::lines)).containsExactlyElementsOf(warnings);
    }

    @Test
    public void withoutListsPartsOfTheTableAreMeasured() throws Exception {
        final PortObject[] outputs = run(quick(false, "templates", "2", "int", "templateSizes", "", "String"), DATA);
        assertThat(ids(table(outputs, 0))).containsExactly("Observations 3", "Observations 7", "Observations 15",
            "Observations 30", "Pixels 5", "Pixels 10", "Pixels 20", "Pixels 40");
        assertThat(ids(table(run(quick(false, "templates", "8", "int", "templateSizes", "", "String"), DATA), 0)))
            .as("parts that 8 templates can be learnt from").containsExactly("Observations 15", "Observations 30",
                "Pixels 10", "Pixels 20", "Pixels 40");
        assertThat(colours(image(outputs[1]))).as("two panels").contains(0x0b63b0, 0xc8500a)
            .doesNotContain(0x00805e);
    }

    @Test
    public void specsBeforeTheRunAreThoseAfterIt() throws Exception {
        final NodeHost node = quick(false, "templates", "1", "int", "templateSizes", "1", "String");
        final PortObjectSpec[] specs = configure(node, DATA);
        final PortObject[] outputs = node.execute(DATA);
        assertThat(table(outputs, 0).getDataTableSpec().equalStructure((DataTableSpec)specs[0])).isTrue();
        assertThat(outputs[1].getSpec()).isEqualTo(specs[1]);
    }

    @Test
    public void vectorsAreMeasuredToo() throws Exception {
        final PortObject[] outputs = run(quick(false, "data/form", "VECTOR", "String", "data/vectorColumn", "Pixels",
            "String", "observationSizes", "30", "String", "templateSizes", "2", "String", "pixelSizes", "7", "String"),
            vectors(TOY.x()));
        assertThat(ids(table(outputs, 0))).containsExactly("Observations 30", "Templates 2", "Pixels 7");
    }

    @Test
    public void oneRowAndOnePixelAreMeasuredAndNoneIsRefused() throws Exception {
        final String[] one = {"templates", "1", "int", "templateSizes", "1", "String"};
        assertThat(ids(table(run(quick(false, one), numbers(new double[]{3})), 0)))
            .containsExactly("Observations 1", "Templates 1", "Pixels 1");
        refusedAtExecute(quick(false, one), numbers()).hasMessageContaining("no rows");
        refusedAtExecute(quick(false, one), numbers(new double[]{Double.NaN}))
            .hasMessageContaining("so there is nothing");
        refusedAtConfigure(quick(false, one), texts("a")).hasMessageContaining("no numeric columns");
        refusedAtConfigure(quick(true, one), DATA, numbers(new double[]{1}))
            .hasMessageContaining("weights table lacks");
    }

    @Test
    public void sizesThatTheTableDoesNotHaveAreRefusedBeforeAnythingIsMeasured() throws Exception {
        refusedAtExecute(quick(false, "observationSizes", "10, 31", "String"), DATA)
            .hasMessageContaining("30 observations").hasMessageContaining("31");
        refusedAtExecute(quick(false, "pixelSizes", "41", "String"), DATA).hasMessageContaining("40 pixels")
            .hasMessageContaining("41");
        refusedAtExecute(quick(false, "templateSizes", "1, 31", "String"), DATA)
            .hasMessageContaining("31 templates cannot be learnt from 30 observations of 40 pixels");
        refusedAtExecute(quick(false, "templates", "31", "int", "templateSizes", "1", "String"), DATA)
            .hasMessageContaining("31 templates cannot be learnt from 30 observations");
        refusedAtExecute(quick(false, "observationSizes", "4", "String"), DATA)
            .hasMessageContaining("5 templates cannot be learnt from 4 observations");
    }

    @Test
    public void anAlgorithmThatTheDataDoNotSuitIsRefusedInTheEnginesWords() throws Exception {
        refusedAtExecute(quick(true, "algorithm", "LEE_SEUNG", "String", "templateSizes", "1", "String",
            "observationSizes", "20", "String", "pixelSizes", "20", "String"), DATA, WEIGHTS)
            .hasMessageContaining("Lee");
    }

    @Test
    public void aRunCanBeCancelled() throws Exception {
        final NodeHost node = with(timing(false), "passes", "1000000", "int", "warmUp", "0", "double");
        configure(node, DATA);
        final int[] heard = {0};
        final ExecutionListener impatient = new ExecutionListener() {
            @Override
            public boolean isCancelled() {
                return heard[0] > 10;
            }

            @Override
            public void progress(final double fraction, final String message) {
                heard[0]++;
            }
        };
        assertThatThrownBy(() -> node.execute(impatient, DATA)).isInstanceOf(CanceledExecutionException.class);
    }

    @Test
    public void settingsOutOfRangeAreRefused() {
        for (final List<String> option : List.of(List.of("passes", "1", "int"), List.of("warmUp", "-1.0", "double"),
            List.of("warmUp", "NaN", "double"), List.of("templates", "0", "int"),
            List.of("observationSizes", "10; 20", "String"), List.of("templateSizes", "0", "String"),
            List.of("pixelSizes", "1,", "String"), List.of("pixelSizes", "9999999999", "String"),
            List.of("execution/threads", "-1", "int"), List.of("image/width", "99", "int"))) {
            assertThatThrownBy(() -> with(timing(false), option.toArray(String[]::new))).as(option.toString())
                .isInstanceOf(InvalidSettingsException.class).hasMessageContaining(option.get(1));
        }
        assertThatThrownBy(() -> with(timing(false), "algorithm", "SEPARABLE", "String"))
            .isInstanceOf(InvalidSettingsException.class).hasMessageContaining("makes no iterations");
    }
}
