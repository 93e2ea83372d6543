package org.noisynmf.view.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.BeforeClass;
import org.junit.Test;
import org.noisynmf.view.Band;
import org.noisynmf.view.CoefficientRows;
import org.noisynmf.view.ConvergenceTrace;
import org.noisynmf.view.FactorisationView;
import org.noisynmf.view.NamedCurve;
import org.noisynmf.view.PackedFloats;
import org.noisynmf.view.PixelAxis;
import org.noisynmf.view.StoredObservation;
import org.noisynmf.view.Summary;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Drawings are looked at through what must be on them: colours, sizes, names. */
public class PlotsTest {

    private static final int FIRST_LINE = 0x0b63b0;

    private static final int SECOND_LINE = 0xc8500a;

    @BeforeClass
    public static void withoutDisplay() {
        System.setProperty("java.awt.headless", "true");
    }

    @Test
    public void templatesAreDrawnInTheirColours() throws IOException {
        final Set<Integer> colours = colours(Plots.templates(view(2, 0)).png(600, 400, 1));
        assertThat(colours).contains(FIRST_LINE, SECOND_LINE);
    }

    @Test
    public void templatesLieInTheirBandsAndPicturesHaveTitles() throws Exception {
        final double[] mean = {1, 4, 2};
        final double[][] quantiles = {{0, 1, 0}, {0.5, 3, 1}, {1.5, 5, 3}, {2, 7, 4}};
        final FactorisationView view = banded(PixelAxis.indexed(3), mean, quantiles);
        assertThat(text(Plots.templates(view))).contains("Templates");
        // the narrow band on the wide one is of the colour of the line, but paler: blue prevails
        assertThat(colours(Plots.templates(view).png(600, 400, 1)).stream()
            .filter(c -> (c & 0xff) > (c >> 16 & 0xff) + 60 && (c & 0xff) > 0xc0).count()).isGreaterThan(0);
        assertThat(colours(Plots.templates(banded(PixelAxis.indexed(3), mean, null)).png(600, 400, 1)).size())
            .isLessThan(colours(Plots.templates(view).png(600, 400, 1)).size());
    }

    @Test
    public void namedPixelsAreBarsWithTheirNamesOnALogarithmicAxisIfWanted() throws Exception {
        final FactorisationView view =
            banded(PixelAxis.ofNames(List.of("CO", "Ozone", "A very long name of a species")), new double[]{1, 400, 0},
                null);
        assertThat(texts(Plots.templates(view))).contains("CO", "Ozone", "A very long nam…");
        assertThat(texts(Plots.templates(view))).contains("400");
        assertThat(texts(Plots.templates(view, true))).as("powers of ten are drawn, not written").doesNotContain("400");
        final BufferedImage image = image(Plots.templates(view).png(600, 400, 1));
        assertThat(image.getRGB(330, 200) & 0xffffff).as("the middle of the highest bar").isEqualTo(FIRST_LINE);
    }

    private static FactorisationView banded(final PixelAxis pixels, final double[] mean, final double[][] quantiles) {
        return new FactorisationView("", pixels,
            List.of(new NamedCurve("t", PackedFloats.of(mean), quantiles == null ? null : Band.of(quantiles, 0, 3))),
            CoefficientRows.NONE, List.of(), List.of(), summary());
    }

    @Test
    public void residualsBeyondThreeSigmaAreMarked() throws Exception {
        final double[] data = {0, 0, 10, 0};
        final FactorisationView view = new FactorisationView("", PixelAxis.indexed(4),
            List.of(new NamedCurve("t", PackedFloats.of(0, 0, 0, 0))), CoefficientRows.NONE, List.of(),
            List.of(
                new StoredObservation("o", PackedFloats.of(data), PackedFloats.of(1, 1, 1, 1), PackedFloats.of(0), 1,
                    1),
                new StoredObservation("o", PackedFloats.of(data), PackedFloats.of(1, 1, 0.01, 1), PackedFloats.of(0), 1,
                    1)),
            summary());
        final int marked = ObservationPlot.MARKED.getRGB() & 0xffffff;
        assertThat(colours(Plots.observation(view, 0, Plots.Extent.ALL).png(600, 400, 1))).contains(marked);
        assertThat(colours(Plots.observation(view, 1, Plots.Extent.ALL).png(600, 400, 1))).doesNotContain(marked);
    }

