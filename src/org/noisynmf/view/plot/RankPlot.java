package org.noisynmf.view.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.geom.Rectangle2D;
import java.text.AttributedString;
import java.util.Arrays;
import java.util.List;

import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.noisynmf.view.rank.RankView;

/**
 * Every criterion against the number of templates, below the recommendation and its reason: the recommended number shaded,
 * what a criterion alone would choose dashed, and in grey up to where it would be noise.
 *
 * @param view what was compared
 */
public record RankPlot(RankView view) implements Plot {

    private static final int MARGIN = 12;

    private static final int ACROSS = 3;

    private static final Color CHOSEN = new Color(0xfff4e0);

    private static final double HALF = 0.4;

    /** Values that differ by less than this factor stand on an even axis. */
    private static final double WORTH_A_LOGARITHM = 100;

    @Override
    public void paint(final Graphics2D graphics, final int width, final int height) {
        final RankView.Ranks ranks = view.ranks();
        final double top = write("Recommended: " + ranks.reason(), graphics, width);
        final List<RankView.Curve> curves = ranks.criteria();
        final int down = (curves.size() + ACROSS - 1) / ACROSS;
        final double cellWidth = (double)width / ACROSS;
        final double cellHeight = (height - top) / down;
        for (int c = 0; c < curves.size(); c++) {
            chart(curves.get(c)).draw(graphics, new Rectangle2D.Double(c % ACROSS * cellWidth,
                top + c / ACROSS * cellHeight, cellWidth, cellHeight));
        }
    }

    /** Writes a text over the width. */
    private static double write(final String sentence, final Graphics2D graphics, final int width) {
        final AttributedString text = new AttributedString(sentence);
        text.addAttribute(TextAttribute.FONT, Charts.font(Font.PLAIN, 13));
        final LineBreakMeasurer lines =
            new LineBreakMeasurer(text.getIterator(), graphics.getFontRenderContext());
        graphics.setColor(Charts.INK);
        graphics.setFont(Charts.font(Font.PLAIN, 13));
        double y = MARGIN;
        int from = 0;
        while (lines.getPosition() < sentence.length()) {
            final TextLayout line = lines.nextLayout(width - 2f * MARGIN);
            y += line.getAscent();
            graphics.drawString(sentence.substring(from, lines.getPosition()), MARGIN, (float)y);
            y += line.getDescent() + line.getLeading();
            from = lines.getPosition();
        }
        return y + MARGIN / 2.0;
    }

    private JFreeChart chart(final RankView.Curve curve) {
        final double[] x = view.ranks().rows().stream().mapToDouble(RankView.Row::rank).toArray();
        final NumberAxis numbers = Charts.numberAxis("Templates");
        numbers.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        numbers.setRange(x[0] - HALF, x[x.length - 1] + HALF);
        final double[] positive = Arrays.stream(curve.values()).filter(v -> v > 0).toArray();
        final boolean log = curve.log() && Arrays.stream(positive).max().orElse(0) > WORTH_A_LOGARITHM
            * Arrays.stream(positive).min().orElse(1);
        final ValueAxis values = log ? Charts.logarithmicAxis("") : Charts.evenAxis("");
        final XYPlot plot = Charts.plot(numbers, values);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        final int chosen = view.ranks().rank();
        final IntervalMarker shade = new IntervalMarker(chosen - HALF, chosen + HALF, CHOSEN);
        shade.setAlpha(1);
        plot.addDomainMarker(shade, Layer.BACKGROUND);
        final Integer choice = curve.choice();
        if (choice != null) {
            plot.addDomainMarker(new ValueMarker(choice, Charts.MUTED,
                new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[]{3, 3}, 0)),
                Layer.BACKGROUND);
        }
        if (curve.limit().length > 0) {
            Charts.addLine(plot, Charts.OTHERS, "", x, drawable(curve.limit(), log), x.length);
        }
        if (curve.errors().length > 0) {
            Bands.whiskers(plot, x, ends(curve));
        }
        Charts.addLine(plot, 0, "", x, drawable(curve.values(), log), x.length);
        Charts.addPoints(plot, "", x, drawable(curve.values(), log), Charts.OPAQUE);
        return Charts.chart(plot, log ? curve.title() + " (logarithmic)" : curve.title(), false);
    }

    private static double[] drawable(final double[] values, final boolean log) {
        return Arrays.stream(values).map(v -> !log || v > 0 ? v : Double.NaN).toArray();
    }

    /** Two and one standard errors below and above. */
    private static double[][] ends(final RankView.Curve curve) {
        final double[][] ends = new double[4][curve.values().length];
        final int[] times = {-2, -1, 1, 2};
        for (int e = 0; e < ends.length; e++) {
            for (int n = 0; n < ends[e].length; n++) {
                ends[e][n] = curve.values()[n] + times[e] * curve.errors()[n];
            }
        }
        return ends;
    }
}
