package org.noisynmf.view.plot;

import org.noisynmf.view.StoredObservation;
import org.noisynmf.view.PixelAxis;
import org.noisynmf.view.PackedFloats;
import org.noisynmf.view.NamedCurve;
import org.noisynmf.view.FactorisationView;
import org.noisynmf.view.ConvergenceTrace;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jspecify.annotations.Nullable;

/** The plots of the page that a report shows, as drawings: templates, convergence and one observation. */
public final class Plots {

    /** Opacities of points from the least to the most certain. */
    private static final int[] OPACITIES = {60, 110, 170, 255};

    /** χ² that falls by less than this factor is drawn on an even axis: a logarithmic one holds too few powers of ten. */
    private static final double WORTH_A_LOGARITHM = 100;

    /** Up to this many named pixels are named at the axis. */
    private static final int MOST_NAMED_TICKS = 20;

    /** Residuals are drawn at least to this many σ. */
    private static final double LEAST_RESIDUAL = 3.5;

    private Plots() {
    }

    /**
     * The templates: lines in one chart or, where pixels form an image, images side by side.
     *
     * @param view what to draw
     * @return the drawing
     */
    public static Plot templates(final FactorisationView view) {
        if (view.pixels().gridColumns() > 0) {
            return new TemplateImages(view);
        }
        return (graphics, width, height) -> {
            final XYPlot plot = Charts.plot(Charts.pixelAxis(view.pixels(), MOST_NAMED_TICKS),
                Charts.numberAxis("Template"));
            final int[] order = order(view.pixels());
            final double[] x = positions(view.pixels(), order);
            for (int k = 0; k < view.templates().size(); k++) {
                final NamedCurve template = view.templates().get(k);
                Charts.addLine(plot, k, template.label(), x, select(widened(template.values()), order), width);
            }
            Charts.chart(plot, "").draw(graphics, new Rectangle2D.Double(0, 0, width, height));
        };
    }

    /** What a convergence plot runs along. */
    public enum Along {
        /** The number of the pass. */
        PASSES,
        /** Seconds since the start of the search. */
        SECONDS
    }

    /**
     * χ² along the search, one line a restart, and below it, if wanted, the relative projected gradient, which is 0
     * where the conditions of Karush, Kuhn and Tucker for a minimum hold.
     *
     * @param view what to draw
     * @param along the horizontal axis; rows without seconds are left out of a plot along these
     * @param kkt whether to draw the relative projected gradient too
     * @return the drawing
     */
    public static Plot convergence(final FactorisationView view, final Along along, final boolean kkt) {
        return (graphics, width, height) -> {
            final List<Curve> chi2 = curves(view, along, ConvergenceTrace::chi2);
            final NumberAxis x = Charts.numberAxis(along == Along.PASSES ? "Iteration" : "Seconds");
            x.setUpperMargin(0.02);
            final JFreeChart chart;
            if (kkt) {
                final CombinedDomainXYPlot both = new CombinedDomainXYPlot(x);
                both.setGap(10);
                both.add(Charts.sharing(lines(null, "χ²", chi2, true, width)));
                both.add(Charts
                    .sharing(lines(null, "KKT residual", curves(view, along, ConvergenceTrace::kkt), false, width)));
                chart = Charts.chart(both, "");
            } else {
                chart = Charts.chart(lines(x, "χ²", chi2, true, width), "");
            }
            chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
        };
    }

    /** How much of the axis the plot of an observation shows. */
    public enum Extent {
        /** All pixels, the reconstruction beyond those observed too. */
        ALL,
        /** From the first to the last pixel observed. */
        OBSERVED
    }

    /** A line to draw: ascending positions, and values of which NaN is a gap. */
    private record Curve(String label, double[] x, double[] y) {
    }

    private static List<Curve> curves(final FactorisationView view, final Along along,
        final Function<ConvergenceTrace, double[]> column) {
        return view.convergence().stream().map(trace -> {
            final double[] x = along == Along.PASSES ? trace.pass() : trace.seconds();
            final double[] y = column.apply(trace);
            final int[] rows = IntStream.range(0, Math.min(x.length, y.length)).filter(r -> Double.isFinite(x[r]))
                .toArray();
            return new Curve(trace.label(), select(x, rows),
                Arrays.stream(rows).mapToDouble(r -> isDrawable(y[r]) ? y[r] : Double.NaN).toArray());
        }).toList();
    }

