package org.noisynmf.knime.dialog;

import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;
import org.noisynmf.view.plot.Plot;

/** How large images may be, and their port. */
public final class ImageSize {

    /** What the port of an image says before there is one. */
    public static final ImagePortObjectSpec PNG = new ImagePortObjectSpec(PNGImageContent.TYPE);

    private static final int LEAST_SIZE = 100;

    private static final int LARGEST_SIZE = 5000;

    private static final double LEAST_SCALE = 0.5;

    private static final double LARGEST_SCALE = 4;

    private ImageSize() {
    }

    /**
     * Repeats every limit of the dialog, which batch runs and flow variables pass by.
     *
     * @param width of the drawing
     * @param height of the drawing
     * @param resolution pixels of the image for each unit of these
     * @throws InvalidSettingsException if one is out of range; names value and range
     */
    public static void check(final int width, final int height, final double resolution)
        throws InvalidSettingsException {
        checkSize(width, "width");
        checkSize(height, "height");
        if (!(resolution >= LEAST_SCALE && resolution <= LARGEST_SCALE)) {
            throw new InvalidSettingsException("The resolution is " + resolution + ", but must be from " + LEAST_SCALE
                + " to " + (int)LARGEST_SCALE + ".");
        }
    }

    private static void checkSize(final int size, final String name) throws InvalidSettingsException {
        if (size < LEAST_SIZE || size > LARGEST_SIZE) {
            throw new InvalidSettingsException("The " + name + " of the image is " + size + ", but must be from "
                + LEAST_SIZE + " to " + LARGEST_SIZE + ".");
        }
    }

    /**
     * @param plot to draw
     * @param width of the drawing
     * @param height of the drawing
     * @param resolution pixels of the image for each unit of these
     * @return the image
     */
    public static ImagePortObject draw(final Plot plot, final int width, final int height, final double resolution) {
        return new ImagePortObject(new PNGImageContent(plot.png(width, height, resolution)), PNG);
    }

    /** Lower limit of width and height. */
    public static final class LeastSize extends MinValidation {
        @Override
        protected double getMin() {
            return LEAST_SIZE;
        }
    }

    /** Upper limit of width and height. */
    public static final class LargestSize extends MaxValidation {
        @Override
        protected double getMax() {
            return LARGEST_SIZE;
        }
    }

    /** Lower limit of the resolution. */
    public static final class LeastScale extends MinValidation {
        @Override
        protected double getMin() {
            return LEAST_SCALE;
        }
    }

    /** Upper limit of the resolution. */
    public static final class LargestScale extends MaxValidation {
        @Override
        protected double getMax() {
            return LARGEST_SCALE;
        }
    }
}
