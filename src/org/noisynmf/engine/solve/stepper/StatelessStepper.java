package org.noisynmf.engine.solve.stepper;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.noisynmf.engine.pass.Evaluation;

/** {@link ReducedIteration} on data whose coefficients nobody keeps. */
public final class StatelessStepper implements Stepper {

    private static final double[] NOBODY_KEEPS = new double[0];

    private final ReducedIteration m_iteration;

    private double[] m_w;

    private double[] m_previous;

    private double[] m_next;

    private double m_first = Double.NaN;

    /**
     * @param iteration the passes
     * @param w W to start from, d × q. Not modified.
     */
    public StatelessStepper(final ReducedIteration iteration, final double[] w) {
        m_iteration = iteration;
        m_w = w.clone();
        m_previous = w.clone();
        m_next = new double[w.length];
    }

    @Override
    public boolean pass(final LateObjective late) {
        m_iteration.form();
        m_first = Double.isNaN(m_first) ? m_iteration.objective() : m_first;
        if (!late.known(m_iteration.objective(), m_iteration.kkt())) {
            return false;
        }
        if (m_iteration.step(m_w, m_next)) {
            final double[] spare = m_previous;
            m_previous = m_w;
            m_w = m_next;
            m_next = spare;
        }
        return true;
    }

    /** @return objective of the state before the first pass; NaN before that */
    public double first() {
        return m_first;
    }

    @Override
    public boolean late() {
        return false;
    }

    @Override
    public double objective() {
        return m_iteration.objective();
    }

    @Override
    public double[] templates() {
        return m_w;
    }

    @Override
    public double[] coefficients() {
        return NOBODY_KEEPS;
    }

    @Override
    public void revert() {
        m_w = m_previous.clone();
    }

    /** From the moments: who wants true residuals projects the data onto the templates, which gives the least χ² too. */
    @Override
    public Evaluation evaluate() {
        if (Double.isNaN(m_iteration.objective())) {
            m_iteration.form();
        }
        return new Evaluation(m_iteration.objective(), 0, m_iteration.kkt(), NOBODY_KEEPS);
    }

    @Override
    public Map<String, double[]> save() {
        final Map<String, double[]> values = new TreeMap<>();
        values.put("w", m_w.clone());
        values.put("wFrom", m_iteration.from());
        values.put("extrapolation", m_iteration.save());
        return values;
    }

    @Override
    public void restore(final Map<String, double[]> values) {
        m_w = Objects.requireNonNull(values.get("w")).clone();
        m_iteration.restore(Objects.requireNonNull(values.get("wFrom")),
            Objects.requireNonNull(values.get("extrapolation")));
    }
}
