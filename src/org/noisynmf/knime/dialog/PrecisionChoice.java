package org.noisynmf.knime.dialog;

import org.knime.node.parameters.widget.choices.Label;
import org.noisynmf.engine.storage.Precision;

/** Number formats. The names of the constants are stored in workflows and never change. */
public enum PrecisionChoice {
    @Label(value = "Double", description = "8 bytes a value, 16 digits.")
    FLOAT64,

    @Label(value = "Single", description = "4 bytes a value, 7 digits: half the memory and about twice the speed.")
    FLOAT32;

    /** @return the engine's precision */
    public Precision precision() {
        return Precision.valueOf(name());
    }
}
