package org.noisynmf.engine.step;

/**
 * Shift-NMF, z ← z ∘ (b + y s) / (G z + y s + λ₁), with y s from {@link Problems#shift()}. Green and Bailey (2024),
 * eq. 13, and eq. 15 for a shift of each entry.
 *
 * <p>Never lets the objective rise where b + y s ≥ 0, but for the rescue of {@link Quotient}.
 *
 * <p>With the model left unshifted, z ← z ∘ (b + y s) / (G z + λ₁), it minimises ‖(X + y) − W H‖ instead of ‖X − W H‖, which
 * their section II-B warns of; kept to show why.
 */
public final class Shift implements StepRule {

    private final boolean m_shiftedModel;

    /**
     * @param shiftedModel whether the model is shifted with the data, as it must be
     */
    public Shift(final boolean shiftedModel) {
        m_shiftedModel = shiftedModel;
    }

    @Override
    public Needs needs() {
        return Needs.PRODUCT;
    }

    @Override
    public boolean usesShift() {
        return true;
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
            final double[] ys = problems.shift()[k];
            for (int m = 0; m < problems.size(); m++) {
                // b + y s ≥ 0 in exact arithmetic; rounding must not turn a coefficient negative
                z[m] = Quotient.of(z[m], Math.max(b[m] + ys[m], 0), gz[m] + (m_shiftedModel ? ys[m] : 0) + l1);
            }
        }
    }
}
