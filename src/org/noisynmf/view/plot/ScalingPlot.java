package org.noisynmf.view.plot;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedRangeXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.title.TextTitle;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * Time against size, a panel for each kind of size, on one axis of time: the median of several times with bars of one
 * standard deviation to both sides (Green and Bailey 2024, figure 8). Both axes begin at 0, so that what grows in
 * proportion lies on a line through the corner.
 *
 * @param title of the axis of time
 * @param panels from left to right
 */
public record ScalingPlot(String title, List<Panel> panels) implements Plot {

    private static final double POINT = 6;

    /** Copies the list. */
    public ScalingPlot {
        panels = List.copyOf(panels);
    }

    /**
     * One kind of size.
     *
     * @param title of its axis
     * @param fixed what the other sizes are, stands above
     * @param points in ascending order of size
     */
    public record Panel(String title, String fixed, List<Point> points) {

        /** Copies the list. */
        public Panel {
            points = List.copyOf(points);
        }
    }

    /**
     * One size.
     *
     * @param size &gt; 0
     * @param median of the times
     * @param deviation standard deviation of the times; NaN = no bar
     */
    public record Point(double size, double median, double deviation) {
    }

    @Override
    public void paint(final Graphics2D graphics, final int width, final int height) {
        final CombinedRangeXYPlot all = new CombinedRangeXYPlot(Charts.numberAxis(title));
        all.setGap(14);
        for (int p = 0; p < panels.size(); p++) {
            all.add(Charts.sharing(plot(panels.get(p), p)));
        }
        final JFreeChart chart = Charts.chart(all, "Time against size");
        final TextTitle bars = new TextTitle("Points are medians of repeated runs, bars ± 1 standard deviation",
            Charts.font(Font.PLAIN, 11));
        bars.setPaint(Charts.INK);
        chart.addSubtitle(0, bars);
        chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
    }

    private static XYPlot plot(final Panel panel, final int colour) {
        final XYIntervalSeries series = new XYIntervalSeries(panel.fixed());
        for (final Point point : panel.points()) {
            final double deviation = Double.isNaN(point.deviation()) ? 0 : point.deviation();
            // no time is below 0, however much the times scatter
            series.add(point.size(), point.size(), point.size(), point.median(),
                Math.max(0, point.median() - deviation), point.median() + deviation);
        }
        final XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(series);
        final NumberAxis x = Charts.numberAxis(panel.title());
        x.setAutoRangeIncludesZero(true);
        final XYPlot plot = Charts.plot(x, null);
        final XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawXError(false);
        renderer.setDefaultLinesVisible(true);
        renderer.setSeriesPaint(0, Charts.colour(colour));
        renderer.setSeriesShape(0, new Ellipse2D.Double(-POINT / 2, -POINT / 2, POINT, POINT));
        renderer.setDefaultLegendTextFont(Charts.font(Font.PLAIN, 12));
        plot.setDataset(data);
        plot.setRenderer(renderer);
        return plot;
    }
}
