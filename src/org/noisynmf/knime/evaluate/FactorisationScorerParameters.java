package org.noisynmf.knime.evaluate;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.noisynmf.engine.nnls.ProjectionSettings;
import org.noisynmf.knime.dialog.SettingTexts;
import org.noisynmf.knime.dialog.WeightsParameters;
import org.noisynmf.knime.table.EngineCall;

/** Settings of the scorer. */
final class FactorisationScorerParameters extends WeightsParameters {

    @Widget(title = "Models were learnt on these data",
        description = "Subtract the numbers in the templates from the degrees of freedom, too. Leave this off for "
            + "observations that the models have not seen: only the coefficients are subtracted then. Default off.")
    boolean m_learntOnThese;

    @Widget(title = SettingTexts.THREADS_TITLE, advanced = true, description = SettingTexts.THREADS)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int m_threads;

    @Widget(title = SettingTexts.DEVICE_TITLE, advanced = true, description = SettingTexts.PROJECTION_DEVICE)
    @Migrate(loadDefaultIfAbsent = true)
    String m_device = ProjectionSettings.DEFAULT.machine().device();

    /**
     * @param weighted whether there is a weights table
     * @return how to find the coefficients
     * @throws IllegalArgumentException if a value is out of range; names value and range
     */
    ProjectionSettings settings(final boolean weighted) {
        return new ProjectionSettings(false, m_threads, m_device)
            .withPhotonNoise(photonNoise(weighted));
    }

    /** Repeats every limit of the dialog, which batch runs and flow variables pass by. */
    @Override
    public void validate() throws InvalidSettingsException {
        EngineCall.check(() -> settings(true));
    }
}
