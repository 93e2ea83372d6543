package org.noisynmf.engine.solve;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Passes one after the other: H side, then W side with the new H, as the published algorithms do. */
final class PlainStepper implements Stepper {

    /** Below this fraction of Σ V X² the moments cancel and the true residual is computed instead. */
    static final double CANCELLATION = 1e-9;

    private final DataPass m_pass;

    private final double m_weightedSquares;

    private final int m_rank;

    private final Optional<Normaliser> m_normaliser;

    private double[] m_w;

    private double[] m_previousW;

    private double[] m_h;

    private double[] m_previousH;

    private double[] m_nextH;

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
        m_pass = pass;
        m_weightedSquares = weightedSquares;
        m_rank = rank;
        m_normaliser = normaliser;
        m_w = w.clone();
        m_previousW = w.clone();
        m_h = h.clone();
        m_previousH = h.clone();
        m_nextH = new double[h.length];
        m_objective = Double.NaN;
    }

    @Override
    public boolean pass(final LateObjective late) {
        m_pass.observations(m_w, m_h, m_h, 0, m_nextH, m_nextH);
        if (Double.isNaN(m_objective)) {
            m_objective = m_pass.formedObjective(m_w);
            if (m_objective < CANCELLATION * m_weightedSquares) {
                m_objective = m_pass.evaluate(m_w, m_h).objective();
                // the evaluation used the pixels' problems; fill them again
                m_pass.observations(m_w, m_h, m_h, 0, m_nextH, m_nextH);
            }
        }
        if (!late.known(m_objective, m_pass.kkt())) {
            return false;
        }
        final double[] free = m_previousW;
        m_pass.pixels(m_w, free);
        m_previousW = m_w;
        m_w = free;
        final double[] freeH = m_previousH;
        m_previousH = m_h;
        m_h = m_nextH;
        m_nextH = freeH;
        m_objective = m_pass.late() ? Double.NaN : m_pass.steppedObjective(m_h);
        if (m_normaliser.isPresent()) {
            final double penalty = m_pass.penalty(m_w, m_h);
            m_normaliser.get().apply(m_w, m_h, m_rank);
            m_objective += m_pass.penalty(m_w, m_h) - penalty;
        }
        if (m_objective < CANCELLATION * m_weightedSquares) {
            m_objective = m_pass.evaluate(m_w, m_h).objective();
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
    public double[] templates() {
        return m_w;
    }

    @Override
    public double[] coefficients() {
        return m_h;
    }

    @Override
    public void revert() {
        m_w = m_previousW.clone();
        m_h = m_previousH.clone();
    }

    @Override
    public Evaluation evaluate() {
        return m_pass.evaluate(m_w, m_h);
    }

    @Override
    public Map<String, double[]> save() {
        final Map<String, double[]> values = new TreeMap<>();
        values.put("w", m_w.clone());
        values.put("h", m_h.clone());
        values.put("objective", new double[]{m_objective});
        return values;
    }

    @Override
    public void restore(final Map<String, double[]> values) {
        m_w = values.get("w").clone();
        m_h = values.get("h").clone();
        m_objective = values.get("objective")[0];
    }
}
