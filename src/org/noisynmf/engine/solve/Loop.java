package org.noisynmf.engine.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.pass.Evaluation;
import org.noisynmf.engine.settings.Stopping;

/** The one loop: passes until a reason to stop, with the trace of every pass. */
final class Loop {

    /** How the loop ended. */
    record Outcome(StopReason reason, int passes, List<TraceRow> trace, Evaluation evaluation, double[] recent) {
    }

    /** How often copies are parted at most. */
    private static final int SEPARATIONS = 10;

    private final Stepper m_stepper;

    private final Stopping m_stopping;

    private final Deadline m_observer;

    private final String m_label;

    private final int m_restart;

    private final int m_growth;

    private final int m_firstRow;

    private final long m_started;

    private final List<TraceRow> m_trace = new ArrayList<>();

    /** Objectives of the states so far, those of an earlier run first; the basis of the tolerance. */
    private final List<Double> m_objectives = new ArrayList<>();

    private StopReason m_reason;

    private int m_separations;

    private double m_separatedAt;

    /**
     * @param stepper the algorithm at work
     * @param stopping when to stop
     * @param observer hears of progress, may cancel, and knows when time is up
     * @param label what is being done, for progress messages
     * @param restart number of the restart, for the trace
     * @param growth number of templates during growth, 0 in the main loop
     * @param firstRow number of the first row of the trace
     * @param started {@link System#nanoTime()} at the start of the restart
     * @param recent objectives of the last states of an earlier run that this one goes on from; the last of them is that
     *            of the present state; empty for a new run
     */
    Loop(final Stepper stepper, final Stopping stopping, final Deadline observer, final String label,
        final int restart, final int growth, final int firstRow, final long started, final double[] recent) {
        m_stepper = stepper;
        m_stopping = stopping;
        m_observer = observer;
        m_label = label;
        m_restart = restart;
        m_growth = growth;
        m_firstRow = firstRow;
        m_started = started;
        for (int p = 0; p < recent.length - 1; p++) {
            m_objectives.add(recent[p]);
        }
    }

    /**
     * @return how it ended, the final state measured exactly
     */
    Outcome run() {
        int passes = 0;
        append(0, m_stepper.objective());
        while (m_reason == null) {
            if (passes >= m_stopping.iterations()) {
                m_reason = StopReason.ITERATION_LIMIT;
            } else if (m_observer.isOver()) {
                m_reason = StopReason.TIME_LIMIT;
            } else if (completed()) {
                passes++;
                append(passes, m_stepper.objective());
                m_observer.progress((double)passes / m_stopping.iterations(),
                    m_label + "iteration " + passes + " of at most " + m_stopping.iterations());
                if (!isFinite(m_stepper.templates()) || !isFinite(m_stepper.coefficients())) {
                    m_reason = StopReason.NOT_FINITE;
                } else if (!m_stepper.late()) {
                    judgeObjective(m_stepper.objective());
                }
            }
        }
        final Evaluation evaluation = m_reason == StopReason.NOT_FINITE ? null : m_stepper.evaluate();
        if (evaluation != null && Double.isFinite(evaluation.objective())) {
            return outcome(passes, evaluation);
        }
        m_reason = StopReason.NOT_FINITE;
        if (passes == 0) {
            throw new IllegalArgumentException("The objective of the start is not a finite number: the start templates"
                + " and coefficients are too large for the data");
        }
        m_stepper.revert();
        m_objectives.remove(m_objectives.size() - 1);
        m_trace.remove(m_trace.size() - 1);
        return outcome(passes - 1, m_stepper.evaluate());
    }

    private boolean completed() {
        try {
            return m_stepper.pass(this::judgeLate);
        } catch (CancellationException e) {
            m_reason = m_observer.isOver() ? StopReason.TIME_LIMIT : StopReason.CANCELLED;
            return false;
        }
    }

    private static boolean isFinite(final double[] factor) {
        double zero = 0;
        for (final double value : factor) {
            zero += 0 * value;
        }
        return zero == 0;
    }

    private Outcome outcome(final int passes, final Evaluation evaluation) {
        fill(evaluation.objective(), evaluation.kkt());
        final int size = m_objectives.size();
        final double[] recent = m_objectives.subList(Math.max(0, size - 1 - Stopping.WINDOW), size).stream()
            .mapToDouble(Double::doubleValue).toArray();
        return new Outcome(m_reason, passes, m_trace, evaluation, recent);
    }

    private double seconds() {
        return (System.nanoTime() - m_started) * 1e-9;
    }

    private void append(final int pass, final double objective) {
        m_objectives.add(objective);
        m_trace.add(new TraceRow(m_restart, m_firstRow + pass, m_growth, objective, Double.NaN, seconds()));
    }

    private void fill(final double objective, final double kkt) {
        final int last = m_trace.size() - 1;
        final TraceRow row = m_trace.get(last);
        m_objectives.set(m_objectives.size() - 1, objective);
        m_trace.set(last, new TraceRow(row.restart(), row.pass(), row.growth(), objective, kkt, row.seconds()));
    }

    /** Judges the state before the pass under way. */
    private boolean judgeLate(final double objective, final double kkt) {
        fill(objective, kkt);
        if (m_stepper.late() || m_trace.size() == 1) {
            judgeObjective(objective);
        }
        if (m_reason == null && kkt < m_stopping.kktTolerance()) {
            m_reason = StopReason.STATIONARY;
        }
        return m_reason == null;
    }

    /** On a plateau where templates are copies the search goes on, unless that gained nothing the last time. */
    private boolean separated(final double objective) {
        if (m_separations >= SEPARATIONS
            || m_separations > 0 && !(m_separatedAt - objective > m_stopping.tolerance() * m_separatedAt)
            || !m_stepper.separate()) {
            return false;
        }
        m_separations++;
        m_separatedAt = objective;
        // the tolerance looks back no further than here
        m_objectives.subList(0, m_objectives.size() - 1).clear();
        return true;
    }

    private void judgeObjective(final double objective) {
        if (!Double.isFinite(objective)) {
            m_reason = StopReason.NOT_FINITE;
            return;
        }
        final int window = m_objectives.size() - 1 - Stopping.WINDOW;
        if (window >= 0 && m_stopping.tolerance() > 0) {
            final double before = m_objectives.get(window);
            // an exact fit has nothing left to fall
            if (objective <= 0 || before - objective < m_stopping.tolerance() * before && !separated(objective)) {
                m_reason = StopReason.CONVERGED;
            }
        }
    }
}
