package org.noisynmf.engine.solve;

import org.noisynmf.engine.model.LoopState;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.NmfSettings;
import org.noisynmf.engine.model.Observer;

/** Runs the loop. */
public final class Solver {

    private Solver() {
    }

    /**
     * @param problem the problem
     * @param settings the settings
     * @param observer the observer
     * @return the result
     */
    public static NmfResult factorise(final NmfProblem problem, final NmfSettings settings, final Observer observer) {
        throw new UnsupportedOperationException();
    }

    /**
     * @param problem the problem
     * @param settings the settings
     * @param state the state
     * @param observer the observer
     * @return the result
     */
    public static NmfResult resume(final NmfProblem problem, final NmfSettings settings, final LoopState state,
        final Observer observer) {
        throw new UnsupportedOperationException();
    }
}
