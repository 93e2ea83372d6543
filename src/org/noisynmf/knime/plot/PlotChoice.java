package org.noisynmf.knime.plot;

import org.knime.node.parameters.widget.choices.Label;

/** What is drawn. The names of the constants are stored in workflows and never change. */
enum PlotChoice {
    /** The templates of the model. */
    @Label(value = "Templates",
        description = "The templates as lines or, if the pixels form an image, as images.")
    TEMPLATES,
    /** The table of passes. */
    @Label(value = "Convergence",
        description = "The misfit after each iteration, one line for each start; needs the convergence table.")
    CONVERGENCE,
    /** One row of the data. */
    @Label(value = "Observation", description = "One observation with its reconstruction, and its residuals below; "
        + "needs the data, and uses the weights if they are connected.")
    OBSERVATION
}
