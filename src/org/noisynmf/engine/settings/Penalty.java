package org.noisynmf.engine.settings;

/**
 * Penalty on one factor, P = λ₁ Σ z + ½ λ₂ Σ z² + ½ γ Σ_{k≠l} ⟨z_k, z_l⟩, where z_k is the k-th template (or the
 * coefficients of the k-th template). The objective reported is χ² + 2 P. Pav (2024), eq. 1.
 *
 * @param l1 λ₁ ≥ 0, favours zeros
 * @param l2 λ₂ ≥ 0, favours small values
 * @param orthogonality γ ≥ 0, favours templates that do not overlap
 */
public record Penalty(double l1, double l2, double orthogonality) {

    /** No penalty. */
    public static final Penalty NONE = new Penalty(0, 0, 0);

    /** Checks that all three are finite and not negative. */
    public Penalty {
        check(l1, "L1 penalty");
        check(l2, "L2 penalty");
        check(orthogonality, "overlap penalty");
    }

    private static void check(final double value, final String name) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The " + name + " is " + value + ", but must be a finite number ≥ 0");
        }
    }

    /** @return whether all three terms are 0 */
    public boolean isNone() {
        return l1 == 0 && l2 == 0 && orthogonality == 0;
    }
}
