package org.noisynmf.engine.step;

/**
 * Constants of the rules that have some.
 *
 * @param sweeps coordinate sweeps a step, ≥ 1
 * @param epsilon floor of the numerator of the regularised multiplicative rule, &gt; 0. Pav (2024), alg. 1
 * @param lineSearch whether projected gradient searches its step length (else 1 / bound of the largest eigenvalue)
 * @param blockPivoting whether the exact rule pivots blocks (else active set with warm start)
 */
public record RuleOptions(int sweeps, double epsilon, boolean lineSearch, boolean blockPivoting) {

    /** One sweep, ε = 1e-7, fixed step, active set. */
    public static final RuleOptions DEFAULT = new RuleOptions(1, 1e-7, false, false);

    /** Checks the ranges. */
    public RuleOptions {
        if (sweeps < 1) {
            throw new IllegalArgumentException("The number of coordinate sweeps is " + sweeps + ", but must be ≥ 1");
        }
        if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("ε is " + epsilon + ", but must be a finite number > 0");
        }
    }
}
