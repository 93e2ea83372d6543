package org.noisynmf.view.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;

import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.statistics.HistogramDataset;

/**
 * How often numbers lie where, with their median marked and 0 drawn: whether differences are for or against, and by how
 * much (Green and Bailey 2024, figure 6).
 */
public final class Histogram implements Plot {

    private static final int FEWEST_BINS = 1;

    /** Upper limit of the number of bins. */
    public static final int MOST_BINS = 1000;

    /** Digits of the median that are written. */
    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);

    /** Numbers from here to the next are written without an exponent. */
    private static final double SMALLEST_PLAIN = 1e-4;

    private static final double LARGEST_PLAIN = 1e7;

    private static final Color NO_COLOUR = new Color(255, 255, 255, 0);

    private final String m_title;

    private final double[] m_drawn;

    private final int m_bins;

    private final double m_low;

    private final double m_high;

    private final double m_median;

    private final String m_heading;

    /**
     * @param title of the horizontal axis
     * @param values n ≥ 1 finite numbers. Not modified.
     * @param bins of equal width, 1 to 1000
     * @param share of the numbers that is drawn, &gt; 0 to 1: as many are left out at both ends. The median, and the
     *            number above 0, are always those of all
     * @throws IllegalArgumentException if there is no number, one is not finite, or bins or share are out of range
     */
    public Histogram(final String title, final double[] values, final int bins, final double share) {
        if (values.length == 0 || !Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("A histogram needs finite numbers, at least one");
        }
        checkBins(bins);
        checkShare(share);
        m_title = title;
        m_bins = bins;
        m_median = Median.withDefaults().withCopy(true).evaluate(values);
        final double[] ends = Quantile.withDefaults().withCopy(true).evaluate(values, (1 - share) / 2, (1 + share) / 2);
        // one number alone, or equal ones, have no width of their own
        final double room = ends[0] < ends[1] ? 0 : Math.max(0.5, Math.ulp(ends[0]) * bins);
        m_low = ends[0] - room;
        m_high = ends[1] + room;
        m_drawn = Arrays.stream(values).filter(v -> v >= m_low && v <= m_high).toArray();
        final long above = Arrays.stream(values).filter(v -> v > 0).count();
        m_heading = above + " of " + values.length + " above 0"
            + (m_drawn.length < values.length ? "; " + (values.length - m_drawn.length) + " outside" : "");
    }

    /**
     * @param bins number of bins
     * @throws IllegalArgumentException if it is out of range
     */
    public static void checkBins(final int bins) {
        if (bins < FEWEST_BINS || bins > MOST_BINS) {
            throw new IllegalArgumentException(
                "The number of bins is " + bins + ", but must be from " + FEWEST_BINS + " to " + MOST_BINS);
        }
    }

    private static void checkShare(final double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("The share that is drawn is " + share + ", but must be above 0 and at "
                + "most 1");
        }
    }

    /** @return the median of all numbers */
    public double median() {
        return m_median;
    }

    static String number(final double value) {
        final double size = Math.abs(value);
        return size == 0 ? "0" : size >= SMALLEST_PLAIN && size < LARGEST_PLAIN
            ? new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString()
            : String.format(Locale.ROOT, "%.2e", value);
    }

    @Override
    public void paint(final Graphics2D graphics, final int width, final int height) {
        final HistogramDataset data = new HistogramDataset();
        data.addSeries(m_title, m_drawn, m_bins, m_low, m_high);
        final NumberAxis x = Charts.numberAxis(m_title);
        x.setAutoRangeIncludesZero(false);
        final NumberAxis y = Charts.numberAxis("Number");
        // the name of the median stands above the bars
        y.setUpperMargin(0.12);
        y.setStandardTickUnits(NumberAxis.createIntegerTickUnits(Locale.ROOT));
        final XYPlot plot = Charts.plot(x, y);
        final XYBarRenderer bars = new XYBarRenderer();
        bars.setBarPainter(new StandardXYBarPainter());
        bars.setShadowVisible(false);
        bars.setSeriesPaint(0, Charts.BARS);
        plot.setDataset(data);
        plot.setRenderer(bars);
        if (m_low < 0 && m_high > 0) {
            plot.addDomainMarker(new ValueMarker(0, Charts.INK, new BasicStroke(1)));
        }
        plot.addDomainMarker(medianMarker());
        Charts.chart(plot, m_heading).draw(graphics, new Rectangle2D.Double(0, 0, width, height));
    }

    private ValueMarker medianMarker() {
        final ValueMarker marker = new ValueMarker(m_median, Charts.colour(1), new BasicStroke(2));
        marker.setLabel("Median " + number(m_median));
        marker.setLabelFont(Charts.font(Font.PLAIN, 12));
        marker.setLabelPaint(Charts.colour(1));
        marker.setLabelBackgroundColor(NO_COLOUR);
        // the label stands on the side where there is more room
        final boolean right = m_median - m_low < m_high - m_median;
        marker.setLabelAnchor(right ? RectangleAnchor.TOP_RIGHT : RectangleAnchor.TOP_LEFT);
        marker.setLabelTextAnchor(right ? TextAnchor.TOP_LEFT : TextAnchor.TOP_RIGHT);
        return marker;
    }
}
