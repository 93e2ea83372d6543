package org.noisynmf.engine.coupled;

import org.noisynmf.engine.model.Observer;

/**
 * Regularised multiplicative update MURNMF on a whole factor, Z ← Z ∘ max(−D, ε) / F where F &gt; 0, for terms that couple
 * its entries. Pav (2024), alg. 1.
 */
final class MultiplicativeRule implements CoupledRule {

    private final double m_epsilon;

    private final int m_steps;

    private final Observer m_observer;

    /**
     * @param epsilon floor of the numerator, &gt; 0
     * @param steps on the same moments, ≥ 1
     * @param observer asked between them whether to go on
     */
    MultiplicativeRule(final double epsilon, final int steps, final Observer observer) {
        m_epsilon = epsilon;
        m_steps = steps;
        m_observer = observer;
    }

    @Override
    public void nextPass() {
        // every pass is like the one before
    }

    @Override
    public void step(final Side side, final double[] z) {
        for (int s = 0; s < m_steps; s++) {
            if (s > 0) {
                m_observer.throwIfCancelled();
            }
            side.evaluate(z);
            for (int p = 0; p < z.length; p++) {
                if (side.product()[p] > 0 && side.free(p)) {
                    z[p] = z[p] * Math.max(-side.linear()[p], m_epsilon) / side.product()[p];
                }
            }
        }
    }

    @Override
    public void finish(final double[] z, final int p) {
        // nothing is rounded to 0
    }

    @Override
    public double state() {
        return 0;
    }

    @Override
    public void restore(final double state) {
        // there is none
    }
}
