package org.noisynmf.engine.device;

/**
 * By how much the objective changes where one factor after the other moves and the problems (G, b) of each stay: for
 * every problem zᵀ G z − 2 bᵀ z changes from z to z + δ by 2 δᵀ (G (z + δ/2) − b), which is small where δ is small, and so
 * is its rounding.
 *
 * @param objective change of χ² + 2 P; NaN if it is not known
 * @param moved Σ G_kk δ_k² over all problems and unknowns, ≥ 0: the square by which the model moves where templates do
 *            not overlap, in units of the objective
 */
public record Change(double objective, double moved) {

    /** Nothing moves. */
    public static final Change NONE = new Change(0, 0);

    /** Whoever makes the pass does not tell. */
    public static final Change UNKNOWN = new Change(Double.NaN, Double.NaN);

    /**
     * @param next what moves next
     * @return both
     */
    public Change and(final Change next) {
        return new Change(objective + next.objective, moved + next.moved);
    }

    /** @return whether it is known */
    public boolean known() {
        return !Double.isNaN(objective);
    }
}
