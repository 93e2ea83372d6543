package org.noisynmf.knime.dialog;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.noisynmf.view.plot.Plot;

/** How large the image of a node is. Keys in workflows are the names of the fields without "m_". */
public final class ImageParameters implements NodeParameters {

    @Widget(title = "Width", description = "Width of the drawing, 100 to 5000; letters are 12 high. Default 800.")
    @NumberInputWidget(minValidation = ImageSize.LeastSize.class, maxValidation = ImageSize.LargestSize.class)
    int m_width = 800;

    @Widget(title = "Height", description = "Height of the drawing, 100 to 5000. Default 500.")
    @NumberInputWidget(minValidation = ImageSize.LeastSize.class, maxValidation = ImageSize.LargestSize.class)
    int m_height = 500;

    @Widget(title = "Resolution", advanced = true,
        description = "Pixels of the image for each unit of width and height, 0.5 to 4: 1 for a screen, 3 for print. "
            + "Default 1.")
    @NumberInputWidget(minValidation = ImageSize.LeastScale.class, maxValidation = ImageSize.LargestScale.class)
    double m_resolution = 1;

    @Override
    public void validate() throws InvalidSettingsException {
        ImageSize.check(m_width, m_height, m_resolution);
    }

    /**
     * @param plot to draw
     * @return the image
     */
    public ImagePortObject draw(final Plot plot) {
        return ImageSize.draw(plot, m_width, m_height, m_resolution);
    }
}
