package org.noisynmf.view.plot;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;

/**
 * A scan of redshifts: above χ² against z with its minima, below the spectrum as observed with the model at the lowest one.
 *
 * @param title names the spectrum
 * @param redshifts that were tried, increasing
 * @param chi2 at each; NaN = not tried
 * @param minima redshifts of the minima, lowest first; may be empty
 * @param wavelengthTitle title of the axis of wavelengths
 * @param wavelengths of the pixels, increasing
 * @param flux as observed; NaN = not measured
 * @param model at the first minimum; empty without one
 */
public record RedshiftPlot(String title, double[] redshifts, double[] chi2, double[] minima, String wavelengthTitle,
    double[] wavelengths, double[] flux, double[] model) implements Plot {

    /** The curve has this share of the height. */
    private static final double CURVE = 0.4;

    private static final int POINTS = 110;

    private static final float MARKER = 1.2f;

    /** Fluxes beyond this share at either end do not set the range of the axis. */
    private static final double EXTREME = 0.005;

    @Override
    public void paint(final Graphics2D graphics, final int width, final int height) {
        final int curve = (int)Math.round(CURVE * height);
        Charts.chart(curve(width), title).draw(graphics, new Rectangle2D.Double(0, 0, width, curve));
        Charts.chart(fit(width), "").draw(graphics, new Rectangle2D.Double(0, curve, width, height - curve));
    }

    private XYPlot curve(final int width) {
        final NumberAxis z = tight("Redshift");
        final NumberAxis misfit = Charts.numberAxis("χ²");
        misfit.setAutoRangeIncludesZero(false);
        final XYPlot plot = Charts.plot(z, misfit);
        Charts.addLine(plot, 0, "", redshifts, chi2, width);
        for (int m = 0; m < minima.length; m++) {
            final ValueMarker marker = new ValueMarker(minima[m], Charts.colour(m == 0 ? 1 : 5),
                new BasicStroke(MARKER, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1,
                    m == 0 ? new float[]{1} : new float[]{2, 4}, 0));
            plot.addDomainMarker(marker);
        }
        return plot;
    }

    private static NumberAxis tight(final String title) {
        final NumberAxis axis = Charts.numberAxis(title);
        axis.setAutoRangeIncludesZero(false);
        axis.setLowerMargin(0);
        axis.setUpperMargin(0);
        return axis;
    }

    private XYPlot fit(final int width) {
        final NumberAxis y = Charts.numberAxis("Flux");
        final double[] known = Arrays.stream(flux).filter(Double::isFinite).sorted().toArray();
        if (known.length > 1) {
            final int cut = (int)(EXTREME * known.length);
            final double highest = Math.max(known[known.length - 1 - cut], Arrays.stream(model).max().orElse(0));
            final double lowest = Math.min(known[cut], Arrays.stream(model).min().orElse(0));
            final double margin = (highest - lowest) / 20;
            if (margin > 0) {
                y.setRange(lowest - margin, highest + margin);
            }
        }
        final XYPlot plot = Charts.plot(tight(wavelengthTitle), y);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        final int[] measured = IntStream.range(0, flux.length).filter(i -> Double.isFinite(flux[i])).toArray();
        Charts.addPoints(plot, "Observed", Arrays.stream(measured).mapToDouble(i -> wavelengths[i]).toArray(),
            Arrays.stream(measured).mapToDouble(i -> flux[i]).toArray(), POINTS);
        if (model.length > 0) {
            Charts.addLine(plot, Charts.RECONSTRUCTION, String.format(Locale.ROOT, "Model at z = %.4f", minima[0]),
                wavelengths,
                model, width);
        }
        return plot;
    }
}
