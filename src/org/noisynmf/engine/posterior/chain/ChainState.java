package org.noisynmf.engine.posterior.chain;

import java.util.Map;

import org.noisynmf.engine.posterior.draw.Mixture;

/**
 * Where a chain stands: W and H in stored units, the weights of both priors and the scale of the noise. Mutable; what is
 * next depends on nothing else but the data and the seed.
 */
public final class ChainState {

    /** W, d × q, template k contiguous. */
    final double[] m_w;

    /** H, q × n, observation j contiguous. */
    final double[] m_h;

    /** π of the coefficients of each template, q × components. */
    final double[] m_coefficientWeights;

    /** π of the entries of each template, q × components. */
    final double[] m_templateWeights;

    /** φ, 1 where weights are inverse variances. */
    double m_noiseScale = 1;

    /** χ² of the last sweep, in the caller's units. */
    double m_chi2 = Double.NaN;

    /** Sweeps made. */
    int m_sweeps;

    public ChainState(final double[] w, final double[] h, final Mixture[] coefficientPriors,
        final Mixture[] templatePriors) {
        m_w = w.clone();
        m_h = h.clone();
        m_coefficientWeights = expected(coefficientPriors);
        m_templateWeights = expected(templatePriors);
    }

    /** W, d × q, template k contiguous: the chain's own array. */
    public double[] w() {
        return m_w;
    }

    /** H, q × n, observation j contiguous: the chain's own array. */
    public double[] h() {
        return m_h;
    }

    /** π of the coefficients of each template, q × components: the chain's own array. */
    public double[] coefficientWeights() {
        return m_coefficientWeights;
    }

    /** π of the entries of each template, q × components: the chain's own array. */
    public double[] templateWeights() {
        return m_templateWeights;
    }

    /** Number of sweeps made. */
    public int sweeps() {
        return m_sweeps;
    }

    private static double[] expected(final Mixture[] priors) {
        final double[] weights = new double[priors.length * priors[0].size()];
        for (int k = 0; k < priors.length; k++) {
            priors[k].expectedWeights(weights, k * priors[0].size());
        }
        return weights;
    }

    /** Puts everything under names that begin with the prefix. */
    void save(final String prefix, final Map<String, double[]> values) {
        values.put(prefix + "w", m_w.clone());
        values.put(prefix + "h", m_h.clone());
        values.put(prefix + "coefficientWeights", m_coefficientWeights.clone());
        values.put(prefix + "templateWeights", m_templateWeights.clone());
        values.put(prefix + "numbers", new double[]{m_noiseScale, m_chi2, m_sweeps});
    }

    /** Takes back what {@link #save} put. */
    void restore(final String prefix, final Map<String, double[]> values) {
        Saved.take(values, prefix + "w", m_w);
        Saved.take(values, prefix + "h", m_h);
        Saved.take(values, prefix + "coefficientWeights", m_coefficientWeights);
        Saved.take(values, prefix + "templateWeights", m_templateWeights);
        final double[] numbers = new double[3];
        Saved.take(values, prefix + "numbers", numbers);
        m_noiseScale = numbers[0];
        m_chi2 = numbers[1];
        m_sweeps = (int)numbers[2];
    }
}
