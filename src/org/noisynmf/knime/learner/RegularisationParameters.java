package org.noisynmf.knime.learner;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.noisynmf.engine.model.NmfSettings;
import org.noisynmf.engine.model.Penalty;

/** Penalties on both factors. */
final class RegularisationParameters implements NodeParameters {

    @Widget(title = "L1 penalty on templates",
        description = "Favours zeros in the templates; 0 or more, in units of χ² per unit of a template. A penalty on "
            + "one factor alone has no minimum while the other may grow instead: penalise both. Default 0.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_templateL1;

    @Widget(title = "L2 penalty on templates",
        description = "Favours small values in the templates; 0 or more. Default 0.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_templateL2;

    @Widget(title = "Overlap penalty on templates",
        description = "Favours templates that do not overlap (γ of Pav 2024); 0 or more. Default 0.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_templateOverlap;

    @Widget(title = "L1 penalty on coefficients",
        description = "Favours observations made of few templates; 0 or more. Default 0.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_coefficientL1;

    @Widget(title = "L2 penalty on coefficients",
        description = "Favours small coefficients; 0 or more. Default 0.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_coefficientL2;

    @Widget(title = "Overlap penalty on coefficients",
        description = "Favours templates that are not used together; 0 or more. Default 0.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_coefficientOverlap;

    @Widget(title = "Overlap penalty on pixels",
        description = "Favours templates that are confined to few pixels (the off-diagonal penalty on the right factor "
            + "of Pav 2024), for the regularised multiplicative and additive updates; 0 or more. Default 0.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_pixelOverlap;

    /**
     * @param builder receives these settings. Modified.
     */
    void addTo(final NmfSettings.Builder builder) {
        builder.templatePenalty(new Penalty(m_templateL1, m_templateL2, m_templateOverlap))
            .coefficientPenalty(new Penalty(m_coefficientL1, m_coefficientL2, m_coefficientOverlap))
            .pixelOverlap(m_pixelOverlap);
    }
}
