package org.noisynmf.knime.projection;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.noisynmf.engine.nnls.ProjectionSettings;
import org.noisynmf.knime.dialog.SettingTexts;
import org.noisynmf.knime.dialog.WeightsParameters;
import org.noisynmf.knime.table.EngineCall;
import org.noisynmf.knime.table.observation.CoefficientTable;
import org.noisynmf.knime.table.observation.KeptColumns;

/** Settings of the projection. */
final class ProjectionParameters extends WeightsParameters {

    @Widget(title = KeptColumns.TITLE, description = KeptColumns.DESCRIPTION)
    @Migrate(loadDefaultIfAbsent = true)
    KeptColumns m_keptColumns = KeptColumns.NONE;

    @Widget(title = "Append standard errors",
        description = "For each coefficient append its standard error, from the inverse of the weighted normal "
            + "equations of this coefficient and those above 0. It is right if the weights are inverse variances and "
            + "the templates are known. Default off.")
    boolean m_standardErrors;

    @Widget(title = "Append signed estimates",
        description = "For each coefficient append an estimate that may be negative. It equals the coefficient if "
            + "that is above 0; where the coefficient is held at 0, it is the value below 0 that the data favour. Use "
            + "it for averages: where a template is absent, averages of coefficients are too large. Default off.")
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_signedEstimates;

    @Widget(title = "Append errors with the share of the templates",
        description = "For each coefficient append its total standard error, which contains the uncertainty of the "
            + "templates, and the share of the templates in it. Needs a model with sets of templates, from NMF "
            + "Posterior or NMF Error Estimates. The errors are those of the signed estimates. Default off.")
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_templateErrors;

    @Widget(title = SettingTexts.THREADS_TITLE, advanced = true, description = SettingTexts.THREADS)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int m_threads;

    @Widget(title = SettingTexts.DEVICE_TITLE, advanced = true, description = SettingTexts.PROJECTION_DEVICE)
    @Migrate(loadDefaultIfAbsent = true)
    String m_device = ProjectionSettings.DEFAULT.machine().device();

    /**
     * @param weighted whether there is a weights table
     * @return the engine's settings
     * @throws IllegalArgumentException if a value is out of range; names value and range
     */
    ProjectionSettings settings(final boolean weighted) {
        return new ProjectionSettings(m_standardErrors || m_signedEstimates || m_templateErrors, m_threads, m_device)
            .withPhotonNoise(photonNoise(weighted));
    }

    /** @return what follows the coefficients */
    CoefficientTable.Columns columns() {
        return new CoefficientTable.Columns(m_standardErrors, m_templateErrors, m_signedEstimates);
    }

    /** Repeats every limit of the dialog, which batch runs and flow variables pass by. */
    @Override
    public void validate() throws InvalidSettingsException {
        EngineCall.check(() -> settings(true));
    }
}
