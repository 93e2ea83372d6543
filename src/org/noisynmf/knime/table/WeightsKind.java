package org.noisynmf.knime.table;

import org.knime.node.parameters.widget.choices.Label;
import org.noisynmf.io.WeightKind;

/** What the numbers of a weights table are. The names of the constants are stored in workflows and never change. */
public enum WeightsKind {
    /** V itself. */
    @Label(value = "Inverse variances", description = "1 / σ², the weights themselves; 0 = ignore the entry.")
    INVERSE_VARIANCE(WeightKind.INVERSE_VARIANCE),

    /** V = 1 / number. */
    @Label(value = "Variances", description = "σ², greater than 0; the weights are 1 / σ².")
    VARIANCE(WeightKind.VARIANCE),

    /** V = 1 / number². */
    @Label(value = "Standard deviations", description = "σ, greater than 0; the weights are 1 / σ².")
    STANDARD_DEVIATION(WeightKind.STANDARD_DEVIATION);

    private final WeightKind m_kind;

    WeightsKind(final WeightKind kind) {
        m_kind = kind;
    }

    /** @return the kind as the readers of files know it */
    WeightKind kind() {
        return m_kind;
    }
}
