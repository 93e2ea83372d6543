package org.noisynmf.view.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.TickUnits;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYDataset;
import org.jfree.data.xy.XYDataset;
import org.jspecify.annotations.Nullable;
import org.noisynmf.view.PixelAxis;

/** Charts of lines and points in the page's style. */
final class Charts {

    static final Color INK = new Color(0x1c2126);

    /** Where nothing was observed. */
    static final Color SHADE = new Color(0xe9edf1);

    /** Bars of a histogram. */
    static final Color BARS = new Color(0x7fb0dd);

    /** The page's colours of lines on a light background. */
    private static final Color[] COLOURS = {new Color(0x0b63b0), new Color(0xc8500a), new Color(0x00805e),
        new Color(0x9b4f96), new Color(0x8a6a00), new Color(0x2a2a2a), new Color(0x1583b3), new Color(0xcc2f72)};

    /** Which of the colours and dashes a reconstruction has: a solid line. */
    static final int RECONSTRUCTION = 15;

    /** The page's dashes; they repeat with another period than the colours, so that 40 lines differ. */
    private static final float[][] DASHES = {{}, {9, 4}, {2, 3}, {9, 3, 2, 3}, {16, 4}};

    /** Opacity of points that are as certain as can be. */
    static final int OPAQUE = 255;

    /** Which of the lines accompanies another in grey. */
    static final int OTHERS = -1;

    /** Lines that accompany others. */
    static final Color MUTED = new Color(0x9aa3ad);

    private static final float LINE_WIDTH = 1.8f;

    private static final Color GRID = new Color(0xe3e7eb);

    /** Steps between ticks are within these powers of ten. */
    private static final int LARGEST_POWER = 30;

    /** Smaller and larger steps are written with an exponent. */
    private static final int MOST_DECIMALS = 5;

    /** Names at an axis: more than so many are turned, longer ones shortened. */
    private static final int MOST_LEVEL_NAMES = 8;

    private static final int LONGEST_NAME = 16;

    /** More names than this stand beside the chart instead of below it. */
    private static final int MOST_NAMES_BELOW = 6;

    /** More points than this are drawn small. */
    private static final int MANY_POINTS = 1000;

    private static final TickUnits TICKS = ticks();

    private Charts() {
    }

    /** 1, 2 and 5 times the powers of ten, all numbers of an axis with as many digits as the step needs, in any locale. */
    private static TickUnits ticks() {
        final TickUnits units = new TickUnits();
        final DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        for (int power = -LARGEST_POWER; power <= LARGEST_POWER; power++) {
            final String pattern = power < -MOST_DECIMALS || power > MOST_DECIMALS + 1 ? "0.##E0"
                : power < 0 ? "0." + "0".repeat(-power) : "#,##0";
            for (final int mantissa : new int[]{1, 2, 5}) {
                units.add(new NumberTickUnit(new BigDecimal(mantissa).scaleByPowerOfTen(power).doubleValue(),
                    new DecimalFormat(pattern, symbols)));
            }
        }
        return units;
    }

    /** Which colour the k-th line has, from 0. */
    static Color colour(final int k) {
        return k == OTHERS ? MUTED : COLOURS[k % COLOURS.length];
    }

    static Font font(final int style, final int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    /** A horizontal axis for pixels: names where they have any, turned where they are many, else numbers. */
    static NumberAxis pixelAxis(final PixelAxis pixels) {
        final boolean named = !pixels.labels().isEmpty();
        final NumberAxis axis = named ? new SymbolAxis(pixels.title(), shortened(pixels.labels()))
            : numberAxis(pixels.title());
        if (axis instanceof SymbolAxis names) {
            names.setGridBandsVisible(false);
            style(names);
            names.setVerticalTickLabels(pixels.labels().size() > MOST_LEVEL_NAMES);
        }
        axis.setAutoRangeIncludesZero(false);
        axis.setLowerMargin(0);
        axis.setUpperMargin(0);
        return axis;
    }

    private static String[] shortened(final List<String> names) {
        return names.stream()
            .map(name -> name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 1) + "…" : name)
            .toArray(String[]::new);
    }

    /** An axis that need not begin at 0. */
    static NumberAxis evenAxis(final String title) {
        final NumberAxis axis = numberAxis(title);
        axis.setAutoRangeIncludesZero(false);
        return axis;
    }

    static NumberAxis numberAxis(final String title) {
        final NumberAxis axis = new NumberAxis(title);
        axis.setStandardTickUnits(TICKS);
        style(axis);
        return axis;
    }

    static LogAxis logarithmicAxis(final String title) {
        final LogAxis axis = new LogAxis(title);
        axis.setBaseSymbol("10");
        axis.setTickUnit(new NumberTickUnit(1));
        axis.setMinorTickMarksVisible(true);
        style(axis);
        return axis;
    }

    private static void style(final ValueAxis axis) {
        axis.setLabelFont(font(Font.PLAIN, 12));
        axis.setTickLabelFont(font(Font.PLAIN, 11));
        axis.setLabelPaint(INK);
        axis.setTickLabelPaint(INK);
        axis.setAxisLinePaint(INK);
    }

