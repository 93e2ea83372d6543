package org.noisynmf.view.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;
import org.noisynmf.view.ConvergenceTrace;
import org.noisynmf.view.FactorisationView;

/**
 * χ² along the search, one line a start, the best on top and, of many, alone in colour; and below it, if wanted, the relative
 * projected gradient, which is 0 where the conditions of Karush, Kuhn and Tucker for a minimum hold.
 *
 * @param view what to draw
 * @param along the horizontal axis; rows without seconds are left out of a plot along these
 * @param kkt whether to draw the relative projected gradient too
 * @param logarithmic whether χ² that falls far stands on a logarithmic axis, which its title then says
 */
record ConvergencePlot(FactorisationView view, Plots.Along along, boolean kkt, boolean logarithmic)
    implements
        org.noisynmf.view.plot.Plot {

    /** χ² that falls by less than this factor is drawn on an even axis: a logarithmic one holds too few powers of ten. */
    private static final double WORTH_A_LOGARITHM = 100;

    /** Up to so many starts have colours of their own. */
    private static final int MOST_COLOURED = 3;

    /** A line to draw: ascending positions, and values of which NaN is a gap. */
    private record Curve(String label, double[] x, double[] y) {
    }

    @Override
    public void paint(final Graphics2D graphics, final int width, final int height) {
        final List<Curve> chi2 = curves(ConvergenceTrace::chi2);
        final NumberAxis x = Charts.numberAxis(along == Plots.Along.PASSES ? "Iteration" : "Seconds");
        x.setUpperMargin(0.02);
        final Plot plot;
        if (kkt) {
            final CombinedDomainXYPlot both = new CombinedDomainXYPlot(x);
            both.setGap(10);
            both.add(Charts.sharing(lines(null, "χ²", chi2, true, logarithmic, width)));
            both.add(Charts.sharing(lines(null, "KKT residual", curves(ConvergenceTrace::kkt), false, true, width)));
            plot = both;
        } else {
            plot = lines(x, "χ²", chi2, true, logarithmic, width);
        }
        Charts.chart(plot, "Convergence").draw(graphics, new Rectangle2D.Double(0, 0, width, height));
    }

    private List<Curve> curves(final Function<ConvergenceTrace, double[]> column) {
        return view.convergence().stream().map(trace -> {
            final double[] x = along == Plots.Along.PASSES ? trace.pass() : trace.seconds();
            final double[] y = column.apply(trace);
            final int[] rows = IntStream.range(0, Math.min(x.length, y.length)).filter(r -> Double.isFinite(x[r]))
                .toArray();
            return new Curve(trace.label(), Ordered.select(x, rows),
                Arrays.stream(rows).mapToDouble(r -> isDrawable(y[r]) ? y[r] : Double.NaN).toArray());
        }).toList();
    }

    private static XYPlot lines(final @Nullable NumberAxis x, final String title, final List<Curve> curves,
        final boolean named, final boolean mayBeLogarithmic, final int width) {
        final DoubleSummaryStatistics range = curves.stream().flatMapToDouble(c -> Arrays.stream(c.y()))
            .filter(y -> !Double.isNaN(y)).summaryStatistics();
        final XYPlot plot =
            Charts.plot(x, mayBeLogarithmic && range.getMax() > WORTH_A_LOGARITHM * range.getMin()
                ? Charts.logarithmicAxis(title + " (logarithmic)") : Charts.evenAxis(title));
        final boolean many = curves.size() > MOST_COLOURED;
        for (int r = 0; r < curves.size(); r++) {
            final Curve curve = curves.get(r);
            // JFreeChart draws what was added first on top, and the best start is the first
            Charts.addLine(plot, many && r > 0 ? Charts.OTHERS : r, named ? curve.label() : "", curve.x(), curve.y(),
                width);
        }
        return plot;
    }

    private static boolean isDrawable(final double chi2) {
        return chi2 > 0 && Double.isFinite(chi2);
    }
}
