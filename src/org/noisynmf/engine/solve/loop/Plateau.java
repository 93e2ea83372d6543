package org.noisynmf.engine.solve.loop;

import org.noisynmf.engine.solve.stepper.Stepper;

/**
 * Where the objective stands still although it is no minimum, because templates are copies of one another: they are parted,
 * and the search goes on, unless that gained nothing the last time.
 */
public final class Plateau {

    /** How often copies are parted at most. */
    private static final int SEPARATIONS = 10;

    private final Stepper m_stepper;

    private final double m_tolerance;

    private int m_separations;

    private double m_separatedAt;

    /**
     * @param stepper parts the copies
     * @param tolerance fall of the objective from one separation to the next, relative, that is a gain
     */
    public Plateau(final Stepper stepper, final double tolerance) {
        m_stepper = stepper;
        m_tolerance = tolerance;
    }

    /**
     * @param objective of the present state, which seems to have converged
     * @return whether the search goes on
     */
    boolean left(final double objective) {
        if (m_separations >= SEPARATIONS
            || m_separations > 0 && !(m_separatedAt - objective > m_tolerance * m_separatedAt)
            || !m_stepper.separate()) {
            return false;
        }
        m_separations++;
        m_separatedAt = objective;
        return true;
    }
}