    static XYPlot plot(final @Nullable ValueAxis x, final @Nullable ValueAxis y) {
        final XYPlot plot = new XYPlot(null, x, y, null);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinePaint(GRID);
        plot.setRangeGridlinePaint(GRID);
        plot.setDomainGridlineStroke(new BasicStroke(1));
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setAxisOffset(new RectangleInsets(4, 4, 4, 4));
        plot.setDomainZeroBaselineVisible(false);
        return plot;
    }

    /**
     * Prepares a plot for sharing an axis with others: JFreeChart draws a shared axis without the offset, so that with
     * one the drawing would lie beside its ticks.
     *
     * @param plot a part of a combined plot. Modified.
     * @return the plot
     */
    static XYPlot sharing(final XYPlot plot) {
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        return plot;
    }

    /**
     * Adds a line on top of what the plot has.
     *
     * @param plot where to. Modified.
     * @param k which of the colours and dashes
     * @param label its name; empty = not in the legend
     * @param x ascending positions. Not modified.
     * @param y values; NaN = a gap. Not modified.
     * @param columns how many columns the drawing has
     */
    static void addLine(final XYPlot plot, final int k, final String label, final double[] x, final double[] y,
        final int columns) {
        final Thinning line = Thinning.of(x, y, columns);
        if (Arrays.stream(line.y()).allMatch(Double::isNaN)) {
            return;
        }
        final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        final float[] dash = k == OTHERS ? DASHES[0] : DASHES[k % DASHES.length];
        // A path keeps the dash running; segment by segment it would start again at every point.
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setSeriesPaint(0, colour(k));
        renderer.setSeriesStroke(0,
            dash.length == 0 ? new BasicStroke(LINE_WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
                : new BasicStroke(LINE_WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0));
        renderer.setLegendLine(new Line2D.Double(-14, 0, 14, 0));
        renderer.setSeriesVisibleInLegend(0, !label.isEmpty());
        add(plot, renderer, label, line.x(), line.y());
    }

    /**
     * Adds points on top of what the plot has.
     *
     * @param plot where to. Modified.
     * @param label their name; empty = not in the legend
     * @param x positions. Not modified.
     * @param y values; NaN = none. Not modified.
     * @param opacity 0 to 255
     */
    static void addPoints(final XYPlot plot, final String label, final double[] x, final double[] y,
        final int opacity) {
        final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        final double size = x.length > MANY_POINTS ? 1.6 : 3.6;
        renderer.setSeriesShape(0, new Rectangle2D.Double(-size / 2, -size / 2, size, size));
        renderer.setDrawOutlines(false);
        renderer.setLegendShape(0, new Rectangle2D.Double(-2, -2, 4, 4));
        renderer.setSeriesPaint(0, new Color(INK.getRed(), INK.getGreen(), INK.getBlue(), opacity));
        renderer.setSeriesVisibleInLegend(0, !label.isEmpty());
        add(plot, renderer, label, x, y);
    }

    /**
     * Adds larger points in a colour of their own on top of what the plot has, if there are any.
     *
     * @param plot where to. Modified.
     * @param label their name in the legend
     * @param x positions. Not modified.
     * @param y values; NaN = none. Not modified.
     * @param colour theirs
     */
    static void addMarks(final XYPlot plot, final String label, final double[] x, final double[] y,
        final Color colour) {
        if (Arrays.stream(y).allMatch(Double::isNaN)) {
            return;
        }
        final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        final double size = x.length > MANY_POINTS ? 3 : 5;
        renderer.setSeriesShape(0, new Rectangle2D.Double(-size / 2, -size / 2, size, size));
        renderer.setLegendShape(0, new Rectangle2D.Double(-2.5, -2.5, 5, 5));
        renderer.setSeriesPaint(0, colour);
        add(plot, renderer, label, x, y);
    }

    /** Adds data with what draws them on top of what the plot has. */
    static void put(final XYPlot plot, final XYItemRenderer renderer, final XYDataset data) {
        final int index = plot.getDataset(0) == null ? 0 : plot.getDatasetCount();
        plot.setDataset(index, data);
        plot.setRenderer(index, renderer);
    }

    private static void add(final XYPlot plot, final XYLineAndShapeRenderer renderer, final String label,
        final double[] x, final double[] y) {
        final DefaultXYDataset data = new DefaultXYDataset();
        data.addSeries(label, new double[][]{x, y});
        put(plot, renderer, data);
    }

    /** A chart around a plot, with a legend where there is more than one thing to name. */
    static JFreeChart chart(final Plot plot, final String title) {
        return chart(plot, title, true);
    }

    /** A chart around a plot, with a legend if wanted and where there is more than one thing to name. */
    static JFreeChart chart(final Plot plot, final String title, final boolean legend) {
        final JFreeChart chart = new JFreeChart(null, font(Font.BOLD, 13), plot, true);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(6, 4, 4, 10));
        if (!title.isEmpty()) {
            final TextTitle heading = new TextTitle(title, font(Font.BOLD, 13));
            heading.setPaint(INK);
            chart.setTitle(heading);
        }
        final int names = plot.getLegendItems().getItemCount();
        chart.getLegend().setVisible(legend && names > 1);
        chart.getLegend().setFrame(BlockBorder.NONE);
        chart.getLegend().setItemFont(font(Font.PLAIN, 12));
        chart.getLegend().setItemPaint(INK);
        chart.getLegend().setPosition(names > MOST_NAMES_BELOW ? RectangleEdge.RIGHT : RectangleEdge.BOTTOM);
        return chart;
    }
}
