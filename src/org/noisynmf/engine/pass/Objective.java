package org.noisynmf.engine.pass;

import org.noisynmf.engine.model.DataSummary;
import org.noisynmf.engine.moments.Pass;

/**
 * χ² + 2 P of the states that passes go through, in stored units.
 *
 * @param weightedSquares Σ V X²
 * @param penalties of both factors
 * @param rank q
 */
public record Objective(double weightedSquares, Penalties penalties, int rank) {

    /** Below this fraction of Σ V X² the moments cancel and the true residual is needed instead. */
    private static final double CANCELLATION = 1e-9;

    /**
     * @param summary of all observations
     * @param penalties of both factors
     * @param rank q
     * @return their objective
     */
    public static Objective of(final DataSummary summary, final Penalties penalties, final int rank) {
        return new Objective(summary.weightedSquares(), penalties, rank);
    }

    /**
     * Σ V X² + Σ_j (hᵀ G h − 2 bᵀ h) + 2 P.
     *
     * @param pass after its H side
     * @param w W with which the problems were formed, d × q. Not modified.
     * @return the objective of the state from which the observations were formed
     */
    public double formed(final Pass pass, final double[] w) {
        return weightedSquares + pass.formedQuadratic() + penalties.ofTemplates(w, rank);
    }

    /**
     * Σ V X² + Σ_i (wᵀ A w − 2 Bᵀ w) + 2 P.
     *
     * @param pass after its W side
     * @param used H with which the pixels' problems were accumulated, q × n. Not modified.
     * @return the objective of the stepped W with that H; NaN if only the next pass will tell
     */
    public double stepped(final Pass pass, final double[] used) {
        return pass.late() ? Double.NaN
            : weightedSquares + pass.steppedQuadratic() + penalties.ofCoefficients(used, rank);
    }

    /**
     * @param objective made of moments
     * @return whether it is a small difference of large sums, and so not exact
     */
    public boolean cancels(final double objective) {
        return objective < CANCELLATION * weightedSquares;
    }
}
