package org.noisynmf.engine.step;

/**
 * One step z ← step(G, b, z) on a batch of small non-negative quadratic programmes, the same on the side of the
 * observations (z = coefficients of an observation) as on the side of the pixels (z = a row of the templates).
 *
 * <p>A rule knows nothing of the pass over the data, of stopping, penalties, threads or devices. Rules are stateless:
 * one instance is used by all threads at once; what a step needs lies in its {@link Workspace}.
 */
public interface StepRule {

    /** What a rule must be given. */
    enum Needs {
        /** Only G z at the present z: the pass may avoid forming G. */
        PRODUCT,
        /** G itself. */
        GRAM
    }

    /** @return what the rule must be given */
    Needs needs();

    /** @return whether the rule uses {@link Problems#shift()} */
    default boolean usesShift() {
        return false;
    }

    /** @return whether λ₁ goes to the denominator because the numerator must stay ≥ 0 */
    default boolean l1InDenominator() {
        return false;
    }

    /** @return the rule for moments that have the rounding of single precision */
    default StepRule forSinglePrecision() {
        return this;
    }

    /**
     * @param form how G is known
     * @return whether steps add to {@link Problems#changes()} by how much they change the problems, with all penalties in G and b
     */
    default boolean tellsChanges(final Problems.Form form) {
        return false;
    }

    /**
     * Makes one step on every problem, changing the free unknowns of {@link Problems#z()} in place.
     *
     * @param problems the batch; only z, and the changes where the rule tells them, are modified, and of both also what lies
     *            beyond the present problems
     * @param workspace buffers of the calling thread
     */
    void step(Problems problems, Workspace workspace);
}
