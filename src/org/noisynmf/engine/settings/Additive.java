package org.noisynmf.engine.settings;

/**
 * How far the additive rule goes along its direction. Pav (2024), alg. 3.
 *
 * @param tau τ in (0, 1), the largest fraction of the way to the border
 * @param annealing a in τ ← (1 − a) τ + a before every pass, 0 ≤ a &lt; 1
 * @param lineMinimum whether steps go no further than the minimum on the line
 */
public record Additive(double tau, double annealing, boolean lineMinimum) {

    /** τ = 0.1, a = 0.01, no further than the minimum. */
    public static final Additive DEFAULT = new Additive(0.1, 0.01, true);

    /** Checks the ranges. */
    public Additive {
        if (!(tau > 0 && tau < 1)) {
            throw new IllegalArgumentException("τ is " + tau + ", but must be between 0 and 1, both excluded");
        }
        if (!(annealing >= 0 && annealing < 1)) {
            throw new IllegalArgumentException("The annealing rate is " + annealing + ", but must be ≥ 0 and < 1");
        }
    }
}
