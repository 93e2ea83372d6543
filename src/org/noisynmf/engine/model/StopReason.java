package org.noisynmf.engine.model;

/** Why a factorisation ended. */
public enum StopReason {
    /** The objective fell by less than the tolerance over the last ten passes. */
    CONVERGED("the objective fell by less than the tolerance over the last 10 iterations"),
    /** The projected gradient fell below its tolerance. */
    STATIONARY("the projected gradient fell below its tolerance"),
    /** The largest number of passes was reached; the result is usable but may not be a minimum. */
    ITERATION_LIMIT("the maximum number of iterations was reached"),
    /** The time allowed was used up. */
    TIME_LIMIT("the time limit was reached"),
    /** The caller cancelled; the result is that of the last complete pass. */
    CANCELLED("cancelled"),
    /** The objective was no longer a finite number; the result is the last finite one. */
    NOT_FINITE("the objective was no longer a finite number; these are the last finite factors"),
    /** The algorithm is direct: it has no passes to repeat. */
    DIRECT("the algorithm is direct and has finished");

    private final String m_text;

    StopReason(final String text) {
        m_text = text;
    }

    /** @return the reason in words, fit to follow "Stopped because " */
    public String text() {
        return m_text;
    }
}
