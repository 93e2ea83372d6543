import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/**
 * Draws the icons of the plug-in, 16 × 16 pixels each. From the repository root: {@code java icons/DrawIcons.java}.
 */
public final class DrawIcons {
    private static final int SIZE = 16;

    private static final Color BLUE = new Color(0x1f6fb2);
    private static final Color PALE = new Color(0xbcd7ee);
    private static final Color ORANGE = new Color(0xe07b1a);
    private static final Color INK = new Color(0x2b3440);

    private static final String NODES = "src/org/noisynmf/knime/";

    public static void main(String[] arguments) throws IOException {
        Map<String, Consumer<Graphics2D>> icons = Map.ofEntries(
            Map.entry("icons/category.png", DrawIcons::factors),
            Map.entry(NODES + "fits/fits.png", DrawIcons::spectraReader),
            Map.entry(NODES + "fits/writer.png", DrawIcons::spectraWriter),
            Map.entry(NODES + "histogram/histogram.png", DrawIcons::histogram),
            Map.entry(NODES + "learner/learner.png", DrawIcons::learner),
            Map.entry(NODES + "noise/noise.png", DrawIcons::noise),
            Map.entry(NODES + "errors/errors.png", DrawIcons::errors),
            Map.entry(NODES + "posterior/posterior.png", DrawIcons::posterior),
            Map.entry(NODES + "projection/projection.png", DrawIcons::projection),
            Map.entry(NODES + "rank/rank.png", DrawIcons::rank),
            Map.entry(NODES + "redshift/redshift.png", DrawIcons::redshift),
            Map.entry(NODES + "reader/reader.png", DrawIcons::reader),
            Map.entry(NODES + "spectra/spectra.png", DrawIcons::aligner),
            Map.entry(NODES + "simulator/simulator.png", DrawIcons::simulator),
            Map.entry(NODES + "timing/timing.png", DrawIcons::timing));
        for (Map.Entry<String, Consumer<Graphics2D>> icon : icons.entrySet()) {
            BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_ARGB);
            Graphics2D pen = image.createGraphics();
            pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            icon.getValue().accept(pen);
            pen.dispose();
            File file = new File(icon.getKey());
            file.getParentFile().mkdirs();
            ImageIO.write(image, "png", file);
        }
    }

    /** A tall factor times a wide one: the category. */
    private static void factors(Graphics2D pen) {
        block(pen, 1, 1, 5, 14, BLUE);
        block(pen, 8, 1, 7, 5, ORANGE);
        block(pen, 8, 8, 7, 7, PALE);
    }

    /** The matrix that falls apart into its two factors. */
    private static void learner(Graphics2D pen) {
        block(pen, 5, 5, 10, 10, PALE);
        block(pen, 1, 5, 3, 10, BLUE);
        block(pen, 5, 1, 10, 3, ORANGE);
        line(pen, INK, 1.2f, 7, 12.5, 9.2, 9.5, 11, 11.2, 13, 7);
    }

    /** A vector and its foot on the plane of the templates. */
    private static void projection(Graphics2D pen) {
        line(pen, BLUE, 1.6f, 1.5, 1, 1.5, 14.5, 15, 14.5);
        line(pen, ORANGE, 1.6f, 2, 14, 11, 3.5);
        fill(pen, ORANGE, 12.6, 1.4, 12.6, 6.2, 8.2, 2.6);
        pen.setColor(INK);
        for (int y = 7; y < 14; y += 3) {
            pen.fill(new Rectangle2D.Double(11.5, y, 1, 2));
        }
        pen.setColor(INK);
        pen.fill(new Ellipse2D.Double(10.2, 12.6, 3.6, 3.6));
    }

    /** A grid of numbers and an arrow into it. */
    private static void reader(Graphics2D pen) {
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 2; column++) {
                block(pen, 7 + 4 * column, 2 + 4 * row, 5, 5, row == 0 ? BLUE : PALE);
            }
        }
        line(pen, ORANGE, 1.8f, 0.5, 8.5, 4, 8.5);
        fill(pen, ORANGE, 2.8, 5, 6.6, 8.5, 2.8, 12);
    }

    /** A doublet with its noisy samples. */
    private static void simulator(Graphics2D pen) {
        line(pen, PALE, 1.2f, 0.5, 13.5, 15.5, 13.5);
        Path2D doublet = new Path2D.Double();
        for (double x = 0.5; x <= 15.5; x += 0.25) {
            double y = 13 - 10 * Math.exp(-Math.pow((x - 5) / 1.5, 2)) - 6.5 * Math.exp(-Math.pow((x - 11) / 1.5, 2));
            if (x == 0.5) {
                doublet.moveTo(x, y);
            } else {
                doublet.lineTo(x, y);
            }
        }
        pen.setColor(BLUE);
        pen.setStroke(new BasicStroke(1.3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.draw(doublet);
        pen.setColor(ORANGE);
        for (double[] sample : new double[][]{{1.5, 14.6}, {3, 8}, {5.6, 1.4}, {8, 10}, {10, 5.2}, {13, 9.6},
            {14.6, 14.8}}) {
            pen.fill(new Ellipse2D.Double(sample[0] - 1, sample[1] - 1, 2, 2));
        }
    }

    /** A spectrum and an arrow into it. */
    private static void spectraReader(Graphics2D pen) {
        spectrum(pen, BLUE, 7, 13.5);
        line(pen, ORANGE, 1.8f, 0.5, 8.5, 4, 8.5);
        fill(pen, ORANGE, 2.8, 5, 6.6, 8.5, 2.8, 12);
    }

    /** A spectrum and an arrow out of it. */
    private static void spectraWriter(Graphics2D pen) {
        spectrum(pen, BLUE, 0.5, 13.5);
        line(pen, ORANGE, 1.8f, 9.5, 8.5, 13, 8.5);
        fill(pen, ORANGE, 11.8, 5, 15.6, 8.5, 11.8, 12);
    }

    /** Two spectra whose lines come to stand below each other on a grid. */
    private static void aligner(Graphics2D pen) {
        pen.setColor(PALE);
        for (int x = 1; x < 16; x += 3) {
            pen.fill(new Rectangle2D.Double(x, 0.5, 1, 15));
        }
        line(pen, BLUE, 1.3f, 0.5, 6.5, 5.5, 6.5, 7.5, 1, 9.5, 6.5, 12, 6.5);
        line(pen, ORANGE, 1.3f, 3.5, 14.5, 5.5, 14.5, 7.5, 9, 9.5, 14.5, 15.5, 14.5);
    }

    /** A continuum with an emission line on a base line, nine pixels wide. */
    private static void spectrum(Graphics2D pen, Color colour, double left, double base) {
        line(pen, PALE, 1.2f, left, base + 1, left + 8.5, base + 1);
        line(pen, colour, 1.3f, left, base - 3, left + 2, base - 4, left + 3.2, base - 11.5, left + 4.6, base - 3.4,
            left + 6.4, base - 2.2, left + 8.5, base - 1.4);
    }

    /** A level that turns into noise about it. */
    private static void noise(Graphics2D pen) {
        line(pen, PALE, 1.2f, 0.5, 14.5, 15.5, 14.5);
        line(pen, BLUE, 1.8f, 1, 7.5, 5.5, 7.5);
        line(pen, ORANGE, 1.4f, 5.5, 7.5, 6.6, 4, 8.2, 11.5, 9.8, 1.5, 11.6, 12.5, 13, 4.5, 14.2, 9.5, 15.2, 7);
    }

    /** Bars about a median. */
    private static void histogram(Graphics2D pen) {
        int[] heights = {2, 5, 11, 8, 3};
        pen.setColor(PALE);
        for (int bar = 0; bar < heights.length; bar++) {
            pen.fill(new Rectangle2D.Double(1 + 3 * bar, 14 - heights[bar], 2.5, heights[bar]));
        }
        line(pen, BLUE, 1.2f, 0.5, 14.5, 15.5, 14.5);
        line(pen, ORANGE, 1.6f, 8.5, 1, 8.5, 13.5);
    }

    /** A misfit that falls with the number of templates, the chosen one marked. */
    private static void rank(Graphics2D pen) {
        line(pen, PALE, 1.2f, 1.5, 1, 1.5, 14.5, 15.5, 14.5);
        line(pen, BLUE, 1.4f, 3, 2, 6, 6.5, 9, 10.5, 12, 11.2, 15, 11.6);
        pen.setColor(ORANGE);
        pen.fill(new Ellipse2D.Double(6.8, 8.3, 4.4, 4.4));
    }

    /** A line at rest, and the same line further to the red. */
    private static void redshift(Graphics2D pen) {
        line(pen, PALE, 1.2f, 1, 14.5, 15.5, 14.5);
        line(pen, BLUE, 1.4f, 1, 12.5, 2.5, 12, 4, 3, 5.5, 12, 7, 12.5);
        line(pen, ORANGE, 1.4f, 7, 12.5, 9.5, 12, 11.5, 5, 13.5, 12, 15.5, 12.5);
        line(pen, ORANGE, 1.2f, 6, 2.5, 12, 2.5);
        line(pen, ORANGE, 1.2f, 10, 1, 12.3, 2.5, 10, 4);
    }

    /** A curve that is moved up and down. */
    private static void errors(Graphics2D pen) {
        line(pen, PALE, 1.3f, 1, 9.5, 5.5, 7.5, 8, 2.5, 10.5, 7, 15, 8.8);
        line(pen, BLUE, 1.4f, 1, 12, 5.5, 10, 8, 5, 10.5, 9.5, 15, 11.3);
        line(pen, PALE, 1.3f, 1, 14.5, 5.5, 12.5, 8, 8.5, 10.5, 12, 15, 13.8);
        line(pen, ORANGE, 1.2f, 13, 1.5, 13, 7);
        line(pen, ORANGE, 1.2f, 11.3, 3.3, 13, 1.5, 14.7, 3.3);
        line(pen, ORANGE, 1.2f, 11.3, 5.2, 13, 7, 14.7, 5.2);
    }

    /** A curve within its band. */
    private static void posterior(Graphics2D pen) {
        line(pen, PALE, 5f, 2.5, 11.5, 5.5, 10, 8, 5, 10.5, 9.5, 13.5, 11);
        line(pen, BLUE, 1.4f, 1, 12, 5.5, 10, 8, 5, 10.5, 9.5, 15, 11.3);
        line(pen, ORANGE, 1.2f, 8, 1.5, 8, 8.5);
        line(pen, ORANGE, 1.2f, 6.5, 1.5, 9.5, 1.5);
        line(pen, ORANGE, 1.2f, 6.5, 8.5, 9.5, 8.5);
    }

    /** Times that grow with size, each with its error bar, and a clock. */
    private static void timing(Graphics2D pen) {
        line(pen, PALE, 1.2f, 1.5, 1, 1.5, 14.5, 15.5, 14.5);
        line(pen, BLUE, 1.3f, 2, 14, 14.5, 6);
        for (double x : new double[]{5, 9, 13}) {
            double y = 14 - 0.64 * (x - 2);
            line(pen, BLUE, 1, x, y - 2, x, y + 2);
            pen.fill(new Ellipse2D.Double(x - 1.4, y - 1.4, 2.8, 2.8));
        }
        pen.setColor(ORANGE);
        pen.setStroke(new BasicStroke(1.3f));
        pen.draw(new Ellipse2D.Double(3, 0.8, 6, 6));
        line(pen, ORANGE, 1.2f, 6, 2, 6, 4, 7.4, 4.8);
    }

    private static void block(Graphics2D pen, int x, int y, int width, int height, Color colour) {
        pen.setColor(colour);
        pen.fill(new Rectangle2D.Double(x, y, width, height));
        pen.setColor(INK);
        pen.setStroke(new BasicStroke(1));
        pen.draw(new Rectangle2D.Double(x + 0.5, y + 0.5, width - 1, height - 1));
    }

    private static void line(Graphics2D pen, Color colour, float width, double... corners) {
        pen.setColor(colour);
        pen.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int i = 0; i + 3 < corners.length; i += 2) {
            pen.draw(new Line2D.Double(corners[i], corners[i + 1], corners[i + 2], corners[i + 3]));
        }
    }

    private static void fill(Graphics2D pen, Color colour, double... corners) {
        Path2D area = new Path2D.Double();
        area.moveTo(corners[0], corners[1]);
        for (int i = 2; i < corners.length; i += 2) {
            area.lineTo(corners[i], corners[i + 1]);
        }
        area.closePath();
        pen.setColor(colour);
        pen.fill(area);
    }
}
