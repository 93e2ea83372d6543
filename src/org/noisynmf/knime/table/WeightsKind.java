package org.noisynmf.knime.table;

import org.jspecify.annotations.Nullable;
import org.knime.node.parameters.widget.choices.Label;
import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.io.WeightKind;

/** What the numbers of a weights table are. The names of the constants are stored in workflows and never change. */
public enum WeightsKind {
    /** V itself. */
    @Label(value = "Inverse variances", description = "1 / σ², the weights themselves; 0 = ignore the entry.")
    INVERSE_VARIANCE,

    /** V = 1 / number. */
    @Label(value = "Variances", description = "σ², greater than 0; the weights are 1 / σ².")
    VARIANCE,

    /** V = 1 / number². */
    @Label(value = "Standard deviations", description = "σ, greater than 0; the weights are 1 / σ².")
    STANDARD_DEVIATION,

    /** V = 1 / (max(W H, 0) / gain + number). */
    @Label(value = "Background variances, photon noise from the model",
        description = "σ², greater than 0, of everything but the photon noise, whose variance is computed from the "
            + "model: the weights are 1 / (max(W H, 0) / gain + σ²). Variances estimated from noisy counts make "
            + "results too faint; these do not.")
    BACKGROUND_VARIANCE;

    /** @return the kind as the readers of files know it */
    WeightKind kind() {
        return WeightKind.valueOf(name());
    }

    /**
     * @param gain photons for a value of 1
     * @param weighted whether there is a weights table
     * @return the photon noise whose variance comes from the model; null if the weights are given as a whole
     * @throws IllegalArgumentException if the gain is needed and out of range
     */
    public @Nullable PhotonNoise photonNoise(final double gain, final boolean weighted) {
        return weighted && this == BACKGROUND_VARIANCE ? new PhotonNoise(gain) : null;
    }
}
