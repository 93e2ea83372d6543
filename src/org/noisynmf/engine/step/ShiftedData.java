package org.noisynmf.engine.step;

/**
 * Multiplicative update on shifted data, z ← z ∘ (b + y s) / (G z + λ₁), with y s from {@link Problems#shift()}: it
 * minimises ‖(X + y) − W H‖ instead of ‖X − W H‖. Green and Bailey (2024), section II-B, warn of it; kept to show why.
 */
public final class ShiftedData implements StepRule {

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
                z[m] = Quotient.of(z[m] * Math.max(b[m] + ys[m], 0), gz[m] + l1);
            }
        }
    }
}
