package org.noisynmf.engine.coupled;

/**
 * A step on a whole factor Z at once. Given are its gradient at zero D, F = (quadratic part)(Z), and on demand what the
 * quadratic part makes of a direction.
 */
interface CoupledRule {

    /** Called before every pass, which steps both factors. */
    void nextPass();

    /**
     * Steps a factor.
     *
     * @param side the problem of the factor, formed
     * @param z the factor. Modified.
     */
    void step(Side side, double[] z);

    /**
     * What becomes of the factors when both have been stepped.
     *
     * @param z a factor
     * @param p place of an entry that may change
     */
    void finish(double[] z, int p);

    /** @return what must be kept to go on: one value */
    double state();

    /**
     * @param state as {@link #state()} gave it
     */
    void restore(double state);
}
