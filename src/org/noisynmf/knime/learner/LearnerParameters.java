package org.noisynmf.knime.learner;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.Migrate;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.knime.dialog.DataParameters;
import org.noisynmf.knime.dialog.ExecutionParameters;
import org.noisynmf.knime.table.EngineCall;
import org.noisynmf.knime.table.pixel.CategoryParameters;

/** Every setting of the learner. Keys in workflows are the names of the fields without "m_". */
final class LearnerParameters implements NodeParameters {

    @Layout(LearnerSections.Data.class)
    DataParameters m_data = new DataParameters();

    @Layout(LearnerSections.Data.class)
    @Migrate(loadDefaultIfAbsent = true)
    CategoryParameters m_categories = new CategoryParameters();

    @Layout(LearnerSections.Method.class)
    MethodParameters m_method = new MethodParameters();

    @Layout(LearnerSections.Regularisation.class)
    RegularisationParameters m_regularisation = new RegularisationParameters();

    @Layout(LearnerSections.Start.class)
    StartParameters m_start = new StartParameters();

    @Layout(LearnerSections.Stopping.class)
    StoppingParameters m_stopping = new StoppingParameters();

    @Layout(LearnerSections.Output.class)
    OutputParameters m_output = new OutputParameters();

    @Layout(LearnerSections.Execution.class)
    ExecutionParameters m_execution = new ExecutionParameters();

    /** For KNIME. */
    LearnerParameters() {
        // the defaults of the groups
    }

    /**
     * @param input what is connected
     */
    LearnerParameters(final NodeParametersInput input) {
        m_data = new DataParameters(input);
    }

    /**
     * @return the engine's settings
     * @throws IllegalArgumentException if a value is out of range; names value and range
     */
    NmfSettings settings() {
        final NmfSettingsBuilder builder = NmfSettings.builder();
        m_method.addTo(builder);
        m_regularisation.addTo(builder);
        m_start.addTo(builder);
        m_stopping.addTo(builder);
        m_output.addTo(builder);
        m_execution.addTo(builder);
        return builder.build();
    }

    /** Repeats every limit of the dialog, which batch runs and flow variables pass by. */
    @Override
    public void validate() throws InvalidSettingsException {
        EngineCall.check(() -> {
            settings();
            m_data.photonNoise(true);
            m_data.uncertainties(true, null);
        });
    }
}
