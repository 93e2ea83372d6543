package org.noisynmf.knime.simulator;

import org.knime.node.parameters.widget.choices.Label;

/** In which frame quasar spectra are. The names of the constants are stored in workflows and never change. */
enum FrameChoice {
    @Label(value = "Rest frame",
        description = "On the common grid of rest-frame wavelengths; what lies outside the window is missing.")
    REST,

    @Label(value = "As observed",
        description = "A spectrum a row, with vectors of wavelengths, fluxes and inverse variances and with its "
            + "redshift, as the Spectra Reader writes them. The table of inverse variances then holds those of the "
            + "window, the true templates stay in the rest frame.")
    OBSERVED
}
