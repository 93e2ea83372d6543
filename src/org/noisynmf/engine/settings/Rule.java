package org.noisynmf.engine.settings;

import org.jspecify.annotations.Nullable;

import org.noisynmf.engine.step.RuleOptions;

/**
 * How one step is made.
 *
 * @param algorithm the algorithm
 * @param distance the measure of the misfit
 * @param innerSteps steps on the moments of one pass, ≥ 1; 1 is the published algorithm
 * @param sweepsGiven coordinate sweeps a step, ≥ 1; null = as many as the algorithm has by itself, see {@link #sweeps()}
 * @param extrapolateGiven whether passes are extrapolated; null = as the algorithm does by itself, see
 *            {@link #extrapolate()}
 * @param shiftFactor factor ≥ 1 on the smallest possible shift of Shift-NMF
 * @param epsilon floor of the numerator of the regularised multiplicative rule, &gt; 0. Pav (2024), alg. 1
 * @param lineSearch whether projected gradient searches its step length (else 1 / bound of the largest eigenvalue)
 * @param blockPivoting whether the exact rule pivots blocks (else active set with warm start)
 */
public record Rule(Algorithm algorithm, Distance distance, int innerSteps, @Nullable Integer sweepsGiven,
    @Nullable Boolean extrapolateGiven, double shiftFactor, double epsilon, boolean lineSearch, boolean blockPivoting) {

    /** The default algorithm with its own constants, χ². */
    public static final Rule DEFAULT = new Rule(Algorithm.ACCELERATED, Distance.SQUARED_ERROR, 1, null, null, 1,
        RuleOptions.DEFAULT.epsilon(), RuleOptions.DEFAULT.lineSearch(), RuleOptions.DEFAULT.blockPivoting());

    /** Checks the ranges. */
    public Rule {
        checkAtLeastOne(innerSteps, "number of inner steps");
        if (!(shiftFactor >= 1 && shiftFactor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                "The shift factor is " + shiftFactor + ", but must be a finite number ≥ 1");
        }
        new RuleOptions(sweepsGiven == null ? 1 : sweepsGiven, epsilon, lineSearch, blockPivoting);
    }

    static void checkAtLeastOne(final int value, final String name) {
        if (value < 1) {
            throw new IllegalArgumentException("The " + name + " is " + value + ", but must be ≥ 1");
        }
    }

    /** @return coordinate sweeps a step, ≥ 1: 5 with {@link Capability#ACCELERATED} if none are given, else 1 */
    public int sweeps() {
        return sweepsGiven != null ? sweepsGiven : algorithm.can(Capability.ACCELERATED) ? 5 : 1;
    }

    /** @return whether passes are extrapolated: with {@link Capability#ACCELERATED}, if nothing is given */
    public boolean extrapolate() {
        return extrapolateGiven != null ? extrapolateGiven : algorithm.can(Capability.ACCELERATED);
    }

    /** @return constants of the step rule */
    public RuleOptions options() {
        return new RuleOptions(sweeps(), epsilon, lineSearch, blockPivoting);
    }

    void check() {
        algorithm.require(innerSteps == 1, Capability.INNER_STEPS, "inner steps");
        algorithm.require(sweepsGiven == null || sweepsGiven == 1, Capability.SWEEPS, "coordinate sweeps");
        algorithm.require(!extrapolate(), Capability.EXTRAPOLATION, "extrapolation");
        algorithm.require(distance != Distance.KULLBACK_LEIBLER, Capability.KULLBACK_LEIBLER,
            "the " + Distance.KULLBACK_LEIBLER.title());
        algorithm.require(distance != Distance.ITAKURA_SAITO, Capability.ITAKURA_SAITO,
            "the " + Distance.ITAKURA_SAITO.title());
        if (algorithm == Algorithm.ACCELERATED && !extrapolate()) {
            throw new IllegalArgumentException(
                algorithm.title() + " without extrapolation is " + Algorithm.HALS.title() + ": choose that");
        }
    }
}
