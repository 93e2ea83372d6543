package org.noisynmf.view.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jspecify.annotations.Nullable;
import org.noisynmf.view.FactorisationView;
import org.noisynmf.view.PackedFloats;
import org.noisynmf.view.StoredObservation;

/**
 * One observation with its reconstruction, and below it the residuals: in units of σ with lines at ±1 and ±3, those beyond
 * ±3 marked, or of the data where there are no weights. Points are fainter, down to 40 %, the larger their σ is beside the
 * median σ of the observation; stretches without observed pixels are shaded.
 *
 * @param view what to draw
 * @param index of the stored observation, 0 ≤ index &lt; their number
 * @param extent how much of the axis
 */
record ObservationPlot(FactorisationView view, int index, Plots.Extent extent) implements Plot {

    /** Opacities of points from the least to the most certain, of 255. */
    private static final int[] OPACITIES = {102, 140, 179, 217, 255};

    /** Residuals are drawn at least to this many σ. */
    private static final double LEAST_RESIDUAL = 3.5;

    /** Residuals beyond this many σ are marked. */
    private static final double FAR = 3;

    /** Colour of marked residuals. */
    static final Color MARKED = new Color(0xa81c1c);

    private static final float[][] SIGMA_DASHES = {{2, 4}, {6, 4}};

    private static final double[] SIGMAS = {1, FAR};

    @Override
    public void paint(final Graphics2D graphics, final int width, final int height) {
        final StoredObservation observation = view.observations().get(index);
        final int[] order = Ordered.order(view.pixels());
        final double[] x = Ordered.positions(view.pixels(), order);
        final PackedFloats packed = observation.inverseVariances();
        final double @Nullable [] weights = packed == null ? null : Ordered.widened(packed);
        final double[] data = observed(Ordered.widened(observation.data()), weights);
        final double[] range = extent == Plots.Extent.ALL ? null : range(x, Ordered.select(data, order));
        final double[] model = reconstruction(view, observation);
        if (range != null) {
            for (int n = 0; n < x.length; n++) {
                model[order[n]] = x[n] < range[0] || x[n] > range[1] ? Double.NaN : model[order[n]];
            }
        }
        final double[] residual = IntStream.range(0, data.length)
            .mapToDouble(i -> (data[i] - model[i]) * (weights == null ? 1 : Math.sqrt(weights[i]))).toArray();
        final int[] opacity = opacityClasses(data, weights);

        final XYPlot upper =
            Charts.plot(null, Charts.evenAxis(view.valueTitle().isEmpty() ? "Data" : view.valueTitle()));
        upper.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        addPoints(upper, "Data", x, data, opacity, order);
        Charts.addLine(upper, Charts.RECONSTRUCTION, "Reconstruction", x, Ordered.select(model, order), width);

        final XYPlot lower = residuals(residual, weights != null);
        addPoints(lower, "", x, residual, opacity, order);
        if (weights != null) {
            final double[] far = Arrays.stream(Ordered.select(residual, order))
                .map(r -> Math.abs(r) > FAR ? r : Double.NaN).toArray();
            Charts.addMarks(lower, "Residual beyond ±3 σ", x, far, MARKED);
        }

        final NumberAxis pixels = Charts.pixelAxis(view.pixels());
        final CombinedDomainXYPlot both = new CombinedDomainXYPlot(pixels);
        both.setGap(10);
        both.add(Charts.sharing(upper), 2);
        both.add(Charts.sharing(lower), 1);
        for (final double[] gap : gaps(x, Ordered.select(data, order))) {
            final IntervalMarker shade = new IntervalMarker(gap[0], gap[1], Charts.SHADE);
            shade.setAlpha(1);
            upper.addDomainMarker(shade, Layer.BACKGROUND);
            lower.addDomainMarker(shade, Layer.BACKGROUND);
        }
        if (range != null && range[0] < range[1]) {
            pixels.setRange(range[0], range[1]);
        }
        Charts.chart(both, observation.label()).draw(graphics, new Rectangle2D.Double(0, 0, width, height));
    }

    private static XYPlot residuals(final double[] residual, final boolean inSigmas) {
        final double largest = Arrays.stream(residual).filter(Double::isFinite).map(Math::abs).max().orElse(1);
        final NumberAxis axis = Charts.numberAxis(inSigmas ? "Residual / σ" : "Residual");
        final double reach = 1.05 * Math.max(inSigmas ? LEAST_RESIDUAL : 0, largest);
        if (reach > 0) {
            axis.setRange(-reach, reach);
        }
        final XYPlot plot = Charts.plot(null, axis);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setRangeZeroBaselineVisible(true);
        for (int s = 0; s < SIGMAS.length && inSigmas; s++) {
            for (final int sign : new int[]{-1, 1}) {
                plot.addRangeMarker(new ValueMarker(sign * SIGMAS[s], Charts.MUTED,
                    new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, SIGMA_DASHES[s], 0)),
                    Layer.BACKGROUND);
            }
        }
        return plot;
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

    private static void addPoints(final XYPlot plot, final String label, final double[] x, final double[] y,
        final int[] opacity, final int[] order) {
        final double[] ordered = Ordered.select(y, order);
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

    /** Which of the opacities each pixel has: in proportion to the median σ over its own; −1 without a value. */
    private static int[] opacityClasses(final double[] data, final double @Nullable [] weights) {
        final int strongest = OPACITIES.length - 1;
        if (weights == null) {
            return Arrays.stream(data).mapToInt(x -> Double.isNaN(x) ? -1 : strongest).toArray();
        }
        final double[] certainty = IntStream.range(0, data.length).filter(i -> !Double.isNaN(data[i]))
            .mapToDouble(i -> Math.sqrt(weights[i])).sorted().toArray();
        final double median = certainty.length == 0 ? 1 : certainty[certainty.length / 2];
        final double least = OPACITIES[0] / (double)OPACITIES[strongest];
        return IntStream.range(0, data.length).map(i -> Double.isNaN(data[i]) ? -1
            : (int)Math.max(0,
                Math.round((Math.min(1, Math.sqrt(weights[i]) / median) - least) / (1 - least) * strongest)))
            .toArray();
    }
}
