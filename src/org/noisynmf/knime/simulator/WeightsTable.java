package org.noisynmf.knime.simulator;

import org.knime.node.parameters.widget.choices.Label;

/** What the second table says about the noise. The names of the constants are stored in workflows and never change. */
enum WeightsTable {
    @Label(value = "Inverse variances", description = "1 / (P + σ²) for P counted photons.")
    INVERSE_VARIANCE,

    @Label(value = "Background variances",
        description = "σ² of the Gaussian noise; use them with <i>Weights are</i>: <i>Background variances, photon "
            + "noise from the model</i>, with gain 1.")
    BACKGROUND_VARIANCE
}
