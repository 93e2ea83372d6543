package org.noisynmf.engine.posterior.chain;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.model.Observer;

/**
 * One chain: sweeps, and what is recorded of them. A stage of so many sweeps records the last 60 %; while it runs, the last
 * 60 % of the next stage begin to be recorded, too, so that a chain that has to go on is never made anew.
 */
public final class Chain {

    private final ChainState m_state;

    private final long m_seed;

    private final boolean m_drawNoiseScale;

    private Recorder m_current;

    private @Nullable Recorder m_next;

    /**
     * @param state where it begins. Modified by sweeps.
     * @param seed of its random numbers
     * @param drawNoiseScale whether φ is drawn
     * @param recorder of the first stage
     */
    public Chain(final ChainState state, final long seed, final boolean drawNoiseScale, final Recorder recorder) {
        m_state = state;
        m_seed = seed;
        m_drawNoiseScale = drawNoiseScale;
        m_current = recorder;
    }

    /**
     * @param sweeps of a stage
     * @return the first sweep that is recorded: 40 % are not, since they remember where the chain began
     */
    public static int burnIn(final int sweeps) {
        return (int)(sweeps * 2L / 5);
    }

    /** Makes one sweep. */
    public void sweep(final SweepPass pass, final Observer observer) {
        final int sweep = m_state.m_sweeps;
        pass.sweep(m_state, m_seed, true, m_drawNoiseScale, observer);
        if (sweep >= m_current.first()) {
            m_current.add(m_state);
        }
        if (m_next != null && sweep >= m_next.first()) {
            m_next.add(m_state);
        }
    }

    /** @return number of sweeps made */
    public int sweeps() {
        return m_state.m_sweeps;
    }

    /** Says what the stage after the present one records. */
    public void setNext(final Recorder next) {
        m_next = next;
    }

    /** The stage is over, and another one goes on. */
    public void advance() {
        if (m_next != null) {
            m_current = m_next;
            m_next = null;
        }
    }

    /** @return what the present stage recorded */
    public Recorder recorder() {
        return m_current;
    }

    public void save(final String prefix, final Map<String, double[]> values) {
        m_state.save(prefix, values);
        m_current.save(prefix + "current.", values);
        if (m_next != null) {
            m_next.save(prefix + "next.", values);
        }
    }

    public void restore(final String prefix, final Map<String, double[]> values) {
        m_state.restore(prefix, values);
        m_current.restore(prefix + "current.", values);
        if (m_next != null) {
            m_next.restore(prefix + "next.", values);
        }
    }
}
