package org.noisynmf.knime.simulator;

import org.knime.node.parameters.widget.choices.Label;

/** In which frame quasar spectra are. The names of the constants are stored in workflows and never change. */
enum FrameChoice {
    @Label(value = "Rest frame",
        description = "On the common grid of rest-frame wavelengths; pixels outside the observed window are missing.")
    REST,

    @Label(value = "As observed",
        description = "One spectrum per row, with vectors of wavelengths, fluxes and inverse variances and with its "
            + "redshift, like the output of the Spectra Reader. The table of inverse variances then holds those of "
            + "the observed window; the true templates are still in the rest frame.")
    OBSERVED
}