    private static XYPlot lines(final @Nullable NumberAxis x, final String title, final List<Curve> curves,
        final boolean named, final int width) {
        final DoubleSummaryStatistics range = curves.stream().flatMapToDouble(c -> Arrays.stream(c.y()))
            .filter(y -> !Double.isNaN(y)).summaryStatistics();
        final XYPlot plot = Charts.plot(x, range.getMax() > WORTH_A_LOGARITHM * range.getMin()
            ? Charts.logarithmicAxis(title) : evenAxis(title));
        for (int r = 0; r < curves.size(); r++) {
            final Curve curve = curves.get(r);
            Charts.addLine(plot, r, named ? curve.label() : "", curve.x(), curve.y(), width);
        }
        return plot;
    }

    /**
     * One observation with its reconstruction, and below it the residuals in units of σ, or of the data where there are
     * no weights. Points are fainter the less certain they are; stretches without observed pixels are shaded.
     *
     * @param view what to draw
     * @param index of the stored observation, 0 ≤ index &lt; their number
     * @param extent how much of the axis
     * @return the drawing
     */
    public static Plot observation(final FactorisationView view, final int index, final Extent extent) {
        final StoredObservation observation = view.observations().get(index);
        return (graphics, width, height) -> {
            final int[] order = order(view.pixels());
            final double[] x = positions(view.pixels(), order);
            final PackedFloats packed = observation.inverseVariances();
            final double @Nullable [] weights = packed == null ? null : widened(packed);
            final double[] data = observed(widened(observation.data()), weights);
            final double[] range = extent == Extent.ALL ? null : range(x, select(data, order));
            final double[] model = reconstruction(view, observation);
            if (range != null) {
                for (int n = 0; n < x.length; n++) {
                    model[order[n]] = x[n] < range[0] || x[n] > range[1] ? Double.NaN : model[order[n]];
                }
            }
            final double[] residual = IntStream.range(0, data.length)
                .mapToDouble(i -> (data[i] - model[i]) * (weights == null ? 1 : Math.sqrt(weights[i]))).toArray();
            final int[] opacity = opacityClasses(data, weights);

            final XYPlot upper = Charts.plot(null, evenAxis("Data"));
            upper.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
            addPoints(upper, "Data", x, data, opacity, order);
            Charts.addLine(upper, Charts.RECONSTRUCTION, "Reconstruction", x, select(model, order), width);

            final double largest = Arrays.stream(residual).filter(Double::isFinite).map(Math::abs).max().orElse(1);
            final NumberAxis residuals = Charts.numberAxis(weights == null ? "Residual" : "Residual / σ");
            final double reach = 1.05 * Math.max(weights == null ? 0 : LEAST_RESIDUAL, largest);
            if (reach > 0) {
                residuals.setRange(-reach, reach);
            }
            final XYPlot lower = Charts.plot(null, residuals);
            lower.setRangeZeroBaselineVisible(true);
            addPoints(lower, "", x, residual, opacity, order);

            final NumberAxis pixels = Charts.pixelAxis(view.pixels(), MOST_NAMED_TICKS);
            final CombinedDomainXYPlot both = new CombinedDomainXYPlot(pixels);
            both.setGap(10);
            both.add(Charts.sharing(upper), 2);
            both.add(Charts.sharing(lower), 1);
            for (final double[] gap : gaps(x, select(data, order))) {
                final IntervalMarker shade = new IntervalMarker(gap[0], gap[1], Charts.SHADE);
                shade.setAlpha(1);
                upper.addDomainMarker(shade, Layer.BACKGROUND);
                lower.addDomainMarker(shade, Layer.BACKGROUND);
            }
            if (range != null && range[0] < range[1]) {
                pixels.setRange(range[0], range[1]);
            }
            final JFreeChart chart = Charts.chart(both, observation.label());
            chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
        };
    }

