package org.noisynmf.engine.solve.loop;

import org.noisynmf.engine.model.TraceRow;

/**
 * Which part of the whole a loop is, for progress messages and the trace.
 *
 * @param label what is being done, fit to precede "iteration 1"
 * @param restart number of the restart
 * @param growth number of templates during growth, 0 in the main loop
 * @param firstRow number of the first row of the trace
 * @param most passes at most, ≥ 0
 * @param started {@link System#nanoTime()} at the start of the restart
 */
public record Stage(String label, int restart, int growth, int firstRow, int most, long started) {

    /** A state, now. */
    TraceRow row(final int pass, final double objective) {
        return new TraceRow(restart, firstRow + pass, growth, objective, Double.NaN,
            (System.nanoTime() - started) * 1e-9);
    }

    /** What is done of the restart, 0 to 1; growth comes before all that counts. */
    double fraction(final int pass) {
        return growth > 0 ? 0 : (double)pass / most;
    }

    /** The number of the pass in words. */
    String message(final int pass) {
        return label + "iteration " + pass + " of at most " + most;
    }
}
