package org.noisynmf.engine.pass;

import org.noisynmf.engine.data.DataSummary;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Penalty;

/**
 * The penalties of both factors in the stored units of the observations: with x stored as x 2⁻ᵉ and v as v 2⁻ᵍ the
 * objective is stored as f 2⁻²ᵉ⁻ᵍ, templates as w 2⁻ᵉ and coefficients as they are, so that λ₁ and λ₂ of each factor
 * scale by the powers that keep the minimum where it is.
 *
 * @param templates penalty on W
 * @param coefficients penalty on H
 */
public record Penalties(Penalty templates, Penalty coefficients) {

    /**
     * @param settings the penalties in the caller's units
     * @param data the scale of the data
     * @return the penalties in stored units
     */
    public static Penalties of(final NmfSettings settings, final DataSummary data) {
        final int e = data.dataExponent();
        final int g = data.weightExponent();
        final Penalty w = settings.regularisation().templates();
        final Penalty h = settings.regularisation().coefficients();
        return new Penalties(
            new Penalty(Math.scalb(w.l1(), -e - g), Math.scalb(w.l2(), -g), Math.scalb(w.orthogonality(), -g)),
            new Penalty(Math.scalb(h.l1(), -2 * e - g), Math.scalb(h.l2(), -2 * e - g),
                Math.scalb(h.orthogonality(), -2 * e - g)));
    }

    /**
     * 2 P of the templates.
     *
     * @param w W, d × q, template k contiguous. Not modified.
     * @param rank q
     * @return in stored units
     */
    public double ofTemplates(final double[] w, final int rank) {
        final int pixels = w.length / rank;
        return templates.isNone() ? 0 : twice(templates, w, pixels, rank, 1, pixels);
    }

    /**
     * 2 P of the coefficients.
     *
     * @param h H, q × n, observation j contiguous. Not modified.
     * @param rank q
     * @return in stored units
     */
    public double ofCoefficients(final double[] h, final int rank) {
        return coefficients.isNone() ? 0 : twice(coefficients, h, h.length / rank, rank, rank, 1);
    }

    /**
     * 2 P of both factors.
     *
     * @param w W, d × q. Not modified.
     * @param h H, q × n. Not modified.
     * @param rank q
     * @return in stored units
     */
    public double of(final double[] w, final double[] h, final int rank) {
        return ofTemplates(w, rank) + ofCoefficients(h, rank);
    }

    /** 2 λ₁ Σ z + λ₂ Σ z² + γ Σ_m ((Σ_k z_km)² − Σ_k z_km²). */
    private static double twice(final Penalty penalty, final double[] z, final int problems, final int rank,
        final int problemStride, final int rankStride) {
        double total = 0;
        for (int m = 0; m < problems; m++) {
            double sum = 0;
            double squares = 0;
            for (int k = 0; k < rank; k++) {
                final double value = z[m * problemStride + k * rankStride];
                sum += value;
                squares += value * value;
            }
            total += 2 * penalty.l1() * sum + penalty.l2() * squares
                + penalty.orthogonality() * (sum * sum - squares);
        }
        return total;
    }
}
