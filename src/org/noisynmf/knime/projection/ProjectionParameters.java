package org.noisynmf.knime.projection;


import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.noisynmf.engine.model.ProjectionSettings;
import org.noisynmf.knime.table.WeightsKind;
import org.noisynmf.knime.table.WeightsOfData;

/** Settings of the projection. */
final class ProjectionParameters implements NodeParameters {

    @Widget(title = "Weights are",
        description = "What the numbers of the weights table are. Its rows are matched to the data by row ID, its "
            + "columns by name; a missing cell is an entry of weight 0. Add the weights port with the three dots of "
            + "the node; without it all weights are 1.")
    @Effect(predicate = WeightsOfData.class, type = EffectType.SHOW)
    WeightsKind m_weights = WeightsKind.INVERSE_VARIANCE;

    @Widget(title = "Append standard errors",
        description = "For each coefficient above 0 append its standard error, from the inverse of the weighted normal "
            + "equations of the coefficients above 0; missing for a coefficient of 0. They are right where the weights "
            + "are inverse variances. Default off.")
    boolean m_standardErrors;

    @Widget(title = "Number of threads", advanced = true,
        description = "0 or more; 0 (the default) uses all cores. The result does not depend on it.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int m_threads;

    /**
     * @return the engine's settings
     * @throws IllegalArgumentException if a value is out of range; names value and range
     */
    ProjectionSettings settings() {
        return new ProjectionSettings(m_standardErrors, m_threads, ProjectionSettings.DEFAULT.device());
    }

    /** Repeats every limit of the dialog, which batch runs and flow variables pass by. */
    @Override
    public void validate() throws InvalidSettingsException {
        try {
            settings();
        } catch (final IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }
}
