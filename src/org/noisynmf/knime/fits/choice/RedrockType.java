package org.noisynmf.knime.fits.choice;

import org.knime.node.parameters.widget.choices.Label;

/** What redrock calls objects. The names of the constants are stored in workflows, and written into files. */
public enum RedrockType {
    @Label(value = "Galaxy", description = "GALAXY; redrock tries redshifts from -0.005 to 1.7.")
    GALAXY,

    @Label(value = "Quasar", description = "QSO; redrock tries redshifts from 0.05 to 6.")
    QSO,

    @Label(value = "Star", description = "STAR; redrock tries redshifts from -0.002 to 0.002.")
    STAR
}
