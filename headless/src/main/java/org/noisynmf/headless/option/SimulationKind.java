package org.noisynmf.headless.option;

import java.util.Set;

import org.noisynmf.engine.naming.Named;

/** What can be simulated, and the options that it takes beside those that all take. */
public enum SimulationKind implements Named {
    /** Two lines of varying amplitudes. */
    DOUBLET("doublet", "--exposures", "--pixels", "--amplitude", "--ratio", "--noise", "--noise-draw"),
    /** Spectra at different redshifts. */
    QUASARS("quasars", "--exposures", "--step", "--redshift", "--templates", "--signal-to-noise", "--photons"),
    /** Products of random factors, with starts. */
    LOW_RANK("low-rank", "--exposures", "--pixels", "--noise", "--rank", "--start-rank", "--start-zeros"),
    /** Images put together from rectangles. */
    PARTS("parts", "--exposures", "--side", "--parts", "--probability", "--noise");

    private final String m_id;

    private final Set<String> m_options;

    SimulationKind(final String id, final String... options) {
        m_id = id;
        m_options = Set.of(options);
    }

    @Override
    public String id() {
        return m_id;
    }

    /** @return names of the options that are this kind's own */
    public Set<String> options() {
        return m_options;
    }
}
