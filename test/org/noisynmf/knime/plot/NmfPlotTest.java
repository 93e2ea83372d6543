package org.noisynmf.knime.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.noisynmf.knime.Images.colours;
import static org.noisynmf.knime.Images.image;
import static org.noisynmf.knime.Nodes.aligner;
import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.plot;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.simulator;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.numbers;
import static org.noisynmf.knime.Tables.vectors;

import java.awt.image.BufferedImage;
import java.util.Arrays;

import org.junit.BeforeClass;
import org.junit.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.noisynmf.knime.Tables;
import org.noisynmf.standin.NodeHost;
import org.noisynmf.testing.Toy;

/** What the plot node draws and what it refuses. */
public class NmfPlotTest {

    private static final Toy TOY = Toy.random(40, 30, 2, 0.05, 0.2, 3);

    private static final BufferedDataTable DATA = numbers(TOY.x());

    private static final BufferedDataTable WEIGHTS = numbers(TOY.v());

    private static final BufferedDataTable NO_TABLE = null;

    /** Colour of the first template and of the first run. */
    private static final int FIRST_LINE = 0x0b63b0;

    private static final int SECOND_LINE = 0xc8500a;

    private static final int PORTS = 6;

    private static PortObject[] learnt;

    @BeforeClass
    public static void learn() throws Exception {
        System.setProperty("java.awt.headless", "true");
        learnt = run(with(learner(true), "start/starts", "1", "int"), DATA, WEIGHTS);
    }

    /** Connects the first ports and leaves the others open. */
    private static void configure(final NodeHost node, final PortObject... inputs) throws InvalidSettingsException {
        node.configure(Arrays.stream(Arrays.copyOf(inputs, PORTS)).map(i -> i == null ? null : i.getSpec())
            .toArray(PortObjectSpec[]::new));
    }

    private static PortObject[] execute(final NodeHost node, final PortObject... inputs) throws Exception {
        return node.execute(Arrays.copyOf(inputs, PORTS));
    }

    private static BufferedImage draw(final NodeHost node, final PortObject... inputs) throws Exception {
        configure(node, inputs);
        return image(execute(node, inputs)[0]);
    }

    @Test
    public void templatesAreDrawnFromTheModelAlone() throws Exception {
        final BufferedImage image = draw(plot(), learnt[0], NO_TABLE, NO_TABLE, NO_TABLE);
        assertThat(image.getWidth()).isEqualTo(800);
        assertThat(image.getHeight()).isEqualTo(500);
        assertThat(colours(image)).contains(FIRST_LINE, SECOND_LINE);
    }

    @Test
    public void templatesOfImagesAreDrawnAsImages() throws Exception {
        final PortObject[] images = run(with(learner(false), "output/imageRows", "5", "int"), DATA);
        assertThat(colours(draw(plot(), images[0], NO_TABLE, NO_TABLE, NO_TABLE))).as("brightest of the colour map")
            .contains(0xfde725).doesNotContain(FIRST_LINE);
    }

    @Test
    public void sizeIsWhatTheSettingsSay() throws Exception {
        final BufferedImage image = draw(with(plot(), "width", "400", "int", "height", "300", "int", "resolution",
            "1.5", "double"), learnt[0], NO_TABLE, NO_TABLE, NO_TABLE);
        assertThat(image.getWidth()).isEqualTo(600);
        assertThat(image.getHeight()).isEqualTo(450);
    }

    @Test
    public void convergenceNeedsItsTable() throws Exception {
        final NodeHost node = with(plot(), "plot", "CONVERGENCE", "String");
        assertThat(colours(draw(node, learnt[0], learnt[3], NO_TABLE, NO_TABLE))).contains(FIRST_LINE)
            .doesNotContain(SECOND_LINE);
        assertThatThrownBy(() -> configure(node, learnt[0], NO_TABLE, DATA, NO_TABLE))
            .isInstanceOf(InvalidSettingsException.class).hasMessageContaining("port \"Convergence\"");
        assertThatThrownBy(() -> configure(node, learnt[0], DATA, NO_TABLE, NO_TABLE))
            .isInstanceOf(InvalidSettingsException.class).hasMessageContaining("Restart, Pass, Growth");
        final BufferedDataTable none = Tables.table(((BufferedDataTable)learnt[3]).getDataTableSpec(), rows -> {
            // no row
        });
        configure(node, learnt[0], none, NO_TABLE, NO_TABLE);
        assertThatThrownBy(() -> execute(node, learnt[0], none, NO_TABLE, NO_TABLE)).isInstanceOf(KNIMEException.class)
            .hasMessageContaining("no rows");
    }

