package org.noisynmf.engine.solve;

import java.util.ArrayList;
import java.util.List;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.FitStart;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.pass.Evaluation;
import org.noisynmf.engine.settings.NmfSettings;

/** Back from the stored units of a run to the caller's. */
final class Results {

    private Results() {
    }

    /**
     * @param problem the problem. Not modified.
     * @param settings the method
     * @param run the best restart
     * @param starts how all restarts ended, in stored units. Not modified.
     * @param trace of all restarts, in stored units. Not modified.
     * @param device what made the passes, for people
     * @param earlier warnings from before the fit. Not modified.
     * @return the factors in order and scale, and how they were found
     */
    static NmfResult of(final NmfProblem problem, final NmfSettings settings, final Run run,
        final List<FitStart> starts,
        final List<TraceRow> trace, final String device, final List<String> earlier) {
        final Observations data = problem.data();
        final int exponent = settings.rule().distance().exponent(data);
        final Evaluation evaluation = run.evaluation();
        final Factors found =
            run.scale().given(data, settings.rank(), run.stepper().templates(), run.stepper().coefficients());
        final Factors finished = Finish.learnt(Finish.of(found, data, settings, problem.held()), data);
        final List<Integer> dead = Finish.deadTemplates(finished);
        final List<String> warnings = new ArrayList<>(FitWarnings.of(data, settings, finished, dead, run.reason(),
            run.passes(), evaluation.chi2(), exponent));
        warnings.addAll(earlier);
        final double[] chi2Of = evaluation.chi2PerObservation();
        for (int j = 0; j < chi2Of.length; j++) {
            chi2Of[j] = Math.scalb(chi2Of[j], exponent);
        }
        final List<TraceRow> unscaled = trace.stream().map(row -> new TraceRow(row.restart(), row.pass(), row.growth(),
            Math.scalb(row.objective(), exponent), row.kkt(), row.seconds())).toList();
        final List<FitStart> ended = starts.stream().map(start -> new FitStart(start.seed(),
            Math.scalb(start.objective(), exponent), start.passes(), start.stopReason(), start.templates())).toList();
        return new NmfResult(data, finished, Math.scalb(evaluation.objective(), exponent),
            Math.scalb(evaluation.chi2(), exponent), evaluation.kkt(), run.passes(), run.growthPasses(), run.reason(),
            run.restart(), ended, unscaled, chi2Of, dead, device, warnings,
            SavedState.of(run, settings.algorithm()));
    }
}