    @Test
    public void ofManyStartsTheBestAloneIsInColour() throws IOException {
        final List<ConvergenceTrace> traces = IntStream.range(0, 6).mapToObj(r -> new ConvergenceTrace("Start " + r, 0,
            new double[]{0, 1, 2}, new double[]{9 + r, 5 + r, 3 + r}, new double[0], new double[0])).toList();
        final FactorisationView view = new FactorisationView("", PixelAxis.indexed(0), List.of(), CoefficientRows.NONE,
            traces, List.of(), summary());
        assertThat(colours(Plots.convergence(view, Plots.Along.PASSES, false).png(600, 400, 1)))
            .contains(FIRST_LINE, Charts.MUTED.getRGB() & 0xffffff).doesNotContain(SECOND_LINE);
    }

    @Test
    public void whatFallsFarStandsOnALogarithmicAxisOnlyIfThatIsWanted() throws Exception {
        assertThat(texts(Plots.convergence(view(2, 0), Plots.Along.PASSES, false, true))).doesNotContain("5,000");
        assertThat(texts(Plots.convergence(view(2, 0), Plots.Along.PASSES, false, false))).contains("5,000");
    }

    @Test
    public void everyTemplateIsNamedInTheSvg() throws Exception {
        final Element svg = svg(Plots.templates(view(8, 0)));
        assertThat(svg.getAttribute("width")).isEqualTo("600");
        assertThat(svg.getTextContent()).contains("T0 & <co>", "T7 & <co>");
    }

    private static String text(final Plot plot) throws Exception {
        return svg(plot).getTextContent();
    }

    private static List<String> texts(final Plot plot) throws Exception {
        final NodeList texts = svg(plot).getElementsByTagName("text");
        return IntStream.range(0, texts.getLength()).mapToObj(t -> texts.item(t).getTextContent()).toList();
    }

