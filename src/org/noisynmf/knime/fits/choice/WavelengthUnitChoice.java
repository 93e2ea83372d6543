package org.noisynmf.knime.fits.choice;

import org.jspecify.annotations.Nullable;
import org.knime.node.parameters.widget.choices.Label;
import org.noisynmf.io.fits.axis.WavelengthUnit;

/** The unit of wavelengths in the table. The names of the constants are stored in workflows and never change. */
public enum WavelengthUnitChoice {
    @Label(value = "Of the first file",
        description = "That of the first file that states one; files in other units are converted to it. Files that "
            + "state frequencies, wave numbers or energies are converted to wavelengths, in µm if they come first.")
    AUTOMATIC(null),

    @Label(value = "Å", description = "Ångström, 10⁻¹⁰ m.")
    ANGSTROM(WavelengthUnit.ANGSTROM),

    @Label(value = "nm", description = "10⁻⁹ m.")
    NANOMETRE(WavelengthUnit.NANOMETRE),

    @Label(value = "µm", description = "10⁻⁶ m.")
    MICROMETRE(WavelengthUnit.MICROMETRE),

    @Label(value = "m", description = "The metre.")
    METRE(WavelengthUnit.METRE);

    private final @Nullable WavelengthUnit m_unit;

    WavelengthUnitChoice(final @Nullable WavelengthUnit unit) {
        m_unit = unit;
    }

    /** @return the unit as the readers of files know it, or null = that of the file */
    public @Nullable WavelengthUnit unit() {
        return m_unit;
    }
}
