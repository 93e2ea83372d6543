package org.noisynmf.engine.step;

/**
 * Multiplicative update of Lee and Seung, with weights that of Zhu, z ← z ∘ b / (G z + λ₁). Green and Bailey (2024),
 * eq. 7 and 9. Needs b ≥ 0, that is X ≥ 0.
 *
 * <p>Never lets the objective rise, but for the rescue of {@link Quotient}.
 */
public final class Multiplicative implements StepRule {

    @Override
    public Needs needs() {
        return Needs.PRODUCT;
    }

    @Override
    public boolean l1InDenominator() {
        return true;
    }

    @Override
    public void step(final Problems problems, final Workspace workspace) {
        final double l1 = problems.l1Denominator();
        for (final int k : problems.free()) {
            final double[] z = problems.z()[k];
            final double[] b = problems.linear()[k];
            final double[] gz = problems.product()[k];
            for (int m = 0; m < problems.size(); m++) {
                z[m] = Quotient.of(z[m], b[m], gz[m] + l1);
            }
        }
    }
}
