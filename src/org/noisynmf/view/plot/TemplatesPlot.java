package org.noisynmf.view.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.noisynmf.view.Band;
import org.noisynmf.view.FactorisationView;
import org.noisynmf.view.NamedCurve;
import org.noisynmf.view.PixelAxis;

/**
 * The templates with the bands in which they lie, where these are known: lines in one chart, or, where pixels have names,
 * bars one below the other.
 *
 * @param view what to draw
 * @param logarithmic whether values stand on a logarithmic axis
 */
record TemplatesPlot(FactorisationView view, boolean logarithmic) implements Plot {

    /** Named pixels up to so many are drawn as bars. */
    private static final int MOST_BARS = 400;

    /** Share of the largest value below which a logarithmic axis ends, unless all values are above. */
    private static final double FLOOR = 1e-5;

    private static final String TITLE = "Templates";

    @Override
    public void paint(final Graphics2D graphics, final int width, final int height) {
        final PixelAxis pixels = view.pixels();
        final int[] order = Ordered.order(pixels);
        final double[] x = Ordered.positions(pixels, order);
        final Rectangle2D all = new Rectangle2D.Double(0, 0, width, height);
        if (!pixels.labels().isEmpty() && pixels.count() <= MOST_BARS) {
            bars(x).draw(graphics, all);
            return;
        }
        final XYPlot plot = Charts.plot(Charts.pixelAxis(pixels),
            values(view.valueTitle().isEmpty() ? "Template" : view.valueTitle(), view.templates()));
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        for (int k = 0; k < view.templates().size(); k++) {
            final Band band = view.templates().get(k).band();
            if (band != null) {
                Bands.area(plot, k, x, ends(band, order), width);
            }
        }
        for (int k = 0; k < view.templates().size(); k++) {
            final NamedCurve template = view.templates().get(k);
            Charts.addLine(plot, k, template.label(), x,
                drawable(Ordered.select(Ordered.widened(template.values()), order)), width);
        }
        Charts.chart(plot, TITLE).draw(graphics, all);
    }

    private JFreeChart bars(final double[] x) {
        final NumberAxis names = Charts.pixelAxis(view.pixels());
        names.setRange(-0.6, view.pixels().count() - 0.4);
        final CombinedDomainXYPlot all = new CombinedDomainXYPlot(names);
        all.setGap(8);
        for (int k = 0; k < view.templates().size(); k++) {
            final NamedCurve template = view.templates().get(k);
            final XYPlot plot = Charts.plot(null, values(template.label(), List.of(template)));
            plot.setDomainGridlinesVisible(false);
            Bands.bars(plot, k, template.label(), x, drawable(Ordered.widened(template.values())));
            final Band band = template.band();
            if (band != null) {
                plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
                Bands.whiskers(plot, x, ends(band, Ordered.order(view.pixels())));
            }
            all.add(Charts.sharing(plot));
        }
        return Charts.chart(all, TITLE, false);
    }

    private ValueAxis values(final String title, final List<NamedCurve> templates) {
        if (!logarithmic) {
            return Charts.numberAxis(title);
        }
        final ValueAxis axis = Charts.logarithmicAxis(title);
        final double[] positive = templates.stream().flatMapToDouble(t -> DoubleStream.of(Ordered.widened(t.values())))
            .filter(v -> v > 0 && Double.isFinite(v)).toArray();
        final double high = DoubleStream.of(positive).max().orElse(1);
        final double low = Math.max(DoubleStream.of(positive).min().orElse(high / 10), high * FLOOR);
        axis.setRange(low / 1.3, high * 1.3);
        return axis;
    }

    private double[] drawable(final double[] values) {
        return DoubleStream.of(values).map(v -> !logarithmic || v > 0 ? v : Double.NaN).toArray();
    }

    /** The four ends in the order of the axis; on a logarithmic axis none is 0. */
    private double[][] ends(final Band band, final int[] order) {
        final DoubleUnaryOperator above = v -> logarithmic ? Math.max(v, Float.MIN_NORMAL) : v;
        final double[][] ends = {Ordered.widened(band.low95()), Ordered.widened(band.low68()),
            Ordered.widened(band.high68()), Ordered.widened(band.high95())};
        for (int e = 0; e < ends.length; e++) {
            ends[e] = DoubleStream.of(Ordered.select(ends[e], order)).map(above).toArray();
        }
        return ends;
    }
}