    @Test
    public void convergenceRunsAlongSecondsAndHasTheKktResidual() throws Exception {
        final NodeHost node = with(plot(), "plot", "CONVERGENCE", "String");
        final int passes = pixels(node, learnt[0], learnt[3]);
        assertThat(pixels(with(node, "along", "SECONDS", "String"), learnt[0], learnt[3])).isNotEqualTo(passes);
        final BufferedImage both =
            draw(with(plot(), "plot", "CONVERGENCE", "String", "kkt", "true", "boolean"), learnt[0], learnt[3]);
        assertThat(colours(both.getSubimage(0, 0, 800, 220))).as("misfit").contains(FIRST_LINE);
        assertThat(colours(both.getSubimage(0, 250, 800, 200))).as("KKT residual").contains(FIRST_LINE);
    }

    @Test
    public void aTableWithoutKktResidualsSaysSo() throws Exception {
        final BufferedDataTable unmeasured = Tables.table(((BufferedDataTable)learnt[3]).getDataTableSpec(),
            rows -> rows.addRowToTable(new DefaultRow("Row0", new IntCell(0), new IntCell(1), new IntCell(0),
                Tables.cell(5), DataType.getMissingCell(), Tables.cell(0.1))));
        final NodeHost node = with(plot(), "plot", "CONVERGENCE", "String", "kkt", "true", "boolean");
        configure(node, learnt[0], unmeasured);
        assertThatThrownBy(() -> execute(node, learnt[0], unmeasured)).isInstanceOf(KNIMEException.class)
            .hasMessageContaining("no value in column \"KKT residual\"");
        assertThat(draw(with(plot(), "plot", "CONVERGENCE", "String"), learnt[0], unmeasured)).isNotNull();
    }

