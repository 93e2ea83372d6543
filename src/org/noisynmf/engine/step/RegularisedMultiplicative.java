package org.noisynmf.engine.step;

/**
 * Regularised multiplicative update MURNMF, z ← z ∘ max(b, ε) / (G z), with λ₁ in b. Pav (2024), alg. 1.
 *
 * <p>Follows the published code: an unknown whose denominator is not positive stays as it is. With ε the rule does not
 * minimise the stated objective, and with a large λ₁ it can diverge; it makes no promise of descent.
 */
public final class RegularisedMultiplicative implements StepRule {

    private final double m_epsilon;

    /**
     * @param epsilon floor of the numerator, &gt; 0
     */
    public RegularisedMultiplicative(final double epsilon) {
        m_epsilon = epsilon;
    }

    @Override
    public Needs needs() {
        return Needs.PRODUCT;
    }

    @Override
    public void step(final Problems problems, final Workspace workspace) {
        for (final int k : problems.free()) {
            final double[] z = problems.z()[k];
            final double[] b = problems.linear()[k];
            final double[] gz = problems.product()[k];
            for (int m = 0; m < problems.size(); m++) {
                if (gz[m] > 0) {
                    z[m] = z[m] * Math.max(b[m], m_epsilon) / gz[m];
                }
            }
        }
    }
}