    /** The first and the last position with a value; null without any. */
    private static double @Nullable [] range(final double[] x, final double[] y) {
        final int[] seen = IntStream.range(0, y.length).filter(n -> !Double.isNaN(y[n])).toArray();
        return seen.length == 0 ? null : new double[]{x[seen[0]], x[seen[seen.length - 1]]};
    }

    /** W h of one observation, d values. */
    static double[] reconstruction(final FactorisationView view, final StoredObservation observation) {
        final double[] sum = new double[view.pixels().count()];
        final float[] h = observation.coefficients().toArray();
        for (int k = 0; k < h.length; k++) {
            if (h[k] > 0) {
                final float[] w = view.templates().get(k).values().toArray();
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += (double)h[k] * w[i];
                }
            }
        }
        return sum;
    }

    /**
     * Stretches without a value, each from midway before it to midway after it.
     *
     * @param x ascending positions. Not modified.
     * @param y values; NaN = none. Not modified.
     * @return beginnings and ends
     */
    static List<double[]> gaps(final double[] x, final double[] y) {
        final List<double[]> gaps = new ArrayList<>();
        for (int i = 0; i < y.length; i++) {
            if (Double.isNaN(y[i])) {
                final int first = i;
                while (i < y.length && Double.isNaN(y[i])) {
                    i++;
                }
                gaps.add(new double[]{first == 0 ? x[0] : (x[first - 1] + x[first]) / 2,
                    i == y.length ? x[i - 1] : (x[i - 1] + x[i]) / 2});
            }
        }
        return gaps;
    }

    private static NumberAxis evenAxis(final String title) {
        final NumberAxis axis = Charts.numberAxis(title);
        axis.setAutoRangeIncludesZero(false);
        return axis;
    }

    private static boolean isDrawable(final double chi2) {
        return chi2 > 0 && Double.isFinite(chi2);
    }

    private static void addPoints(final XYPlot plot, final String label, final double[] x, final double[] y,
        final int[] opacity, final int[] order) {
        final double[] ordered = select(y, order);
        for (int c = 0; c < OPACITIES.length; c++) {
            final int wanted = c;
            final double[] members = IntStream.range(0, x.length)
                .mapToDouble(n -> opacity[order[n]] == wanted ? ordered[n] : Double.NaN).toArray();
            Charts.addPoints(plot, c == OPACITIES.length - 1 ? label : "", x, members, OPACITIES[c]);
        }
    }

    private static double[] observed(final double[] data, final double @Nullable [] weights) {
        return IntStream.range(0, data.length)
            .mapToDouble(i -> weights == null || weights[i] > 0 ? data[i] : Double.NaN).toArray();
    }

    /** Which of the opacities each pixel's certainty √V has, full at the 95th percentile; −1 without a value. */
    private static int[] opacityClasses(final double[] data, final double @Nullable [] weights) {
        final int strongest = OPACITIES.length - 1;
        if (weights == null) {
            return Arrays.stream(data).mapToInt(x -> Double.isNaN(x) ? -1 : strongest).toArray();
        }
        final double[] certainty = IntStream.range(0, data.length).filter(i -> !Double.isNaN(data[i]))
            .mapToDouble(i -> Math.sqrt(weights[i])).sorted().toArray();
        final double full = certainty.length == 0 ? 1 : certainty[(int)(0.95 * (certainty.length - 1))];
        return IntStream.range(0, data.length).map(i -> Double.isNaN(data[i]) ? -1
            : Math.min(strongest, (int)(Math.sqrt(weights[i]) / full * OPACITIES.length))).toArray();
    }

    private static int[] order(final PixelAxis pixels) {
        if (pixels.positions().length == 0) {
            return IntStream.range(0, pixels.count()).toArray();
        }
        final List<Integer> order = new ArrayList<>(IntStream.range(0, pixels.count()).boxed().toList());
        order.sort(Comparator.comparingDouble(i -> pixels.positions()[i]));
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double[] positions(final PixelAxis pixels, final int[] order) {
        return Arrays.stream(order)
            .mapToDouble(i -> pixels.positions().length == 0 ? i : pixels.positions()[i]).toArray();
    }

    private static double[] select(final double[] values, final int[] indices) {
        return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
    }

    private static double[] widened(final PackedFloats packed) {
        final float[] values = packed.toArray();
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
