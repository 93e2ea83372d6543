package org.noisynmf.engine.solve.stepper;

import java.util.Map;
import java.util.Objects;

import org.noisynmf.engine.device.Pass;
import org.noisynmf.engine.moments.BlockMoments;
import org.noisynmf.engine.pass.CpuPass;
import org.noisynmf.engine.pass.Evaluation;
import org.noisynmf.engine.pass.Objective;

/** {@link ReducedIteration} on data in memory, which keeps the H that the result wants. */
final class ReducedStepper extends FactorStepper implements ReducedIteration.Source {

    private final CpuPass m_pass;

    private final Pass m_firstPass;

    private final Objective m_measure;

    private final ReducedIteration m_iteration;

    /**
     * @param pass the pass over the data, with the exact minimum as the rule of its observations
     * @param firstPass another pass to make first, because the start templates are equal up to scale and the exact minimum
     *            leaves one of them unused; may be the same as {@code pass}
     * @param measure the objective
     * @param w W to start from, d × q. Not modified.
     * @param h H to start from, q × n. Not modified.
     */
    ReducedStepper(final CpuPass pass, final Pass firstPass, final Objective measure, final double[] w,
        final double[] h) {
        super(w, h);
        m_pass = pass;
        m_firstPass = firstPass;
        m_measure = measure;
        m_iteration = new ReducedIteration(this, pass.pixelSide(), measure, w);
    }

    @Override
    public BlockMoments moments(final double[] w) {
        m_pass.observations(w, coefficients(), coefficients(), 0, nextCoefficients(), nextCoefficients());
        return m_pass.moments();
    }

    @Override
    public double objective(final double[] w) {
        return m_pass.objective(w, nextCoefficients());
    }

    @Override
    public boolean pass(final LateObjective late) {
        if (m_firstPass != m_pass && Double.isNaN(m_iteration.objective())) {
            return firstPass(late);
        }
        m_iteration.form();
        if (!late.known(m_iteration.objective(), m_iteration.kkt())) {
            return false;
        }
        if (m_iteration.step(templates(), nextTemplates())) {
            advance();
        }
        return true;
    }

    private boolean firstPass(final LateObjective late) {
        m_firstPass.observations(templates(), coefficients(), coefficients(), 0, nextCoefficients(),
            nextCoefficients());
        if (!late.known(m_measure.formed(m_firstPass, templates()), m_firstPass.kkt())) {
            return false;
        }
        m_firstPass.pixels(templates(), nextTemplates());
        advance();
        m_iteration.start(templates(), evaluate().objective());
        return true;
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
    public Evaluation evaluate() {
        return m_pass.evaluate(templates(), coefficients());
    }

    @Override
    public Map<String, double[]> save() {
        final Map<String, double[]> values = super.save();
        values.put("wFrom", m_iteration.from());
        values.put("extrapolation", m_iteration.save());
        return values;
    }

    @Override
    public void restore(final Map<String, double[]> values) {
        super.restore(values);
        m_iteration.restore(Objects.requireNonNull(values.get("wFrom")),
            Objects.requireNonNull(values.get("extrapolation")));
    }
}
