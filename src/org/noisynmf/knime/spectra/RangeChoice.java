package org.noisynmf.knime.spectra;

import org.knime.node.parameters.widget.choices.Label;

/** What the grid covers. The names of the constants are stored in workflows and never change. */
enum RangeChoice {
    @Label(value = "All spectra", description = "Every wavelength that any of the spectra covers in its rest frame.")
    ALL,

    @Label(value = "Given wavelengths", description = "From the lowest to the highest wavelength given.")
    GIVEN
}
