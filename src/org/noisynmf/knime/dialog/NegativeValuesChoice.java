package org.noisynmf.knime.dialog;

import org.knime.node.parameters.widget.choices.Label;
import org.noisynmf.engine.data.NegativeValues;

/** What becomes of negative values. The names of the constants are stored in workflows and never change. */
public enum NegativeValuesChoice {
    @Label(value = "Use as they are", description = "The right choice for noisy data. Not every algorithm can.")
    AS_IS,

    @Label(value = "Refuse", description = "The node fails and names the first negative value.")
    REFUSE,

    @Label(value = "Clip to 0",
        description = "They are replaced by 0, which biases templates upwards; their number is reported.")
    CLIP,

    @Label(value = "Weight 0", description = "They are ignored, which biases templates upwards even more; their "
        + "number is reported.")
    WEIGHT_ZERO;

    /** @return the engine's treatment */
    public NegativeValues treatment() {
        return NegativeValues.valueOf(name());
    }
}
