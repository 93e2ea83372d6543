package org.noisynmf.engine.solve.stepper;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.noisynmf.engine.device.Pass;
import org.noisynmf.engine.pass.CpuPass;
import org.noisynmf.engine.pass.Evaluation;
import org.noisynmf.engine.pass.FollowedObjective;
import org.noisynmf.engine.pass.Objective;

/** Passes one after the other: H side, then W side with the new H, as the published algorithms do. */
final class PlainStepper extends FactorStepper {

    private final Pass m_pass;

    private final CpuPass m_exact;

    private final Objective m_measure;

    private final Optional<Normaliser> m_normaliser;

    private final Separation m_separation;

    private final FollowedObjective m_objective;

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
        m_objective = new FollowedObjective(exact, measure);
    }

    @Override
    public boolean pass(final LateObjective late) {
        final Pass pass = m_separation.maker(m_pass);
        pass.observations(templates(), coefficients(), coefficients(), 0, nextCoefficients(), nextCoefficients());
        if (Double.isNaN(m_objective.present())) {
            measured(m_measure.formed(pass, templates()));
        }
        m_before = m_objective.present();
        if (!late.known(m_before, pass.kkt())) {
            return false;
        }
        pass.pixels(templates(), nextTemplates());
        // the normaliser's change of the penalties has other problems
        final boolean followed = !m_pass.late() && m_normaliser.isEmpty() && m_objective.follow(pass.change(),
            templates(), coefficients(), nextTemplates(), nextCoefficients());
        advance();
        m_separation.completed();
        if (followed) {
            m_objective.accept();
        } else {
            measured((m_pass.late() ? Double.NaN : m_measure.stepped(pass, coefficients())) + normalise());
        }
        return true;
    }

    /** Takes the objective of the present state from its moments, or from its residuals where these cannot tell. */
    private void measured(final double objective) {
        final boolean exact = m_measure.cancels(objective) || m_measure.undecided(objective, m_before);
        m_objective.setPresent(exact ? m_exact.objective(templates(), coefficients()) : objective, exact);
    }

    /** Pins the scale, if anything must, and returns what that adds to the penalties. */
    private double normalise() {
        if (m_normaliser.isEmpty()) {
            return 0;
        }
        final double penalty = m_measure.penalties().of(templates(), coefficients(), m_measure.rank());
        m_normaliser.get().apply(templates(), coefficients(), m_measure.rank());
        return m_measure.penalties().of(templates(), coefficients(), m_measure.rank()) - penalty;
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
        return m_objective.present();
    }

    @Override
    public Evaluation evaluate() {
        return m_exact.evaluate(templates(), coefficients());
    }

    @Override
    public Map<String, double[]> save() {
        final Map<String, double[]> values = super.save();
        final double[] saved = {m_objective.present(), m_before, m_separation.left(), m_objective.error()};
        values.put("objective", m_measure.rounding() > 0 ? saved : Arrays.copyOf(saved, 3));
        return values;
    }

    @Override
    public void restore(final Map<String, double[]> values) {
        super.restore(values);
        final double[] saved = Objects.requireNonNull(values.get("objective"));
        m_objective.restore(saved[0], saved.length > 3 ? saved[3] : Double.POSITIVE_INFINITY);
        m_before = saved.length > 1 ? saved[1] : Double.NaN;
        m_separation.restore(saved.length > 2 ? (int)saved[2] : 0);
    }
}
