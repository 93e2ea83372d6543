package org.noisynmf.knime.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.plot;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.numbers;
import static org.noisynmf.knime.Tables.vectors;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import javax.imageio.ImageIO;

import org.junit.BeforeClass;
import org.junit.Test;
import org.knime.core.data.image.png.PNGImageCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.image.ImagePortObject;
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

    private static PortObject[] learnt;

    @BeforeClass
    public static void learn() throws Exception {
        System.setProperty("java.awt.headless", "true");
        learnt = run(learner(true), DATA, WEIGHTS);
    }

    private static void configure(final NodeHost node, final PortObject... inputs) throws InvalidSettingsException {
        node.configure(Arrays.stream(inputs).map(i -> i == null ? null : i.getSpec()).toArray(PortObjectSpec[]::new));
    }

    private static BufferedImage draw(final NodeHost node, final PortObject... inputs) throws Exception {
        configure(node, inputs);
        return image(node.execute(inputs)[0]);
    }

    private static BufferedImage image(final PortObject port) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(
            ((PNGImageCell)((ImagePortObject)port).toDataCell()).getImageContent().getByteArray()));
    }

    private static Set<Integer> colours(final BufferedImage image) {
        final Set<Integer> colours = new HashSet<>();
        for (final int pixel : image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
            colours.add(pixel & 0xffffff);
        }
        return colours;
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
        assertThatThrownBy(() -> node.execute(learnt[0], none, NO_TABLE, NO_TABLE)).isInstanceOf(KNIMEException.class)
            .hasMessageContaining("no rows");
    }

    @Test
    public void observationIsTheOneAskedFor() throws Exception {
        final int[][] pictures = new int[3][];
        final String[] ids = {"", "Row0", "Row7"};
        for (int p = 0; p < ids.length; p++) {
            final BufferedImage image = draw(with(plot(), "plot", "OBSERVATION", "String", "rowId", ids[p], "String"),
                learnt[0], NO_TABLE, DATA, WEIGHTS);
            pictures[p] = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
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
        assertThatThrownBy(() -> node.execute(learnt[0], NO_TABLE, DATA, NO_TABLE)).isInstanceOf(KNIMEException.class)
            .hasMessageContaining("data table has no row \"Row99\"");
        final NodeHost last = with(plot(), "plot", "OBSERVATION", "String", "rowId", "Row29", "String");
        final BufferedDataTable few = numbers(TOY.v()[0]);
        configure(last, learnt[0], NO_TABLE, DATA, few);
        assertThatThrownBy(() -> last.execute(learnt[0], NO_TABLE, DATA, few)).isInstanceOf(KNIMEException.class)
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
        assertThatThrownBy(() -> node.execute(learnt[0], NO_TABLE, none, NO_TABLE)).isInstanceOf(KNIMEException.class)
            .hasMessageContaining("no rows");
        final double[] missing = new double[40];
        Arrays.fill(missing, Double.NaN);
        final BufferedDataTable nothing = numbers(missing);
        configure(node, learnt[0], NO_TABLE, nothing, NO_TABLE);
        assertThatThrownBy(() -> node.execute(learnt[0], NO_TABLE, nothing, NO_TABLE))
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
