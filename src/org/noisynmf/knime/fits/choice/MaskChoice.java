package org.noisynmf.knime.fits.choice;

import org.knime.node.parameters.widget.choices.Label;
import org.noisynmf.io.fits.MaskOptions;

/** What happens to masked pixels. The names of the constants are stored in workflows and never change. */
public enum MaskChoice {
    @Label(value = "Used as they are", description = "The mask is not used. Only the uncertainties say which pixels "
        + "were measured.")
    KEEP(MaskOptions.Use.NONE),

    @Label(value = "Weight 0 where the mask is not 0",
        description = "The inverse variance of every pixel whose mask is not 0 becomes 0; such a pixel is missing.")
    NOT_ZERO(MaskOptions.Use.NOT_ZERO),

    @Label(value = "Weight 0 where chosen bits are set",
        description = "The same, but only for pixels in whose mask one of the bits given below is set.")
    BITS(MaskOptions.Use.BITS);

    private final MaskOptions.Use m_use;

    MaskChoice(final MaskOptions.Use use) {
        m_use = use;
    }

    /** @return the choice as the readers of files know it */
    public MaskOptions.Use use() {
        return m_use;
    }
}
