package org.noisynmf.knime.noise;

import org.knime.node.parameters.widget.choices.Label;

/** What is told of the noise. The names of the constants are stored in workflows and never change. */
enum NoiseTable {
    /** V. */
    @Label(value = "Inverse variances",
        description = "1 / (P / g + σ²) for P counted photons and g photons per unit; 0 where a value is missing.")
    INVERSE_VARIANCE,

    /** σ². */
    @Label(value = "Background variances",
        description = "σ² of the Gaussian noise, missing where a value is missing; use them with <i>Weights are</i>: "
            + "<i>Background variances, photon noise from the model</i>. Without Gaussian noise the variance is that "
            + "of half a photon, since 0 would be an infinite weight.")
    BACKGROUND_VARIANCE
}
