package org.noisynmf.engine.solve;

import java.util.ArrayList;
import java.util.List;

import org.noisynmf.engine.model.TraceRow;

/** The trace of one start as numbers, as states hold it: pass, growth, objective, projected gradient, seconds. */
final class PackedTrace {

    /** Numbers of a row. */
    private static final int ROW = 5;

    private PackedTrace() {
    }

    /**
     * @param trace of one start. Not modified.
     * @return its rows one after the other
     */
    static double[] of(final List<TraceRow> trace) {
        final double[] rows = new double[ROW * trace.size()];
        for (int p = 0; p < trace.size(); p++) {
            final TraceRow row = trace.get(p);
            final double[] numbers = {row.pass(), row.growth(), row.objective(), row.kkt(), row.seconds()};
            System.arraycopy(numbers, 0, rows, ROW * p, ROW);
        }
        return rows;
    }

    /**
     * @param rows as {@link #of} gave them; an incomplete row at the end is left out. Not modified.
     * @return the trace
     */
    static List<TraceRow> unpacked(final double[] rows) {
        final List<TraceRow> trace = new ArrayList<>();
        for (int p = 0; p + ROW <= rows.length; p += ROW) {
            trace.add(new TraceRow(0, (int)rows[p], (int)rows[p + 1], rows[p + 2], rows[p + 3], rows[p + 4]));
        }
        return trace;
    }
}