    /** A number that differs where pictures differ: a failure need not print them. */
    private static int pixels(final NodeHost node, final PortObject... inputs) throws Exception {
        final BufferedImage image = draw(node, inputs);
        return Arrays.hashCode(
            image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()));
    }

    /** Aligned spectra: observations, inverse variances, scales and wavelengths. */
    private static PortObject[] aligned(final String form) throws Exception {
        final PortObject[] observed = run(with(simulator(), "kind", "QUASARS", "String", "quasars/spectra", "12", "int",
            "quasars/step", "0.01", "double", "quasars/lowestRedshift", "1", "double", "quasars/highestRedshift", "2",
            "double", "quasars/templates", "2", "int", "quasars/frame", "OBSERVED", "String"));
        return run(with(aligner(), "step", "0.01", "double", "form", form, "String", "fewest", "5", "int"),
            observed[0]);
    }

    @Test
    public void observationIsDrawnInTheFrameInWhichItWasObserved() throws Exception {
        final PortObject[] aligned = aligned("COLUMNS");
        final PortObject[] model = run(learner(true), aligned[0], aligned[1]);
        final NodeHost node = with(plot(), "plot", "OBSERVATION", "String", "rowId", "Row3", "String");
        final int rest = pixels(node, model[0], NO_TABLE, aligned[0], aligned[1]);
        final int observed = pixels(node, model[0], NO_TABLE, aligned[0], aligned[1], aligned[2]);
        assertThat(observed).isNotEqualTo(rest);
        final BufferedDataTable unity = Tables.table(((BufferedDataTable)aligned[2]).getDataTableSpec(),
            rows -> rows.addRowToTable(new DefaultRow("Row3", Tables.cell(0), Tables.cell(1), new IntCell(1))));
        assertThat(pixels(node, model[0], NO_TABLE, aligned[0], aligned[1], unity)).as("z = 0, scale 1: other numbers")
            .isNotEqualTo(observed).as("z = 0, scale 1: as far as it was observed").isNotEqualTo(rest);
        assertThat(pixels(node, model[0], NO_TABLE, aligned[0], aligned[1], aligned[2], aligned[3]))
            .as("wavelengths are the names of the columns, here to four digits more").isNotEqualTo(rest);
    }

    @Test
    public void vectorsNeedTheirWavelengthsForTheObservedFrame() throws Exception {
        final PortObject[] aligned = aligned("VECTOR");
        final PortObject[] model = run(with(learner(true), "data/form", "VECTOR", "String", "data/vectorColumn",
            "Pixels", "String"), aligned[0], aligned[1]);
        final NodeHost node = with(plot(), "plot", "OBSERVATION", "String");
        assertThatThrownBy(() -> configure(node, model[0], NO_TABLE, aligned[0], aligned[1], aligned[2]))
            .isInstanceOf(InvalidSettingsException.class).hasMessageContaining("Connect the table of wavelengths");
        final int indexed = pixels(node, model[0], NO_TABLE, aligned[0], aligned[1]);
        final int rest = pixels(node, model[0], NO_TABLE, aligned[0], aligned[1], NO_TABLE, aligned[3]);
        assertThat(rest).isNotEqualTo(indexed);
        assertThat(pixels(node, model[0], NO_TABLE, aligned[0], aligned[1], aligned[2], aligned[3]))
            .isNotEqualTo(rest);
        final BufferedDataTable few = Tables.table(((BufferedDataTable)aligned[3]).getDataTableSpec(),
            rows -> rows.addRowToTable(new DefaultRow("Row0", Tables.cell(5), new IntCell(1), Tables.cell(1))));
        configure(node, model[0], NO_TABLE, aligned[0], NO_TABLE, NO_TABLE, few);
        assertThatThrownBy(() -> execute(node, model[0], NO_TABLE, aligned[0], NO_TABLE, NO_TABLE, few))
            .isInstanceOf(KNIMEException.class).hasMessageContaining("\"Wavelengths\" has 1 rows, but the model has");
    }

    @Test
    public void scalesMustHaveTheRowWithRedshiftAndScale() throws Exception {
        final PortObject[] aligned = aligned("COLUMNS");
        final PortObject[] model = run(learner(true), aligned[0], aligned[1]);
        final NodeHost node = with(plot(), "plot", "OBSERVATION", "String", "rowId", "Row3", "String");
        assertThatThrownBy(() -> configure(node, model[0], NO_TABLE, aligned[0], NO_TABLE, aligned[3]))
            .isInstanceOf(InvalidSettingsException.class).hasMessageContaining("no numeric column \"Redshift\"");
        assertThatThrownBy(() -> configure(node, model[0], NO_TABLE, aligned[0], NO_TABLE, NO_TABLE, aligned[2]))
            .isInstanceOf(InvalidSettingsException.class).hasMessageContaining("no numeric column \"Wavelength\"");
        final PortObject[] byName = run(learner(false), DATA);
        assertThatThrownBy(() -> configure(node, byName[0], NO_TABLE, DATA, NO_TABLE, aligned[2]))
            .as("columns without wavelengths").isInstanceOf(InvalidSettingsException.class)
            .hasMessageContaining("the wavelengths of its pixels");
        final DataTableSpec spec = ((BufferedDataTable)aligned[2]).getDataTableSpec();
        final DataCell[][] cells = {{Tables.cell(1), DataType.getMissingCell()}, {Tables.cell(1), Tables.cell(0)},
            {Tables.cell(-1), Tables.cell(1)}};
        final String[] problems =
            {"\"Scale\" of the table at the port \"Scales\" is missing", "is 0.0", "\"Redshift\""};
        for (int p = 0; p < problems.length; p++) {
            final DataCell[] row = {cells[p][0], cells[p][1], new IntCell(1)};
            final BufferedDataTable bad = Tables.table(spec, rows -> rows.addRowToTable(new DefaultRow("Row3", row)));
            configure(node, model[0], NO_TABLE, aligned[0], NO_TABLE, bad);
            assertThatThrownBy(() -> execute(node, model[0], NO_TABLE, aligned[0], NO_TABLE, bad))
                .isInstanceOf(KNIMEException.class).hasMessageContaining("Row \"Row3\"")
                .hasMessageContaining(problems[p]);
        }
        final BufferedDataTable none = Tables.table(spec, rows -> {
            // no row
        });
        configure(node, model[0], NO_TABLE, aligned[0], NO_TABLE, none);
        assertThatThrownBy(() -> execute(node, model[0], NO_TABLE, aligned[0], NO_TABLE, none))
            .isInstanceOf(KNIMEException.class).hasMessageContaining("has no row \"Row3\"");
    }

    @Test
    public void observationIsTheOneAskedFor() throws Exception {
        final int[] pictures = new int[3];
        final String[] ids = {"", "Row0", "Row7"};
        for (int p = 0; p < ids.length; p++) {
            pictures[p] = pixels(with(plot(), "plot", "OBSERVATION", "String", "rowId", ids[p], "String"), learnt[0],
                NO_TABLE, DATA, WEIGHTS);
        }
        assertThat(pictures[0]).as("without a row ID the first row").isEqualTo(pictures[1]);
        assertThat(pictures[2]).isNotEqualTo(pictures[0]);
    }

    @Test
    public void observationIsDrawnWithoutWeightsToo() throws Exception {
        final NodeHost node = with(plot(), "plot", "OBSERVATION", "String");
        final BufferedImage without = draw(node, learnt[0], NO_TABLE, DATA, NO_TABLE);
        final BufferedImage with = draw(node, learnt[0], NO_TABLE, DATA, WEIGHTS);
        assertThat(colours(without)).as("nothing is unobserved, so nothing is shaded")
            .hasSizeLessThan(colours(with).size());
    }

    @Test
    public void vectorsAreDrawnToo() throws Exception {
        final BufferedDataTable table = vectors(TOY.x());
        final PortObject[] fromVectors = run(with(learner(false), "data/form", "VECTOR", "String", "data/vectorColumn",
            "Pixels", "String"), table);
        assertThat(draw(with(plot(), "plot", "OBSERVATION", "String"), fromVectors[0], NO_TABLE, table, NO_TABLE))
            .isNotNull();
    }

    @Test
    public void rowsThatAreNotThereAreNamed() throws Exception {
        final NodeHost node = with(plot(), "plot", "OBSERVATION", "String", "rowId", "Row99", "String");
        configure(node, learnt[0], NO_TABLE, DATA, NO_TABLE);
        assertThatThrownBy(() -> execute(node, learnt[0], NO_TABLE, DATA, NO_TABLE)).isInstanceOf(KNIMEException.class)
            .hasMessageContaining("data table has no row \"Row99\"");
        final NodeHost last = with(plot(), "plot", "OBSERVATION", "String", "rowId", "Row29", "String");
        final BufferedDataTable few = numbers(TOY.v()[0]);
        configure(last, learnt[0], NO_TABLE, DATA, few);
        assertThatThrownBy(() -> execute(last, learnt[0], NO_TABLE, DATA, few)).isInstanceOf(KNIMEException.class)
            .hasMessageContaining("weights table has no row \"Row29\"");
    }

    @Test
    public void observationNeedsDataOfTheModelsPixels() throws Exception {
        final NodeHost node = with(plot(), "plot", "OBSERVATION", "String");
        assertThatThrownBy(() -> configure(node, learnt[0], learnt[3], NO_TABLE, NO_TABLE))
            .isInstanceOf(InvalidSettingsException.class).hasMessageContaining("port \"Data\"");
        assertThatThrownBy(() -> configure(node, learnt[0], NO_TABLE, numbers(new double[]{1, 2}), NO_TABLE))
            .isInstanceOf(InvalidSettingsException.class).hasMessageContaining("lacks 38 of the 40");
        final BufferedDataTable none = Tables.table(DATA.getDataTableSpec(), rows -> {
            // no row
        });
        configure(node, learnt[0], NO_TABLE, none, NO_TABLE);
        assertThatThrownBy(() -> execute(node, learnt[0], NO_TABLE, none, NO_TABLE)).isInstanceOf(KNIMEException.class)
            .hasMessageContaining("no rows");
        final double[] missing = new double[40];
        Arrays.fill(missing, Double.NaN);
        final BufferedDataTable nothing = numbers(missing);
        configure(node, learnt[0], NO_TABLE, nothing, NO_TABLE);
        assertThatThrownBy(() -> execute(node, learnt[0], NO_TABLE, nothing, NO_TABLE))
            .isInstanceOf(KNIMEException.class).hasMessageContaining("\"Row0\" has no observed pixel");
    }

    @Test
    public void sizesOutOfRangeAreRefused() {
        for (final String[] option : new String[][]{{"width", "99", "int"}, {"height", "5001", "int"},
            {"resolution", "0.4", "double"}, {"resolution", "NaN", "double"}}) {
            assertThatThrownBy(() -> with(plot(), option)).isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(option[0]).hasMessageContaining(option[1]);
        }
    }
}
