package org.noisynmf.engine.solve.stepper;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.noisynmf.engine.device.Pass;
import org.noisynmf.engine.pass.CpuPass;
import org.noisynmf.engine.pass.Evaluation;
import org.noisynmf.engine.pass.Objective;

/** Passes one after the other: H side, then W side with the new H, as the published algorithms do. */
final class PlainStepper extends FactorStepper {

    private final Pass m_pass;

    private final CpuPass m_exact;

    private final Objective m_measure;

    private final Optional<Normaliser> m_normaliser;

    private final Separation m_separation;

    private double m_objective;

    /** The objective before the last pass. */
    private double m_before = Double.NaN;

    /**
     * @param pass the pass over the data
     * @param exact measures states
     * @param measure the objective from the sums of a pass
     * @param w W to start from, d × q. Not modified.
     * @param h H to start from, q × n. Not modified.
     * @param normaliser what pins the scale after each pass, if anything must
     * @param separation for templates that have become copies
     */
    PlainStepper(final Pass pass, final CpuPass exact, final Objective measure, final double[] w, final double[] h,
        final Optional<Normaliser> normaliser, final Separation separation) {
        super(w, h);
        m_pass = pass;
        m_exact = exact;
        m_measure = measure;
        m_normaliser = normaliser;
        m_separation = separation;
        m_objective = Double.NaN;
    }

    @Override
    public boolean pass(final LateObjective late) {
        final Pass pass = m_separation.maker(m_pass);
        pass.observations(templates(), coefficients(), coefficients(), 0, nextCoefficients(), nextCoefficients());
        if (Double.isNaN(m_objective)) {
            m_objective = m_measure.formed(pass, templates());
            if (m_measure.cancels(m_objective) || m_measure.undecided(m_objective, m_before)) {
                m_objective = m_exact.objective(templates(), coefficients());
            }
        }
        m_before = m_objective;
        if (!late.known(m_objective, pass.kkt())) {
            return false;
        }
        pass.pixels(templates(), nextTemplates());
        advance();
        m_separation.completed();
        m_objective = m_pass.late() ? Double.NaN : m_measure.stepped(pass, coefficients());
        if (m_normaliser.isPresent()) {
            final double penalty = m_measure.penalties().of(templates(), coefficients(), m_measure.rank());
            m_normaliser.get().apply(templates(), coefficients(), m_measure.rank());
            m_objective += m_measure.penalties().of(templates(), coefficients(), m_measure.rank()) - penalty;
        }
        if (m_measure.cancels(m_objective) || m_measure.undecided(m_objective, m_before)) {
            m_objective = m_exact.objective(templates(), coefficients());
        }
        return true;
    }

    @Override
    public boolean separate() {
        return m_separation.start(templates());
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
        return m_exact.evaluate(templates(), coefficients());
    }

    @Override
    public Map<String, double[]> save() {
        final Map<String, double[]> values = super.save();
        values.put("objective", new double[]{m_objective, m_before, m_separation.left()});
        return values;
    }

    @Override
    public void restore(final Map<String, double[]> values) {
        super.restore(values);
        m_objective = Objects.requireNonNull(values.get("objective"))[0];
        final double[] saved = Objects.requireNonNull(values.get("objective"));
        m_before = saved.length > 1 ? saved[1] : Double.NaN;
        m_separation.restore(saved.length > 2 ? (int)saved[2] : 0);
    }
}
