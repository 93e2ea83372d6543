package org.noisynmf.engine.model;

import java.util.List;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.engine.settings.Distance;

/**
 * Outcome of a factorisation.
 *
 * @param data the observations with the weights of χ²: those of the problem, or with {@link PhotonNoise} those of the model
 * @param factors templates and coefficients; NaN where nothing was observed: coefficients of observations without
 *            weight, and templates at pixels without weight
 * @param objective χ² + 2 P of the factors, from the true residual
 * @param chi2 χ² of the factors, from the true residual (with another {@link Distance}: that one)
 * @param kkt relative norm of the projected gradient at the factors
 * @param passes passes of the main loop of the best restart
 * @param growthPasses passes of its sequential growth
 * @param stopReason why the best restart ended
 * @param restart 0-based number of the best restart
 * @param starts how every start ended, in the order of their seeds; with {@link PhotonNoise} their first rounds
 * @param trace every pass of every restart
 * @param chi2PerObservation χ² of each observation, n values; 0 for those without weight
 * @param deadTemplates indices of templates that are 0 everywhere or used by no observation
 * @param device name of the device that did the work
 * @param warnings what the user should know, one sentence each
 * @param state to go on from
 */
public record NmfResult(Observations data, Factors factors, double objective, double chi2, double kkt, int passes,
    int growthPasses,
    StopReason stopReason, int restart, List<FitStart> starts, List<TraceRow> trace, double[] chi2PerObservation,
    List<Integer> deadTemplates, String device, List<String> warnings, LoopState state) {

    /** Copies the lists. */
    public NmfResult {
        starts = List.copyOf(starts);
        trace = List.copyOf(trace);
        deadTemplates = List.copyOf(deadTemplates);
        warnings = List.copyOf(warnings);
    }

    /** @return seed of every start */
    public List<Long> seeds() {
        return starts.stream().map(FitStart::seed).toList();
    }
}
