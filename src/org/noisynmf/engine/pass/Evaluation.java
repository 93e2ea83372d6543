package org.noisynmf.engine.pass;

/**
 * A state measured exactly, in stored units.
 *
 * @param chi2 true residual, summed over observations
 * @param penalty 2 P
 * @param kkt relative norm of the projected gradient
 * @param chi2PerObservation n values, 0 for observations without weight
 */
public record Evaluation(double chi2, double penalty, double kkt, double[] chi2PerObservation) {

    /** @return χ² + 2 P */
    public double objective() {
        return chi2 + penalty;
    }
}
