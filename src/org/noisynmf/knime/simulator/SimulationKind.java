package org.noisynmf.knime.simulator;

import org.knime.node.parameters.widget.choices.Label;

/** What is simulated. The names of the constants are stored in workflows and never change. */
enum SimulationKind {
    @Label(value = "Doublet",
        description = "Exposures of two lines whose ratio varies: Green and Bailey (2024), eq. 4 to 6.")
    DOUBLET,

    @Label(value = "Quasar spectra",
        description = "A continuum and emission lines at random redshifts, observed in one window and brought to a "
            + "common rest-frame grid, most of which is missing: Green and Bailey (2024), section III-B.")
    QUASARS,

    @Label(value = "Low-rank products",
        description = "Products of random factors, exact or with noise: Pav (2024), section 4.")
    LOW_RANK,

    @Label(value = "Images from parts",
        description = "Square images composed of rectangles, like faces of eyes and noses: Lee and Seung (1999).")
    PARTS
}
