package org.noisynmf.engine.settings;

import org.noisynmf.engine.stopping.Criterion;
import org.noisynmf.engine.stopping.IterationLimit;
import org.noisynmf.engine.stopping.SmallDecrease;
import org.noisynmf.engine.stopping.SmallGradient;

/**
 * When a factorisation ends: at the first of these that is met.
 *
 * @param iterations largest number of passes, ≥ 0
 * @param tolerance stop when the objective fell by less than this, relative, over the last ten passes; 0 = never
 * @param kktTolerance stop when the relative projected gradient falls below this; 0 = never
 * @param seconds largest time in the loop; +∞ = no limit
 */
public record Stopping(int iterations, double tolerance, double kktTolerance, double seconds) {

    /** Passes over which the relative decrease of the objective is measured. */
    public static final int WINDOW = 10;

    /** 1000 passes, tolerance 1e-6, nothing else. */
    public static final Stopping DEFAULT = new Stopping(1000, 1e-6, 0, Double.POSITIVE_INFINITY);

    /** Checks the ranges. */
    public Stopping {
        if (iterations < 0) {
            throw new IllegalArgumentException(
                "The maximum number of iterations is " + iterations + ", but must be ≥ 0");
        }
        if (!(tolerance >= 0 && tolerance < 1)) {
            throw new IllegalArgumentException("The tolerance is " + tolerance + ", but must be ≥ 0 and < 1");
        }
        if (!(kktTolerance >= 0 && kktTolerance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                "The projected-gradient tolerance is " + kktTolerance + ", but must be a finite number ≥ 0");
        }
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("The time limit is " + seconds + " s, but must be > 0");
        }
    }

    /**
     * @param iterations number of passes, ≥ 0
     * @return after so many, and for no other reason
     */
    public static Stopping after(final int iterations) {
        return new Stopping(iterations, 0, 0, Double.POSITIVE_INFINITY);
    }

    /** @return all but the time, which runs on while nobody asks: convergence before the limit it may coincide with */
    public Criterion criterion() {
        return Criterion.any(new SmallDecrease(tolerance, WINDOW), new SmallGradient(kktTolerance),
            new IterationLimit(iterations));
    }
}
