package org.noisynmf.knime.noise;

import org.knime.node.parameters.widget.choices.Label;
import org.noisynmf.engine.simulate.GaussianScale;

/** How the Gaussian noise is given. The names of the constants are stored in workflows and never change. */
enum GaussianChoice {
    @Label(value = "None", description = "No Gaussian noise.")
    NONE,

    @Label(value = "Standard deviation", description = "Noise of a given standard deviation, in units of the data.")
    STANDARD_DEVIATION,

    @Label(value = "Signal-to-noise ratio",
        description = "Noise whose standard deviation is the mean absolute value of the table divided by a given "
            + "ratio.")
    SIGNAL_TO_NOISE;

    /** @return the engine's scale */
    GaussianScale scale() {
        return GaussianScale.valueOf(name());
    }
}
