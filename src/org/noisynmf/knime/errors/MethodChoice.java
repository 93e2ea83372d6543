package org.noisynmf.knime.errors;

import org.knime.node.parameters.widget.choices.Label;
import org.noisynmf.engine.errors.ErrorMethod;

/** Ways to estimate errors. The names are stored in workflows and never change. */
enum MethodChoice {
    @Label(value = "Bootstrap", description = "Fits of as many observations, drawn with replacement (PMF's BS).")
    BOOTSTRAP,

    @Label(value = "Displacement",
        description = "Each entry of a template is moved, and everything else fitted anew, until "
            + "chi-square has risen by dQ (PMF's DISP).")
    DISPLACEMENT,

    @Label(value = "Jackknife", description = "Fits without one group of the observations each: the fastest.")
    JACKKNIFE;

    ErrorMethod method() {
        return ErrorMethod.valueOf(name());
    }
}
