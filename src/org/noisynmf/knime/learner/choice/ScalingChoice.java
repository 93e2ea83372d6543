package org.noisynmf.knime.learner.choice;

import org.knime.node.parameters.widget.choices.Label;
import org.noisynmf.engine.settings.Scaling;

/** Norms to which templates are scaled. The names of the constants are stored in workflows and never change. */
public enum ScalingChoice {
    @Label(value = "Largest value 1", description = "The default.")
    MAX,

    @Label(value = "Sum 1", description = "Coefficients are then the total amounts of each template.")
    SUM,

    @Label(value = "Euclidean norm 1", description = "Like singular vectors.")
    EUCLIDEAN,

    @Label(value = "None", description = "Templates as the algorithm left them.")
    NONE;

    /** @return the engine's scaling */
    public Scaling scaling() {
        return Scaling.valueOf(name());
    }
}
