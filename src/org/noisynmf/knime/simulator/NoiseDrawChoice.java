package org.noisynmf.knime.simulator;

import org.knime.node.parameters.widget.choices.Label;
import org.noisynmf.engine.simulate.NoiseDraw;

/** What is drawn uniformly. The names of the constants are stored in workflows and never change. */
enum NoiseDrawChoice {
    @Label(value = "Standard deviation", description = "σ is uniform in its range, as in the code of the authors.")
    SIGMA(NoiseDraw.SIGMA),

    @Label(value = "Variance", description = "σ² is uniform in its range, as in the text of the paper.")
    VARIANCE(NoiseDraw.VARIANCE);

    private final NoiseDraw m_draw;

    NoiseDrawChoice(final NoiseDraw draw) {
        m_draw = draw;
    }

    /** @return the engine's draw */
    NoiseDraw draw() {
        return m_draw;
    }
}
