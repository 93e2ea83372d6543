package org.noisynmf.knime.errors;

import org.knime.node.parameters.widget.choices.Label;
import org.noisynmf.engine.errors.ErrorMethod;

/** Ways to estimate errors. The names are stored in workflows and never change. */
enum MethodChoice {
    @Label(value = "Bootstrap", description = "Fits samples of as many observations, drawn with replacement (BS in "
        + "PMF).")
    BOOTSTRAP,

    @Label(value = "Displacement",
        description = "Moves each entry of a template until chi-square has risen by dQ, while everything else is "
            + "refitted (DISP in PMF).")
    DISPLACEMENT,

    @Label(value = "Jackknife", description = "Fits the data without one group of observations at a time. The fastest "
        + "method.")
    JACKKNIFE;

    ErrorMethod method() {
        return ErrorMethod.valueOf(name());
    }
}
