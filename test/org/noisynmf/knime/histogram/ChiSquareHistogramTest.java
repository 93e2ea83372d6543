package org.noisynmf.knime.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.noisynmf.knime.Images.colours;
import static org.noisynmf.knime.Images.image;
import static org.noisynmf.knime.Nodes.histogram;
import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.refusedAtConfigure;
import static org.noisynmf.knime.Nodes.refusedAtExecute;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.scorer;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.numbers;
import static org.noisynmf.knime.Tables.texts;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

import org.junit.BeforeClass;
import org.junit.Test;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.noisynmf.knime.Tables;
import org.noisynmf.standin.NodeHost;
import org.noisynmf.testing.Toy;

/** What the histogram node draws, what it leaves out and what it refuses. */
public class ChiSquareHistogramTest {

    private static final int BARS = 0x7fb0dd;

    private static final int MEDIAN = 0xc8500a;

    @BeforeClass
    public static void withoutDisplay() {
        System.setProperty("java.awt.headless", "true");
    }

    /** @return a histogram of the first column of the tables here */
    private static NodeHost ofFirstColumn(final String... options) throws InvalidSettingsException {
        return with(with(histogram(), "column", "Pixel 0", "String"), options);
    }

    @Test
    public void differencesOfTheScorerAreDrawnWithoutAnySetting() throws Exception {
        final Toy toy = Toy.random(40, 30, 2, 0.05, 0.2, 3);
        final BufferedDataTable data = numbers(toy.x());
        final PortObject two = run(learner(false), data)[0];
        final PortObject one = run(with(learner(false), "method/rank", "1", "int"), data)[0];
        final PortObject[] scores = run(scorer(false, true), two, data, one);
        final BufferedImage image = image(run(histogram(), scores[2])[0]);
        assertThat(image.getWidth()).isEqualTo(800);
        assertThat(image.getHeight()).isEqualTo(500);
        assertThat(colours(image)).contains(BARS, MEDIAN);
        refusedAtConfigure(histogram(), run(scorer(false, false), two, data)[2])
            .hasMessageContaining("no column \"Chi-square difference\"").hasMessageContaining("comparison model");
    }

    @Test
    public void sizeBinsAndShareAreWhatTheSettingsSay() throws Exception {
        final BufferedDataTable table = numbers(new double[]{1}, new double[]{2}, new double[]{3}, new double[]{99});
        final BufferedImage image = image(run(ofFirstColumn("image/width", "400", "int", "image/height", "300", "int",
            "image/resolution", "2", "double"), table)[0]);
        assertThat(image.getWidth()).isEqualTo(800);
        assertThat(image.getHeight()).isEqualTo(600);
        final int all = pixels(ofFirstColumn("share", "100", "double"), table);
        assertThat(pixels(ofFirstColumn("share", "50", "double"), table)).as("share").isNotEqualTo(all);
        assertThat(pixels(ofFirstColumn("share", "100", "double", "bins", "3", "int"), table)).as("bins")
            .isNotEqualTo(all);
    }

    private static int pixels(final NodeHost node, final BufferedDataTable table) throws Exception {
        final BufferedImage image = image(run(node, table)[0]);
        return Arrays.hashCode(
            image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()));
    }

    @Test
    public void missingCellsAreLeftOutWithAWarning() throws Exception {
        final NodeHost node = ofFirstColumn();
        assertThat(colours(image(run(node, numbers(new double[]{1}, new double[]{Double.NaN}))[0]))).contains(BARS);
        assertThat(node.warning()).hasValueSatisfying(w -> assertThat(w).contains("1 row without a value"));
        run(node, numbers(new double[]{1}, new double[]{2}));
        assertThat(node.warning()).isEmpty();
    }

    @Test
    public void oneRowIsDrawnAndNoneIsRefused() throws Exception {
        assertThat(colours(image(run(ofFirstColumn(), numbers(new double[]{-3}))[0]))).contains(BARS);
        refusedAtExecute(ofFirstColumn(), numbers()).hasMessageContaining("no value in any of 0 rows");
        refusedAtExecute(ofFirstColumn(), numbers(new double[]{Double.NaN}))
            .hasMessageContaining("no value in any of 1 row,");
    }

    @Test
    public void cellsThatCannotBeDrawnAreNamed() throws Exception {
        final BufferedDataTable infinite = Tables.table(numbers().getDataTableSpec(), rows -> rows.addRowToTable(
            new DefaultRow("Bad", Tables.cell(Double.POSITIVE_INFINITY), Tables.cell(1),
                Tables.cell(1))));
        refusedAtExecute(ofFirstColumn(), infinite).hasMessageContaining("Row \"Bad\", column \"Pixel 0\" is Infinity");
        refusedAtConfigure(ofFirstColumn(), texts("a", "b")).hasMessageContaining("Column \"Pixel 0\" holds");
        refusedAtConfigure(with(histogram(), "column", "Elsewhere", "String"), numbers(new double[]{1}))
            .hasMessageContaining("no column \"Elsewhere\"");
    }

    @Test
    public void settingsOutOfRangeAreRefused() {
        for (final List<String> option : List.of(List.of("bins", "0", "int"), List.of("bins", "1001", "int"),
            List.of("share", "0", "double"), List.of("share", "100.5", "double"), List.of("share", "NaN", "double"),
            List.of("image/width", "99", "int"), List.of("image/height", "5001", "int"),
            List.of("image/resolution", "NaN", "double"))) {
            assertThatThrownBy(() -> with(histogram(), option.toArray(String[]::new))).as(option.toString())
                .isInstanceOf(InvalidSettingsException.class).hasMessageContaining(option.get(1));
        }
    }
}
