package org.noisynmf.view.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;

import org.noisynmf.view.FactorisationView;

/**
 * Templates as images, in rows and columns that fill the drawing, dark = 0 and bright = the template's largest value.
 *
 * @param view pixels in a grid, and templates
 */
record TemplateImages(FactorisationView view) implements Plot {

    /** Key colours of viridis: even in lightness, told apart without colour vision. */
    private static final int[][] SCALE = {{68, 1, 84}, {72, 40, 120}, {62, 74, 137}, {49, 104, 142}, {38, 130, 142},
        {31, 158, 137}, {53, 183, 121}, {109, 205, 89}, {180, 222, 44}, {253, 231, 37}};

    private static final int GAP = 10;

    private static final int CAPTION = 18;

    @Override
    public void paint(final Graphics2D graphics, final int width, final int height) {
        final int count = view.templates().size();
        final int rows = view.pixels().gridRows();
        final int columns = view.pixels().gridColumns();
        final int across = bestAcross(count, width, height, (double)columns / rows);
        final double largest = pixelSize(count, across, width, height, rows, columns);
        // Whole units leave no seams between neighbours.
        final double pixel = largest >= 1 ? Math.floor(largest) : largest;
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        for (int k = 0; k < count; k++) {
            final double left = GAP + k % across * (columns * pixel + GAP);
            final double top = GAP + k / across * (rows * pixel + CAPTION + GAP);
            graphics.setColor(Color.BLACK);
            graphics.drawString(view.templates().get(k).label(), (float)left, (float)(top + CAPTION - 6));
            paintOne(graphics, view.templates().get(k).values().toArray(), left, top + CAPTION, pixel);
        }
    }

    private void paintOne(final Graphics2D graphics, final float[] values, final double left, final double top,
        final double pixel) {
        float largest = 0;
        for (final float value : values) {
            largest = Math.max(largest, value);
        }
        final int columns = view.pixels().gridColumns();
        // Smoothing would leave seams between neighbours.
        final Object smoothing = graphics.getRenderingHint(RenderingHints.KEY_ANTIALIASING);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        for (int i = 0; i < values.length; i++) {
            if (!Float.isNaN(values[i])) {
                graphics.setColor(shade(largest > 0 ? values[i] / largest : 0));
                graphics.fill(new Rectangle2D.Double(left + i % columns * pixel, top + i / columns * pixel, pixel,
                    pixel));
            }
        }
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING,
            smoothing == null ? RenderingHints.VALUE_ANTIALIAS_DEFAULT : smoothing);
    }

    private static Color shade(final double share) {
        final double place = Math.max(0, Math.min(1, share)) * (SCALE.length - 1);
        final int low = Math.min(SCALE.length - 2, (int)place);
        final double rest = place - low;
        final int[] colour = new int[3];
        for (int c = 0; c < 3; c++) {
            colour[c] = (int)Math.round(SCALE[low][c] + (SCALE[low + 1][c] - SCALE[low][c]) * rest);
        }
        return new Color(colour[0], colour[1], colour[2]);
    }

    /** How many images side by side make them largest. */
    private static int bestAcross(final int count, final int width, final int height, final double aspect) {
        int best = 1;
        double bestSize = 0;
        for (int across = 1; across <= count; across++) {
            final double size = pixelSize(count, across, width, height, 1, aspect);
            if (size > bestSize) {
                best = across;
                bestSize = size;
            }
        }
        return best;
    }

    private static double pixelSize(final int count, final int across, final int width, final int height,
        final double rows, final double columns) {
        final int down = (count + across - 1) / across;
        return Math.max(0, Math.min((width - GAP * (across + 1.0)) / (across * columns),
            (height - GAP - down * (double)(CAPTION + GAP)) / (down * rows)));
    }
}
