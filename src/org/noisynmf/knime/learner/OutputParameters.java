package org.noisynmf.knime.learner;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.noisynmf.engine.model.NmfSettings;

/** How templates leave. */
final class OutputParameters implements NodeParameters {

    @Widget(title = "Scale templates to",
        description = "Every template is divided by its norm and its coefficients are multiplied by it, so that the "
            + "product stays. Default: largest value 1.")
    ScalingChoice m_scaling = ScalingChoice.MAX;

    @Widget(title = "Order templates by importance",
        description = "Put the template that explains most of χ² first. Default on.")
    boolean m_ordered = true;

    @Widget(title = "Templates table", advanced = true,
        description = "Whether the templates table has one column for each pixel or one vector column.")
    TemplatesForm m_templatesForm = TemplatesForm.AS_DATA;

    /**
     * @param builder receives these settings. Modified.
     */
    void addTo(final NmfSettings.Builder builder) {
        builder.scaling(m_scaling.scaling()).ordered(m_ordered);
    }
}
