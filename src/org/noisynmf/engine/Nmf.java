package org.noisynmf.engine;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.LoopState;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.nnls.ProjectionSettings;
import org.noisynmf.engine.nnls.WeightedNnls;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.solve.Solver;

/** The engine's front door: factorise noisy data, go on with a factorisation, project onto templates. */
public final class Nmf {

    private Nmf() {
    }

    /**
     * Factorises X ≈ W H.
     *
     * @param problem the observations and what is known of the factors. Not modified.
     * @param settings the method
     * @param observer hears of progress and may cancel
     * @return the factors and how they were found
     * @throws IllegalArgumentException if the settings do not fit the problem; the message says what is allowed
     */
    public static NmfResult factorise(final NmfProblem problem, final NmfSettings settings, final Observer observer) {
        return Solver.factorise(problem, settings, observer);
    }

    /**
     * Goes on with a factorisation exactly where it ended.
     *
     * @param problem the same problem as before. Not modified.
     * @param settings the same settings, with the further passes in {@link NmfSettings#stopping()}
     * @param state as {@link NmfResult#state()} gave it. Not modified.
     * @param observer hears of progress and may cancel
     * @return the factors; the trace holds the further passes
     * @throws IllegalArgumentException if the state is not one of this algorithm on a problem of this shape
     */
    public static NmfResult resume(final NmfProblem problem, final NmfSettings settings, final LoopState state,
        final Observer observer) {
        return Solver.resume(problem, settings, state, observer);
    }

    /**
     * Projects observations onto given templates: for each the exact minimum of χ² over coefficients ≥ 0.
     *
     * @param observations X and V. Not modified.
     * @param templates W, d × q, template k contiguous, ≥ 0 and finite; pixels at which all are NaN are left out. Not
     *            modified.
     * @param settings what is wanted
     * @param observer hears of progress and may cancel
     * @return coefficients and χ²
     * @throws IllegalArgumentException if the templates do not fit the observations, or the device does not exist
     * @throws org.noisynmf.engine.device.DeviceException if a device asked for by its index fails
     * @throws java.util.concurrent.CancellationException if the observer cancelled
     */
    public static Projection project(final Observations observations, final double[] templates,
        final ProjectionSettings settings, final Observer observer) {
        return WeightedNnls.project(observations, templates, settings, observer);
    }
}
