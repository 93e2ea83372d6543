package org.noisynmf.engine.step;

/**
 * Nearly-NMF, z ← z ∘ [b]⁺ / (G z + [b]⁻). Green and Bailey (2024), eq. 20; λ₁ enters b.
 *
 * <p>Never lets the objective rise, but for the rescue of {@link Quotient}.
 */
public final class Nearly implements StepRule {

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
                final double positive = 0.5 * (Math.abs(b[m]) + b[m]);
                final double negative = 0.5 * (Math.abs(b[m]) - b[m]);
                z[m] = Quotient.of(z[m], positive, gz[m] + negative);
            }
        }
    }
}
