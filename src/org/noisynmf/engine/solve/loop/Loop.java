package org.noisynmf.engine.solve.loop;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.pass.Evaluation;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.engine.solve.stepper.Stepper;
import org.noisynmf.engine.stopping.Criterion;

/** The one loop: passes until a reason to stop, with the trace of every pass. */
public final class Loop {

    /**
     * How a loop ended.
     *
     * @param reason why
     * @param passes passes made
     * @param trace a row for each state, the first one included
     * @param evaluation the final state, measured exactly
     * @param recent the last objectives, from which a further run goes on
     */
    public record Outcome(StopReason reason, int passes, List<TraceRow> trace, Evaluation evaluation, double[] recent) {
    }

    private final Stepper m_stepper;

    private final Criterion m_criterion;

    private final Plateau m_plateau;

    private final Deadline m_observer;

    private final Stage m_stage;

    private final States m_states;

    private @Nullable StopReason m_reason;

    /**
     * @param stepper the algorithm at work
     * @param criterion when to stop
     * @param plateau asked before a search counts as converged
     * @param observer hears of progress, may cancel, and knows when time is up
     * @param stage which part of the whole this is
     * @param recent objectives of the last states of an earlier run that this one goes on from; the last of them is that
     *            of the present state; empty for a new run. Not modified.
     */
    public Loop(final Stepper stepper, final Criterion criterion, final Plateau plateau, final Deadline observer,
        final Stage stage, final double[] recent) {
        m_stepper = stepper;
        m_criterion = criterion;
        m_plateau = plateau;
        m_observer = observer;
        m_stage = stage;
        m_states = new States(stage, recent);
    }

    /**
     * @return how it ended, the final state measured exactly
     */
    public Outcome run() {
        while (goesOn()) {
            if (completed()) {
                m_states.next(m_stepper.objective());
                final int passes = m_states.passes();
                m_observer.progress(m_stage.fraction(passes), m_stage.message(passes), m_stepper.objective());
                if (!isFinite(m_stepper.templates()) || !isFinite(m_stepper.coefficients())
                    || !m_stepper.late() && !Double.isFinite(m_stepper.objective())) {
                    m_reason = StopReason.NOT_FINITE;
                }
            }
        }
        final StopReason reason = m_reason == null ? StopReason.NOT_FINITE : m_reason;
        if (reason != StopReason.NOT_FINITE) {
            final Evaluation evaluation = m_stepper.evaluate();
            if (Double.isFinite(evaluation.objective())) {
                return outcome(reason, evaluation);
            }
        }
        if (m_states.passes() == 0) {
            throw new IllegalArgumentException("The objective of the start is not a finite number: the start templates"
                + " and coefficients are too large for the data");
        }
        m_stepper.revert();
        m_states.drop();
        return outcome(StopReason.NOT_FINITE, m_stepper.evaluate());
    }

    private Outcome outcome(final StopReason reason, final Evaluation evaluation) {
        m_states.measured(evaluation.objective(), evaluation.kkt());
        return new Outcome(reason, m_states.passes(), m_states.trace(), evaluation,
            m_states.recent(Stopping.WINDOW));
    }

    private boolean completed() {
        try {
            return m_stepper.pass(this::judgeLate);
        } catch (CancellationException e) {
            m_reason = m_observer.isOver() ? StopReason.TIME_LIMIT : StopReason.CANCELLED;
            return false;
        }
    }

    /** Judges the state before the pass under way. */
    private boolean judgeLate(final double objective, final double kkt) {
        m_states.measured(objective, kkt);
        if (!Double.isFinite(objective)) {
            m_reason = StopReason.NOT_FINITE;
        }
        return goesOn();
    }

    private boolean goesOn() {
        if (m_reason == null) {
            m_reason = judge().orElse(null);
        }
        return m_reason == null;
    }

    private Optional<StopReason> judge() {
        final Optional<StopReason> reason = m_criterion.judge(m_states);
        final double objective = m_states.objective(0);
        if (reason.isPresent() && reason.get() == StopReason.CONVERGED && objective > 0 && m_plateau.left(objective)) {
            m_states.forget();
            return m_criterion.judge(m_states);
        }
        return reason;
    }

    private static boolean isFinite(final double[] factor) {
        // two sums, since one would wait for itself
        double zero0 = 0;
        double zero1 = 0;
        for (int i = 0; i < factor.length; i += 2) {
            zero0 += 0 * factor[i];
            zero1 += 0 * factor[Math.min(i + 1, factor.length - 1)];
        }
        return zero0 + zero1 == 0;
    }
}
