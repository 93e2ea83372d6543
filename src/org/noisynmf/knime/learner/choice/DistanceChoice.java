package org.noisynmf.knime.learner.choice;

import org.knime.node.parameters.widget.choices.Label;
import org.noisynmf.engine.settings.Distance;

/** Measures of the misfit. The names of the constants are stored in workflows and never change. */
public enum DistanceChoice {
    @Label(value = "Squared error (χ²)", description = "For Gaussian noise; any data. With inverse variances as "
        + "weights it is χ².")
    SQUARED_ERROR,

    @Label(value = "Kullback–Leibler divergence", description = "For counts (Poisson noise); data ≥ 0.")
    KULLBACK_LEIBLER,

    @Label(value = "Itakura–Saito divergence", description = "For power spectra (multiplicative noise); data &gt; 0.")
    ITAKURA_SAITO;

    /** @return the engine's measure */
    public Distance distance() {
        return Distance.valueOf(name());
    }
}
