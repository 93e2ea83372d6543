package org.noisynmf.engine.solve.stepper;

import java.util.Optional;

import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.settings.NmfSettings;

/**
 * Pins the scale of the factor that has no penalty when the other has one: the objective could otherwise be lowered
 * without end by moving scale from the penalised factor to the free one. Templates are kept at Euclidean norm 1, or
 * coefficients of a template at root mean square 1, in the caller's units; the other factor takes up what they lose.
 */
final class Normaliser {

    private final boolean m_templates;

    private final double m_norm;

    private final boolean[] m_held;

    private Normaliser(final boolean templates, final double norm, final boolean[] held) {
        m_templates = templates;
        m_norm = norm;
        m_held = held;
    }

    /**
     * @param problem the problem
     * @param settings the settings
     * @return what pins the scale, if only one factor has a penalty
     */
    static Optional<Normaliser> of(final NmfProblem problem, final NmfSettings settings) {
        if (settings.regularisation().templates().isNone() == settings.regularisation().coefficients().isNone()) {
            return Optional.empty();
        }
        final boolean[] held = new boolean[settings.rank()];
        for (final int k : problem.held()) {
            held[k] = true;
        }
        return Optional.of(settings.regularisation().templates().isNone()
            ? new Normaliser(true, Math.scalb(1, -problem.data().dataExponent()), held)
            : new Normaliser(false, Math.sqrt(problem.data().count()), held));
    }

    /**
     * Moves scale between the factors; their product stays as it is.
     *
     * @param w W in stored units, d × q, template k contiguous. Modified.
     * @param h H, q × n, observation j contiguous. Modified.
     * @param rank q
     */
    void apply(final double[] w, final double[] h, final int rank) {
        final int d = w.length / rank;
        for (int k = 0; k < rank; k++) {
            double squares = 0;
            if (m_templates) {
                for (int i = k * d; i < (k + 1) * d; i++) {
                    squares += w[i] * w[i];
                }
            } else {
                for (int p = k; p < h.length; p += rank) {
                    squares += h[p] * h[p];
                }
            }
            final double ratio = Math.sqrt(squares) / m_norm;
            if (!m_held[k] && ratio > 0 && ratio < Double.POSITIVE_INFINITY) {
                final double onTemplates = m_templates ? 1 / ratio : ratio;
                for (int i = k * d; i < (k + 1) * d; i++) {
                    w[i] *= onTemplates;
                }
                for (int p = k; p < h.length; p += rank) {
                    h[p] /= onTemplates;
                }
            }
        }
    }
}
