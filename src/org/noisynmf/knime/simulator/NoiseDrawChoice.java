package org.noisynmf.knime.simulator;

import org.knime.node.parameters.widget.choices.Label;
import org.noisynmf.engine.simulate.NoiseDraw;

/** What is drawn uniformly. The names of the constants are stored in workflows and never change. */
enum NoiseDrawChoice {
    @Label(value = "Standard deviation", description = "σ is uniform in its range, as in the code of the authors.")
    SIGMA,

    @Label(value = "Variance", description = "σ² is uniform in its range, as in the text of the paper.")
    VARIANCE;

    /** @return the engine's draw */
    NoiseDraw draw() {
        return NoiseDraw.valueOf(name());
    }
}
