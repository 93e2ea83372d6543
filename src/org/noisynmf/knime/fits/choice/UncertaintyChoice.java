package org.noisynmf.knime.fits.choice;

import org.jspecify.annotations.Nullable;
import org.knime.node.parameters.widget.choices.Label;
import org.noisynmf.io.WeightKind;

/** What uncertainties are. The names of the constants are stored in workflows and never change. */
public enum UncertaintyChoice {
    @Label(value = "As the name says",
        description = "IVAR means inverse variances, ERR or SIGMA standard deviations, VAR variances. Without a name: "
            + "inverse variances in files of SDSS, standard deviations in others.")
    AUTOMATIC(null),

    @Label(value = "Inverse variances", description = "1 / σ².")
    INVERSE_VARIANCE(WeightKind.INVERSE_VARIANCE),

    @Label(value = "Variances", description = "σ².")
    VARIANCE(WeightKind.VARIANCE),

    @Label(value = "Standard deviations", description = "σ.")
    STANDARD_DEVIATION(WeightKind.STANDARD_DEVIATION);

    private final @Nullable WeightKind m_kind;

    UncertaintyChoice(final @Nullable WeightKind kind) {
        m_kind = kind;
    }

    /** @return the kind as the readers of files know it, or null = what the name tells */
    public @Nullable WeightKind kind() {
        return m_kind;
    }
}
