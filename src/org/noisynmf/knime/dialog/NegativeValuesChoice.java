package org.noisynmf.knime.dialog;

import org.knime.node.parameters.widget.choices.Label;
import org.noisynmf.engine.data.NegativeValues;

/** What becomes of negative values. The names of the constants are stored in workflows and never change. */
public enum NegativeValuesChoice {
    @Label(value = "Use as they are", description = "Unbiased: what noisy data need. Not every algorithm can.")
    AS_IS(NegativeValues.AS_IS),

    @Label(value = "Refuse", description = "The node fails and names the first.")
    REFUSE(NegativeValues.REFUSE),

    @Label(value = "Clip to 0",
        description = "Replaced by 0, which biases templates upwards; their number is reported.")
    CLIP(NegativeValues.CLIP),

    @Label(value = "Weight 0", description = "Ignored, which biases templates upwards even more; their number is "
        + "reported.")
    WEIGHT_ZERO(NegativeValues.WEIGHT_ZERO);

    private final NegativeValues m_values;

    NegativeValuesChoice(final NegativeValues values) {
        m_values = values;
    }

    /** @return the engine's treatment */
    public NegativeValues treatment() {
        return m_values;
    }
}
