package org.noisynmf.view.plot;

import java.awt.BasicStroke;

import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.data.xy.DefaultXYDataset;
import org.jfree.data.xy.XYBarDataset;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** Bars, and the bands in which lines and bars lie. */
final class Bands {

    /** Opacities of the wide and the narrow band, of 255. */
    private static final int[] BAND_OPACITIES = {41, 82};

    /** Share of its place that a bar fills. */
    private static final double BAR = 0.8;

    /** Widths of the lines that stand for the wide and the narrow band at a bar. */
    private static final float[] WHISKERS = {1, 3};

    private Bands() {
    }

    /**
     * Adds the areas in which 95 and 68 % of the draws of a line lie.
     *
     * @param plot where to. Modified.
     * @param k which of the colours
     * @param x ascending positions. Not modified.
     * @param ends quantiles .025, .16, .84 and .975. Not modified.
     * @param columns how many columns the drawing has
     */
    static void area(final XYPlot plot, final int k, final double[] x, final double[][] ends, final int columns) {
        for (int b = 0; b < BAND_OPACITIES.length; b++) {
            // thinned alike, ends stay those of one place
            final Thinning low = Thinning.of(x, ends[b], columns);
            final Thinning high = Thinning.of(x, ends[ends.length - 1 - b], columns);
            final YIntervalSeries series = new YIntervalSeries("");
            for (int n = 0; n < low.x().length; n++) {
                final double top =
                    low.x().length == x.length ? high.y()[n] : Math.max(high.y()[n & ~1], high.y()[n | 1]);
                final double bottom =
                    low.x().length == x.length ? low.y()[n] : Math.min(low.y()[n & ~1], low.y()[n | 1]);
                if (!Double.isNaN(top) && !Double.isNaN(bottom)) {
                    series.add(low.x()[n], bottom, bottom, top);
                }
            }
            final YIntervalSeriesCollection data = new YIntervalSeriesCollection();
            data.addSeries(series);
            final DeviationRenderer renderer = new DeviationRenderer(false, false);
            renderer.setSeriesFillPaint(0, Charts.colour(k));
            renderer.setAlpha(BAND_OPACITIES[b] / 255f);
            renderer.setSeriesVisibleInLegend(0, false);
            Charts.put(plot, renderer, data);
        }
    }

    /**
     * Adds bars from 0, or from the bottom of a logarithmic axis.
     *
     * @param plot where to. Modified.
     * @param k which of the colours
     * @param label their name
     * @param x whole numbers. Not modified.
     * @param y values; NaN = none. Not modified.
     */
    static void bars(final XYPlot plot, final int k, final String label, final double[] x, final double[] y) {
        final DefaultXYDataset data = new DefaultXYDataset();
        data.addSeries(label, new double[][]{x, y});
        final XYBarRenderer renderer = new XYBarRenderer();
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setSeriesPaint(0, Charts.colour(k));
        if (plot.getRangeAxis() instanceof final LogAxis axis) {
            renderer.setBase(axis.getRange().getLowerBound());
        }
        Charts.put(plot, renderer, new XYBarDataset(data, BAR));
    }

    /**
     * Adds a thin line over 95 % and a thick one over 68 % of the draws at each bar.
     *
     * @param plot where to. Modified.
     * @param x positions. Not modified.
     * @param ends quantiles .025, .16, .84 and .975. Not modified.
     */
    static void whiskers(final XYPlot plot, final double[] x, final double[][] ends) {
        for (int b = 0; b < WHISKERS.length; b++) {
            final YIntervalSeries series = new YIntervalSeries("");
            for (int n = 0; n < x.length; n++) {
                if (!Double.isNaN(ends[b][n])) {
                    series.add(x[n], ends[b][n], ends[b][n], ends[ends.length - 1 - b][n]);
                }
            }
            final YIntervalSeriesCollection data = new YIntervalSeriesCollection();
            data.addSeries(series);
            final XYErrorRenderer renderer = new XYErrorRenderer();
            renderer.setDrawXError(false);
            renderer.setDefaultShapesVisible(false);
            renderer.setCapLength(0);
            renderer.setErrorPaint(Charts.INK);
            renderer.setErrorStroke(new BasicStroke(WHISKERS[b], BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
            renderer.setSeriesVisibleInLegend(0, false);
            Charts.put(plot, renderer, data);
        }
    }
}
