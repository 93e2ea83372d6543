package org.noisynmf.engine.solve.loop;

import java.util.ArrayList;
import java.util.List;

import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.stopping.Course;

/** The states a loop went through: their trace, and the objectives that criteria look back on. */
final class States implements Course {

    private final Stage m_stage;

    private final List<TraceRow> m_trace = new ArrayList<>();

    /** Those of an earlier run first, which have no row in the trace. */
    private final List<Double> m_objectives = new ArrayList<>();

    /**
     * The state to start from, whose objective is not known yet.
     *
     * @param stage which part of the whole this is
     * @param earlier objectives of the last states of an earlier run that this one goes on from; the last of them is that
     *            of the present state; empty for a new run. Not modified.
     */
    States(final Stage stage, final double[] earlier) {
        m_stage = stage;
        for (int p = 0; p < earlier.length - 1; p++) {
            m_objectives.add(earlier[p]);
        }
        next(Double.NaN);
    }

    /**
     * Adds a state.
     *
     * @param objective of it; NaN if it is not known yet
     */
    void next(final double objective) {
        m_objectives.add(objective);
        m_trace.add(m_stage.row(m_trace.size(), objective));
    }

    /** What was measured of the last state. */
    void measured(final double objective, final double kkt) {
        final int last = m_trace.size() - 1;
        final TraceRow row = m_trace.get(last);
        m_objectives.set(m_objectives.size() - 1, objective);
        m_trace.set(last, new TraceRow(row.restart(), row.pass(), row.growth(), objective, kkt, row.seconds()));
    }

    /** The last state is none. */
    void drop() {
        m_objectives.remove(m_objectives.size() - 1);
        m_trace.remove(m_trace.size() - 1);
    }

    /** Criteria look back no further than to the last state. */
    void forget() {
        m_objectives.subList(0, m_objectives.size() - 1).clear();
    }

    @Override
    public int passes() {
        return m_trace.size() - 1;
    }

    @Override
    public double objective(final int back) {
        final int index = m_objectives.size() - 1 - back;
        return index < 0 ? Double.NaN : m_objectives.get(index);
    }

    @Override
    public double kkt() {
        return m_trace.get(m_trace.size() - 1).kkt();
    }

    /** @return a row for each state */
    List<TraceRow> trace() {
        return m_trace;
    }

    /**
     * @param passes how far back at most
     * @return the last objectives, ascending in time
     */
    double[] recent(final int passes) {
        final int size = m_objectives.size();
        return m_objectives.subList(Math.max(0, size - 1 - passes), size).stream().mapToDouble(Double::doubleValue)
            .toArray();
    }
}
