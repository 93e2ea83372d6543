package org.noisynmf.engine.solve;

import java.util.Map;
import java.util.Optional;

/** Passes one after the other: H side, then W side with the new H, as the published algorithms do. */
final class PlainStepper extends FactorStepper {

    /** Below this fraction of Σ V X² the moments cancel and the true residual is computed instead. */
    static final double CANCELLATION = 1e-9;

    private final DataPass m_pass;

    private final double m_weightedSquares;

    private final int m_rank;

    private final Optional<Normaliser> m_normaliser;

    private double m_objective;

    /**
     * @param pass the pass over the data
     * @param weightedSquares Σ V X²
     * @param w W to start from, d × q. Not modified.
     * @param h H to start from, q × n. Not modified.
     * @param rank q
     * @param normaliser what pins the scale after each pass, if anything must
     */
    PlainStepper(final DataPass pass, final double weightedSquares, final double[] w, final double[] h, final int rank,
        final Optional<Normaliser> normaliser) {
        super(w, h);
        m_pass = pass;
        m_weightedSquares = weightedSquares;
        m_rank = rank;
        m_normaliser = normaliser;
        m_objective = Double.NaN;
    }

    @Override
    public boolean pass(final LateObjective late) {
        m_pass.observations(templates(), coefficients(), coefficients(), 0, nextCoefficients(), nextCoefficients());
        if (Double.isNaN(m_objective)) {
            m_objective = m_pass.formedObjective(templates());
            if (m_objective < CANCELLATION * m_weightedSquares) {
                m_objective = m_pass.evaluate(templates(), coefficients()).objective();
                // the evaluation used the pixels' problems; fill them again
                m_pass.observations(templates(), coefficients(), coefficients(), 0, nextCoefficients(),
                    nextCoefficients());
            }
        }
        if (!late.known(m_objective, m_pass.kkt())) {
            return false;
        }
        m_pass.pixels(templates(), nextTemplates());
        advance();
        m_objective = m_pass.late() ? Double.NaN : m_pass.steppedObjective(coefficients());
        if (m_normaliser.isPresent()) {
            final double penalty = m_pass.penalty(templates(), coefficients());
            m_normaliser.get().apply(templates(), coefficients(), m_rank);
            m_objective += m_pass.penalty(templates(), coefficients()) - penalty;
        }
        if (m_objective < CANCELLATION * m_weightedSquares) {
            m_objective = m_pass.evaluate(templates(), coefficients()).objective();
        }
        return true;
    }

    @Override
    public boolean late() {
        return m_pass.late();
    }

    @Override
    public double objective() {
        return m_objective;
    }

    @Override
    public Evaluation evaluate() {
        return m_pass.evaluate(templates(), coefficients());
    }

    @Override
    public Map<String, double[]> save() {
        final Map<String, double[]> values = super.save();
        values.put("objective", new double[]{m_objective});
        return values;
    }

    @Override
    public void restore(final Map<String, double[]> values) {
        super.restore(values);
        m_objective = values.get("objective")[0];
    }
}
