package org.noisynmf.headless.option;

import java.util.Set;

import org.noisynmf.engine.naming.Named;

/** What can be simulated, and the options that it takes beside those that all take. */
public enum SimulationKind implements Named {
    /** Two lines of varying amplitudes. */
    DOUBLET("--exposures", "--pixels", "--amplitude", "--ratio", "--noise", "--noise-draw"),
    /** Spectra at different redshifts. */
    QUASARS("--exposures", "--step", "--redshift", "--templates", "--signal-to-noise", "--photons"),
    /** Products of random factors, with starts. */
    LOW_RANK("--exposures", "--pixels", "--noise", "--rank", "--start-rank", "--start-zeros"),
    /** Images put together from rectangles. */
    PARTS("--exposures", "--side", "--parts", "--probability", "--noise");

    private final Set<String> m_options;

    SimulationKind(final String... options) {
        m_options = Set.of(options);
    }

    /** @return names of the options that are this kind's own */
    public Set<String> options() {
        return m_options;
    }
}
