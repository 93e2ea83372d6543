package org.noisynmf.knime.fits.choice;

import org.knime.node.parameters.widget.choices.Label;

/** What the writer makes of its rows. The names of the constants are stored in workflows and never change. */
public enum WriterFormat {
    @Label(value = "Spectra", description = "The images FLUX, IVAR and WAVELENGTH.")
    SPECTRA,

    @Label(value = "Templates for redrock",
        description = "The image BASIS_VECTORS, the format of redrock's templates: one template per row, on a linear "
            + "or logarithmic grid of wavelengths in vacuum.")
    REDROCK
}
