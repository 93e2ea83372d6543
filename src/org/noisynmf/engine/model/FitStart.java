package org.noisynmf.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * How one of several starts ended.
 *
 * @param seed its seed
 * @param objective χ² + 2 P at its end
 * @param passes passes of its main loop
 * @param stopReason why it ended
 * @param templates W at its end up to the scale of each template, d × q, template k contiguous, NaN at pixels without
 *            weight; null unless the objective is within {@link #NEAR} of the lowest. Not copied.
 */
public record FitStart(long seed, double objective, int passes, StopReason stopReason, double @Nullable [] templates) {

    /** Starts whose objective is within this share of the lowest fit about as well. */
    public static final double NEAR = 1e-3;

    /** Starts whose objective is within this share of the lowest found the same minimum. */
    public static final double EQUAL = 1e-4;

    /**
     * @param share of the lowest objective
     * @param lowest objective of all starts
     * @return whether this start ended within it
     */
    public boolean within(final double share, final double lowest) {
        return objective - lowest <= share * Math.abs(lowest);
    }

    /**
     * @param lowest objective of all starts
     * @return the same start, without its templates if it ended too far above
     */
    public FitStart keptIfNear(final double lowest) {
        return templates == null || within(NEAR, lowest) ? this
            : new FitStart(seed, objective, passes, stopReason, null);
    }
}
