package org.noisynmf.engine.rank.residual;

import java.util.Arrays;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;

/**
 * Starts q + 1 templates from q: the next one is the best non-negative template of what the model leaves over, the minimum
 * of Σ V (X − W H − w h)² over w, h ≥ 0 by turns, from both signs of the residuals' largest singular vector.
 */
public final class NextTemplate {

    private static final int SWEEPS = 8;

    /** Observations that are looked at; more would say the same of one template. */
    private static final int LARGEST_SAMPLE = 2000;

    private NextTemplate() {
    }

    /**
     * @param data X and V. Not modified.
     * @param model W and H of q templates. Not modified.
     * @param seed of the search
     * @return q + 1 templates and their coefficients, the first q as they are
     */
    public static Factors grow(final Observations data, final Factors model, final long seed) {
        final Residuals residuals = new Residuals(data, model);
        final double[] vector = LargestSingular.of(residuals, 0, 1, seed).vector();
        final double[] up = sweep(residuals, positive(vector, 1));
        final double[] down = sweep(residuals, positive(vector, -1));
        final double[] w = gain(residuals, up) >= gain(residuals, down) ? up : down;
        final int q = model.rank();
        final int d = model.pixels();
        final double[] templates = Arrays.copyOf(model.w(), d * (q + 1));
        System.arraycopy(w, 0, templates, d * q, d);
        final double[] coefficients = new double[data.count() * (q + 1)];
        for (int j = 0; j < data.count(); j++) {
            System.arraycopy(model.h(), j * q, coefficients, j * (q + 1), q);
            residuals.read(j);
            coefficients[j * (q + 1) + q] = coefficient(residuals, w);
        }
        return new Factors(d, data.count(), q + 1, templates, coefficients);
    }

    private static double[] positive(final double[] vector, final int sign) {
        final double[] w = new double[vector.length];
        Arrays.setAll(w, i -> Math.max(0, sign * vector[i]));
        return w;
    }

    private static int stride(final Residuals residuals) {
        return (residuals.count() + LARGEST_SAMPLE - 1) / LARGEST_SAMPLE;
    }

    /** h_j ← [Σ V r w / Σ V w²]⁺ and w_i ← [Σ V r h / Σ V h²]⁺, in one run over the data each time. */
    private static double[] sweep(final Residuals residuals, final double[] start) {
        double[] w = start;
        for (int s = 0; s < SWEEPS; s++) {
            final double[] linear = new double[w.length];
            final double[] square = new double[w.length];
            for (int j = 0; j < residuals.count(); j += stride(residuals)) {
                residuals.read(j);
                final double h = coefficient(residuals, w);
                if (h > 0) {
                    for (int i = 0; i < w.length; i++) {
                        linear[i] += residuals.m_weights[i] * residuals.m_plain[i] * h;
                        square[i] += residuals.m_weights[i] * h * h;
                    }
                }
            }
            final double[] next = new double[w.length];
            Arrays.setAll(next, i -> square[i] > 0 ? Math.max(0, linear[i] / square[i]) : 0);
            w = next;
        }
        return w;
    }

    /** [Σ V r w / Σ V w²]⁺ of the observation read last. */
    private static double coefficient(final Residuals residuals, final double[] w) {
        double linear = 0;
        double square = 0;
        for (int i = 0; i < w.length; i++) {
            linear += residuals.m_weights[i] * residuals.m_plain[i] * w[i];
            square += residuals.m_weights[i] * w[i] * w[i];
        }
        return square > 0 ? Math.max(0, linear / square) : 0;
    }

    /** By how much χ² falls, Σ_j h_j Σ_i V r w. */
    private static double gain(final Residuals residuals, final double[] w) {
        double gain = 0;
        for (int j = 0; j < residuals.count(); j += stride(residuals)) {
            residuals.read(j);
            double linear = 0;
            for (int i = 0; i < w.length; i++) {
                linear += residuals.m_weights[i] * residuals.m_plain[i] * w[i];
            }
            gain += coefficient(residuals, w) * linear;
        }
        return gain;
    }
}
