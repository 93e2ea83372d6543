package org.noisynmf.knime.fits.choice;

import org.knime.node.parameters.widget.choices.Label;
import org.noisynmf.io.fits.axis.WavelengthScale;

/** What stands on the wavelength axis. The names of the constants are stored in workflows and never change. */
public enum WavelengthScaleChoice {
    @Label(value = "As the file says",
        description = "Decimal logarithms where the header has DC-FLAG = 1, CTYPE1 = LOGLIN or COEFF0, or where the "
            + "column has a name such as LOGLAM; natural logarithmic steps for CTYPE1 = WAVE-LOG; otherwise "
            + "wavelengths.")
    AUTOMATIC,

    @Label(value = "Wavelengths", description = "The numbers are wavelengths.")
    LINEAR,

    @Label(value = "Decimal logarithms", description = "The numbers are log₁₀ of wavelengths.")
    LOG10;

    /** @return the scale as the readers of files know it */
    public WavelengthScale scale() {
        return WavelengthScale.valueOf(name());
    }
}
