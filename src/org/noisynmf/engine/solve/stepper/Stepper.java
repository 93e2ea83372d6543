package org.noisynmf.engine.solve.stepper;

import java.util.Map;

import org.noisynmf.engine.pass.Evaluation;

/**
 * One algorithm at work on one problem, pass by pass. The loop decides how many.
 *
 * <p>Factors are in stored units of the observations.
 */
public interface Stepper {

    /** Hears the objective of the state before the pass under way, for rules that learn it one pass late. */
    @FunctionalInterface
    interface LateObjective {
        /**
         * @param objective χ² + 2 P of the state before this pass
         * @param kkt its relative projected gradient
         * @return whether the pass should go on; if not, the state stays as it was before the pass
         */
        boolean known(double objective, double kkt);
    }

    /**
     * Makes one pass.
     *
     * @param late called once, before the state changes
     * @return whether the pass was completed
     * @throws java.util.concurrent.CancellationException if the observer cancelled; the state stays as before the pass
     */
    boolean pass(LateObjective late);

    /** @return whether the objective of a state is known only when the next pass has formed its problems */
    boolean late();

    /** @return χ² + 2 P of the present state; NaN if only the next pass will tell, as {@link #late} or before the first */
    double objective();

    /** @return W of the present state, d × q. Valid until the next pass; not to be modified. */
    double[] templates();

    /** @return H of the present state, q × n. Valid until the next pass; not to be modified. */
    double[] coefficients();

    /**
     * Where templates have become equal up to scale, lets the next passes make coordinate steps, which part them.
     *
     * @return whether there are such templates, and such passes will follow
     */
    default boolean separate() {
        return false;
    }

    /** Returns to the state before the last completed pass, because the last one was not finite. */
    void revert();

    /**
     * True residual and projected gradient of the present state, by one more reading of the data.
     *
     * @return what was measured
     */
    Evaluation evaluate();

    /**
     * @return everything needed to go on from the present state; arrays are copies
     */
    Map<String, double[]> save();

    /**
     * Continues from a saved state.
     *
     * @param values as {@link #save()} gave them. Not modified.
     */
    void restore(Map<String, double[]> values);
}
