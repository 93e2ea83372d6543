package org.noisynmf.knime.simulator;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.noisynmf.engine.simulate.Parts;
import org.noisynmf.knime.dialog.Limits;

/** Settings of the images. */
final class PartsParameters implements NodeParameters {

    @Widget(title = "Number of images", description = "Rows of the tables, at least 1. Default 400.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_images = Parts.DEFAULT.images();

    @Widget(title = "Side of an image",
        description = "Rows and columns of an image, 4 to 10000; the pixels are its square, row after row. Default 16.")
    @NumberInputWidget(minValidation = SmallestSide.class, maxValidation = LargestSide.class)
    int m_side = Parts.DEFAULT.side();

    @Widget(title = "Number of parts",
        description = "True templates, at least 1: rectangles at random places. Default 8.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_parts = Parts.DEFAULT.parts();

    @Widget(title = "Probability of a part",
        description = "The probability with which an image shows a part, 0 to 1. Default 0.33.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    double m_probability = Parts.DEFAULT.probability();

    @Widget(title = "Noise of a pixel",
        description = "Standard deviation of the Gaussian noise, 0 or more; parts have a brightness of 0.5 to 1. "
            + "Default 0.2.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_noise = Parts.DEFAULT.noise();

    /**
     * @return the simulator
     * @throws IllegalArgumentException if a value is out of range; names value and range
     */
    Parts parts() {
        return new Parts(m_images, m_side, m_parts, m_probability, m_noise);
    }

    /** Numbers from 4. */
    static final class SmallestSide extends MinValidation {
        @Override
        protected double getMin() {
            return 4;
        }
    }

    /** Numbers to 10000. */
    static final class LargestSide extends MaxValidation {
        @Override
        protected double getMax() {
            return 10_000;
        }
    }
}
