package org.noisynmf.engine.pass;

import org.noisynmf.engine.data.DataSummary;
import org.noisynmf.engine.device.Change;
import org.noisynmf.engine.device.Pass;
import org.noisynmf.engine.storage.Precision;

/**
 * χ² + 2 P of the states that passes go through, in stored units.
 *
 * @param weightedSquares Σ V X²
 * @param penalties of both factors
 * @param rank q
 * @param rounding of moments, as a fraction of Σ V X²; 0 where it is too small to matter
 */
public record Objective(double weightedSquares, Penalties penalties, int rank, double rounding) {

    /** Rounding of moments of data in single precision: that of a sum of some hundred products. */
    private static final double SINGLE = 0x1p-21;

    /** Below this fraction of Σ V X² the moments cancel and the true residual is needed instead. */
    private static final double CANCELLATION = 1e-9;

    /**
     * @param summary of all observations
     * @param penalties of both factors
     * @param rank q
     * @param precision of the data
     * @return their objective
     */
    public static Objective of(final DataSummary summary, final Penalties penalties, final int rank,
        final Precision precision) {
        return new Objective(summary.weightedSquares(), penalties, rank, precision == Precision.FLOAT32 ? SINGLE : 0);
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

    /**
     * @param objective made of moments
     * @param before the objective that it is compared with
     * @return whether rounding may decide which is lower, so that both must be computed from true residuals
     */
    public boolean undecided(final double objective, final double before) {
        return rounding > 0 && Math.abs(objective - before) <= rounding * weightedSquares;
    }

    /**
     * @param change of the objective
     * @param part of the data
     * @return whether the model moves by more than that part, weighted
     */
    boolean far(final Change change, final double part) {
        return change.moved() > part * part * weightedSquares;
    }

    /**
     * 4 ε (Σ V X² Σ G_kk δ_k²)^½, see {@link FollowedObjective}.
     *
     * @param change of the objective
     * @return what rounding of the moments may add to it
     */
    double roundingOf(final Change change) {
        return 4 * rounding * Math.sqrt(weightedSquares * change.moved());
    }
}
