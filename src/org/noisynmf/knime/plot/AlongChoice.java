package org.noisynmf.knime.plot;

import org.knime.node.parameters.widget.choices.Label;
import org.noisynmf.view.plot.Plots;

/** What a convergence plot runs along. The names of the constants are stored in workflows and never change. */
enum AlongChoice {
    /** The number of the pass. */
    @Label(value = "Iterations", description = "The number of iterations.")
    PASSES,
    /** The time. */
    @Label(value = "Seconds", description = "The seconds since the start of the search.")
    SECONDS;

    /** @return the plot's axis */
    Plots.Along along() {
        return Plots.Along.valueOf(name());
    }
}
