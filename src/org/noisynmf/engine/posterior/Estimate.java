package org.noisynmf.engine.posterior;

/**
 * What the draws say of every entry of a factor; all arrays in the order of the factor.
 *
 * @param mean posterior mean
 * @param sd posterior standard deviation, ≥ 0
 * @param zero posterior probability that the entry is 0
 */
public record Estimate(double[] mean, double[] sd, double[] zero) {

    /** Checks the lengths. */
    public Estimate {
        if (sd.length != mean.length || zero.length != mean.length) {
            throw new IllegalArgumentException("There are " + mean.length + " means, " + sd.length
                + " standard deviations and " + zero.length + " probabilities, but as many of each are needed");
        }
    }
}
