package org.noisynmf.engine.solve.stepper;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import org.noisynmf.engine.device.Change;
import org.noisynmf.engine.device.Pass;
import org.noisynmf.engine.pass.CpuPass;
import org.noisynmf.engine.pass.Evaluation;
import org.noisynmf.engine.pass.FollowedObjective;
import org.noisynmf.engine.pass.Objective;

/**
 * Extrapolation with restart: each pass starts from points moved on along the last change, and a pass that makes the
 * objective rise is discarded. Ang and Gillis (2019), "Accelerating nonnegative matrix factorization algorithms using
 * extrapolation", with the extrapolated H entering the W side, where the objective of the pass is known for free.
 *
 * <p>A pass forms the H side with W_y, steps from H_y to H_new, sets H_y' = [H_new + β (H_new − H)]⁺, accumulates the
 * pixels' problems with H_y' and steps W_y to W_new; f = objective(W_new, H_y') is exact. (W_new, H_y') is the state.
 * If f has not risen: W_y = [W_new + β (W_new − W)]⁺ and β grows; else both factors go back and β shrinks.
 */
final class ExtrapolatedStepper extends FactorStepper {

    private final Pass m_pass;

    private final Pass m_firstPass;

    private final CpuPass m_exact;

    private final Objective m_measure;

    /** Points from which the next pass starts. */
    private double[] m_wFrom;

    private double[] m_hFrom;

    /** H from which H_new is extrapolated. */
    private double[] m_hOrigin;

    private final double[] m_hNew;

    private final Predicate<double[]> m_copies;

    private final FollowedObjective m_objective;

    /** The change of the objective from the present state to the points from which the next pass starts. */
    private Change m_lead = Change.NONE;

    private final Extrapolation m_extrapolation = new Extrapolation();

    /** Passes after the first one, if that is another: −1 before it, so that a saved state knows that there was one. */
    private int m_passes;

    /**
     * @param pass the pass over the data
     * @param firstPass another pass to make first, because the start templates are equal up to scale and coordinate steps
     *            separate them badly; may be the same as {@code pass}
     * @param exact measures states
     * @param measure the objective from the sums of a pass
     * @param w W to start from, d × q. Not modified.
     * @param h H to start from, q × n. Not modified.
     * @param copies whether templates are equal up to scale
     */
    ExtrapolatedStepper(final Pass pass, final Pass firstPass, final CpuPass exact, final Objective measure,
        final double[] w, final double[] h, final Predicate<double[]> copies) {
        super(w, h);
        m_copies = copies;
        m_pass = pass;
        m_firstPass = firstPass;
        m_exact = exact;
        m_measure = measure;
        m_wFrom = w.clone();
        m_hFrom = h.clone();
        m_hOrigin = h.clone();
        m_hNew = new double[h.length];
        m_objective = new FollowedObjective(exact, measure);
        m_passes = firstPass == pass ? 0 : -1;
    }

    @Override
    public boolean pass(final LateObjective late) {
        final boolean plain = m_passes < Extrapolation.PLAIN_PASSES;
        final Pass pass = m_passes < 0 ? m_firstPass : m_pass;
        final double beta = plain ? 0 : m_extrapolation.beta();
        pass.observations(m_wFrom, m_hFrom, m_hOrigin, beta, m_hNew, nextCoefficients());
        if (Double.isNaN(m_objective.present())) {
            m_objective.setPresent(m_measure.formed(pass, m_wFrom), false);
        }
        if (!late.known(m_objective.present(), pass.kkt())) {
            return false;
        }
        pass.pixels(m_wFrom, nextTemplates());
        if (!m_objective.follow(m_lead.and(pass.change()), templates(), coefficients(), nextTemplates(),
            nextCoefficients())) {
            measure(pass, plain);
        }
        m_passes++;
        if (plain
            || Extrapolation.holds(m_objective.next(), m_objective.present(), m_measure.weightedSquares())) {
            accept(pass, plain);
        } else {
            discard();
        }
        return true;
    }

    /** The objective of the next state from the moments, or from residuals where these cannot tell. */
    private void measure(final Pass pass, final boolean plain) {
        final double objective = m_measure.stepped(pass, nextCoefficients());
        final boolean exact = Double.isNaN(objective) || m_measure.cancels(objective)
            || !plain && m_measure.undecided(objective, m_objective.present());
        m_objective.setNext(exact ? m_exact.objective(nextTemplates(), nextCoefficients()) : objective, exact);
        if (exact && !m_objective.exact() && m_measure.rounding() > 0) {
            m_objective.setPresent(m_exact.objective(templates(), coefficients()), true);
        }
    }

    private void accept(final Pass pass, final boolean plain) {
        if (plain) {
            System.arraycopy(nextTemplates(), 0, m_wFrom, 0, nextTemplates().length);
            m_lead = Change.NONE;
        } else {
            m_extrapolation.extrapolate(nextTemplates(), templates(), m_wFrom);
            m_extrapolation.grow();
            m_lead = pass.change(nextTemplates(), m_wFrom);
        }
        advance();
        System.arraycopy(m_hNew, 0, m_hOrigin, 0, m_hNew.length);
        System.arraycopy(coefficients(), 0, m_hFrom, 0, coefficients().length);
        m_objective.accept();
    }

    private void discard() {
        System.arraycopy(templates(), 0, m_wFrom, 0, templates().length);
        System.arraycopy(coefficients(), 0, m_hFrom, 0, coefficients().length);
        System.arraycopy(coefficients(), 0, m_hOrigin, 0, coefficients().length);
        m_lead = Change.NONE;
        m_extrapolation.shrink();
    }

    /** Passes are coordinate steps already, but for extrapolation, which rests as at the beginning. */
    @Override
    public boolean separate() {
        if (!m_copies.test(templates())) {
            return false;
        }
        discard();
        m_extrapolation.reset();
        m_passes = 0;
        return true;
    }

    @Override
    public boolean late() {
        return false;
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
        values.put("wFrom", m_wFrom.clone());
        values.put("hFrom", m_hFrom.clone());
        values.put("hOrigin", m_hOrigin.clone());
        final double[] extrapolation =
            Arrays.copyOf(m_extrapolation.save(m_objective.present(), m_passes), m_measure.rounding() > 0 ? 9 : 6);
        extrapolation[5] = m_objective.exact() ? 1 : 0;
        if (m_measure.rounding() > 0) {
            extrapolation[6] = m_objective.error();
            extrapolation[7] = m_lead.objective();
            extrapolation[8] = m_lead.moved();
        }
        values.put("extrapolation", extrapolation);
        return values;
    }

    @Override
    public void restore(final Map<String, double[]> values) {
        super.restore(values);
        m_wFrom = Objects.requireNonNull(values.get("wFrom")).clone();
        m_hFrom = Objects.requireNonNull(values.get("hFrom")).clone();
        m_hOrigin = Objects.requireNonNull(values.get("hOrigin")).clone();
        final double[] extrapolation = Objects.requireNonNull(values.get("extrapolation"));
        m_extrapolation.restore(extrapolation);
        m_passes = (int)extrapolation[4];
        m_objective.setPresent(extrapolation[0], extrapolation.length > 5 && extrapolation[5] != 0);
        if (extrapolation.length > 6) {
            m_objective.restore(extrapolation[0], extrapolation[6]);
            m_lead = new Change(extrapolation[7], extrapolation[8]);
        } else {
            // of double precision, or saved before changes were followed
            m_lead = Arrays.equals(m_wFrom, templates()) ? Change.NONE : Change.UNKNOWN;
        }
    }
}