    /** The drawing of 600 × 400, where what is written can be read. */
    static Element svg(final Plot plot) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
            .parse(new ByteArrayInputStream(plot.svg(600, 400).getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    }

    @Test
    public void pixelsInAGridAreDrawnAsImages() throws IOException {
        final Set<Integer> colours = colours(Plots.templates(view(3, 4)).png(300, 120, 1));
        // The dark and the bright end of the scale.
        assertThat(colours).contains(0x440154, 0xfde725).doesNotContain(FIRST_LINE);
    }

    @Test
    public void convergenceHasALineARestart() throws IOException {
        for (final Plots.Along along : Plots.Along.values()) {
            assertThat(colours(Plots.convergence(view(2, 0), along, false).png(600, 400, 1))).as(along.name())
                .contains(FIRST_LINE, SECOND_LINE);
        }
    }

    @Test
    public void convergenceRunsAlongPassesOrSecondsWithTheKktResidualBelow() throws Exception {
        assertThat(text(Plots.convergence(view(2, 0), Plots.Along.PASSES, false))).contains("Iteration", "Restart 1")
            .doesNotContain("Seconds");
        final Plot both = Plots.convergence(view(2, 0), Plots.Along.SECONDS, true);
        assertThat(text(both)).contains("Seconds").doesNotContain("Iteration");
        assertThat(text(both).split("Restart 1", -1)).as("a restart is named once").hasSize(2);
        final BufferedImage image = image(both.png(600, 400, 1));
        assertThat(colours(image.getSubimage(0, 0, 600, 180))).as("χ²").contains(FIRST_LINE, SECOND_LINE);
        assertThat(colours(image.getSubimage(0, 190, 600, 150))).as("only the first restart has a KKT residual")
            .contains(FIRST_LINE).doesNotContain(SECOND_LINE);
    }

    @Test
    public void rowsWithoutSecondsAreLeftOutOfAPlotAlongSeconds() throws IOException {
        final FactorisationView untimed = new FactorisationView("", PixelAxis.indexed(0), List.of(),
            CoefficientRows.NONE,
            List.of(new ConvergenceTrace("no clock", 0, new double[]{0, 1}, new double[]{9, 3}, new double[0],
                new double[0]),
                new ConvergenceTrace("late clock", 0, new double[]{0, 1, 2}, new double[]{9, 3, 2}, new double[0],
                    new double[]{Double.NaN, 1, 2})),
            List.of(), summary());
        assertThat(colours(Plots.convergence(untimed, Plots.Along.SECONDS, false).png(600, 400, 1)))
            .contains(SECOND_LINE).doesNotContain(FIRST_LINE);
    }

    @Test
    public void anObservationHasItsReconstructionAndShadedGaps() throws IOException {
        final Set<Integer> colours = colours(Plots.observation(view(2, 0), 0, Plots.Extent.ALL).png(600, 400, 1));
        assertThat(colours).contains(0xcc2f72, Charts.SHADE.getRGB() & 0xffffff);
        assertThat(colours(Plots.observation(view(2, 0), 1, Plots.Extent.ALL).png(600, 400, 1)))
            .as("everything is observed in the second observation").doesNotContain(Charts.SHADE.getRGB() & 0xffffff);
    }

    @Test
    public void anObservationMayBeDrawnAsFarAsItWasObserved() throws Exception {
        final int d = 20;
        final double[] data = new double[d];
        Arrays.fill(data, Double.NaN);
        Arrays.fill(data, 8, 11, 2);
        final FactorisationView view = new FactorisationView("", PixelAxis.indexed(d),
            List.of(new NamedCurve("t", PackedFloats.of(IntStream.range(0, d).asDoubleStream().toArray()))),
            CoefficientRows.NONE, List.of(),
            List.of(new StoredObservation("", PackedFloats.of(data), null, PackedFloats.of(0.2), 1, 1)), summary());
        assertThat(texts(Plots.observation(view, 0, Plots.Extent.ALL))).as("pixels to 19, reconstruction to 3.8")
            .contains("18", "3.5");
        final Plot observed = Plots.observation(view, 0, Plots.Extent.OBSERVED);
        assertThat(texts(observed)).as("pixels 8 to 10, reconstruction 1.6 to 2")
            .contains("8.4", "1.65").doesNotContain("18", "3.5");
        assertThat(colours(observed.png(600, 400, 1))).doesNotContain(Charts.SHADE.getRGB() & 0xffffff);
        Arrays.fill(data, Double.NaN);
        final FactorisationView nothing = new FactorisationView("", PixelAxis.indexed(d), view.templates(),
            CoefficientRows.NONE, List.of(),
            List.of(new StoredObservation("", PackedFloats.of(data), null, PackedFloats.of(0), 0, 0)), summary());
        assertThat(image(Plots.observation(nothing, 0, Plots.Extent.OBSERVED).png(200, 100, 1))).isNotNull();
    }

    @Test
    public void aViewWithoutAnythingIsStillDrawn() throws IOException {
        final FactorisationView nothing = new FactorisationView("", PixelAxis.indexed(0), List.of(),
            CoefficientRows.NONE, List.of(), List.of(), summary());
        assertThat(image(Plots.templates(nothing).png(200, 100, 1)).getWidth()).isEqualTo(200);
        assertThat(image(Plots.convergence(nothing, Plots.Along.PASSES, true).png(200, 100, 1)).getWidth())
            .isEqualTo(200);
    }

    @Test
    public void anImageForPrintHasMorePixels() throws IOException {
        final BufferedImage image = image(Plots.templates(view(2, 0)).png(200, 100, 3));
        assertThat(image.getWidth()).isEqualTo(600);
        assertThat(image.getHeight()).isEqualTo(300);
        assertThatIllegalArgumentException().isThrownBy(() -> Plots.templates(view(2, 0)).png(10, 10, Double.NaN))
            .withMessageContaining("NaN");
    }

    @Test
    public void theReconstructionIsTheSumOfTheTemplates() {
        final FactorisationView view = view(2, 0);
        final double[] sum = ObservationPlot.reconstruction(view, view.observations().get(0));
        final float[] first = view.templates().get(0).values().toArray();
        final float[] second = view.templates().get(1).values().toArray();
        for (int i = 0; i < sum.length; i++) {
            // Products of single-precision numbers are exact in double precision, their sum to its last bit.
            assertThat(sum[i]).isEqualTo(1.0 * first[i] + 2.0 * second[i]);
        }
    }

    @Test
    public void gapsReachHalfWayToTheirNeighbours() {
        final List<double[]> gaps = ObservationPlot.gaps(new double[]{0, 1, 2, 3, 4},
            new double[]{Double.NaN, 5, Double.NaN, Double.NaN, 5});
        assertThat(gaps).hasSize(2);
        assertThat(gaps.get(0)).containsExactly(0, 0.5);
        assertThat(gaps.get(1)).containsExactly(1.5, 3.5);
    }

    @Test
    public void aThinnedLineKeepsItsPeaksAndItsOrder() {
        final int d = 10_000;
        final double[] x = IntStream.range(0, d).asDoubleStream().toArray();
        final double[] y = new double[d];
        y[3_333] = 7;
        y[7_777] = -2;
        Arrays.fill(y, 5_000, 6_000, Double.NaN);
        final Thinning thin = Thinning.of(x, y, 100);
        assertThat(thin.x()).hasSize(200).isSorted();
        assertThat(thin.y()).contains(7, -2).contains(Double.NaN);
        assertThat(Thinning.of(x, y, d).y()).isSameAs(y);
    }

    private static FactorisationView view(final int rank, final int gridRows) {
        final int d = 20;
        final double[] bump = IntStream.range(0, d).mapToDouble(i -> Math.exp(-0.1 * (i - 8) * (i - 8))).toArray();
        final double[] slope = IntStream.range(0, d).mapToDouble(i -> 0.05 * i).toArray();
        final List<NamedCurve> templates = IntStream.range(0, rank).mapToObj(
            k -> new NamedCurve("T" + k + " & <co>", PackedFloats.of(k % 2 == 0 ? bump : slope))).toList();
        final double[] h = IntStream.rangeClosed(1, rank).asDoubleStream().toArray();
        final double[] weights = new double[d];
        Arrays.fill(weights, 4);
        final double[] gap = weights.clone();
        Arrays.fill(gap, 10, 14, 0);
        final PixelAxis axis = gridRows == 0 ? PixelAxis.indexed(d) : PixelAxis.indexed(d).withGrid(gridRows, 5);
        final double[] passes = {0, 1, 2, 3};
        return new FactorisationView("", axis, templates, CoefficientRows.NONE,
            List.of(
                new ConvergenceTrace("Restart 1", 0, passes, new double[]{9000, 90, 40, 39},
                    new double[]{Double.NaN, 1, 0.1, 0}, passes),
                new ConvergenceTrace("Restart 2", 0, passes,
                    new double[]{Double.POSITIVE_INFINITY, 300, 200, Double.NaN}, new double[0], passes)),
            List.of(
                new StoredObservation("gap", PackedFloats.of(slope), PackedFloats.of(gap), PackedFloats.of(h), 1, 1),
                new StoredObservation("full", PackedFloats.of(bump), null, PackedFloats.of(h), 1, 1)),
            summary());
    }

    private static Summary summary() {
        return new Summary("a", "s", true, 1, 1, 0, 0, 0, 0, 0, List.of(), "CPU", List.of(), List.of());
    }

    private static BufferedImage image(final byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    static Set<Integer> colours(final byte[] png) throws IOException {
        return colours(image(png));
    }

    private static Set<Integer> colours(final BufferedImage image) {
        final Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y) & 0xffffff);
            }
        }
        assertThat(colours).contains(Color.WHITE.getRGB() & 0xffffff);
        return colours;
    }
}
