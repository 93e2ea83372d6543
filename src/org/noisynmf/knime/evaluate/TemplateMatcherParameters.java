package org.noisynmf.knime.evaluate;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.noisynmf.knime.dialog.Limits;

/** Settings of the matcher. */
final class TemplateMatcherParameters implements NodeParameters {

    @Widget(title = "Smallest similarity",
        description = "Templates whose cosine similarity is below this number, from 0 to 1, are not paired. Default "
            + "0: every template gets a partner as long as there are any.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    double m_smallestSimilarity;

    @Widget(title = "Scale to the true templates",
        description = "Multiply each matched template by its scale. If off, templates are put in order but keep their "
            + "scale. Default on.")
    boolean m_rescale = true;

    /** Repeats every limit of the dialog, which batch runs and flow variables pass by. */
    @Override
    public void validate() throws InvalidSettingsException {
        if (!(m_smallestSimilarity >= 0 && m_smallestSimilarity <= 1)) {
            throw new InvalidSettingsException(
                "The smallest similarity is " + m_smallestSimilarity + ", but must be from 0 to 1");
        }
    }
}
