package org.noisynmf.knime.learner.choice;

import org.knime.node.parameters.widget.choices.Label;
import org.noisynmf.engine.settings.StartMethod;

/** Ways to set the factors before the first pass. The names are stored in workflows and never change. */
public enum StartChoice {
    @Label(value = "Random", description = "Templates and coefficients are drawn uniformly, in proportion to the size "
        + "of the data.")
    RANDOM,

    @Label(value = "Ramp", description = "Every template is a falling ramp, coefficients are drawn. Made for spectra.")
    RAMP,

    @Label(value = "Start model", description = "Templates from the start model port, which you add with the three "
        + "dots of the node; coefficients are drawn.")
    GIVEN,

    @Label(value = "Sequential growth", description = "Templates are added one by one, and after each all are fitted "
        + "together. Orders the templates by importance and avoids poor minima.")
    SEQUENTIAL,

    @Label(value = "NNDSVD", description = "Positive parts of the leading singular vectors. Zeros stay zero with "
        + "multiplicative updates.")
    NNDSVD,

    @Label(value = "NNDSVD, zeros filled with the mean", description = "Like NNDSVD, for multiplicative updates.")
    NNDSVDA,

    @Label(value = "NNDSVD, zeros filled at random", description = "Like NNDSVD, with small random values in place of "
        + "zeros.")
    NNDSVDAR,

    @Label(value = "Separable (anchor observations)", description = "The observations that differ most, picked by "
        + "successive projection.")
    SEPARABLE;

    /** @return the engine's method */
    public StartMethod method() {
        return StartMethod.valueOf(name());
    }
}
