package org.noisynmf.engine.solve;

import java.util.List;

import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.pass.Evaluation;
import org.noisynmf.engine.solve.loop.Loop;
import org.noisynmf.engine.solve.stepper.Stepper;

/**
 * One restart, in stored units.
 *
 * @param restart its number
 * @param scale how the factors are stored
 * @param growthPasses passes of sequential growth
 * @param passes passes of the main loop
 * @param stepper the algorithm in its last state
 * @param reason why it ended
 * @param evaluation the last state, measured exactly
 * @param recent the last objectives, for a further run
 * @param trace a row for each state
 */
record Run(int restart, FactorScale scale, int growthPasses, int passes, Stepper stepper, StopReason reason,
    Evaluation evaluation, double[] recent, List<TraceRow> trace) {

    /** The main loop alone. */
    static Run of(final int restart, final FactorScale scale, final int earlierPasses, final Stepper stepper,
        final StopReason reason, final Loop.Outcome outcome) {
        return new Run(restart, scale, 0, earlierPasses + outcome.passes(), stepper, reason, outcome.evaluation(),
            outcome.recent(), outcome.trace());
    }

    /** @return whether no other restart follows */
    boolean last() {
        return reason == StopReason.CANCELLED || reason == StopReason.TIME_LIMIT;
    }
}
