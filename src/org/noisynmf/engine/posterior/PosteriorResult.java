package org.noisynmf.engine.posterior;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.LoopState;

/**
 * What is known of the factors after the data were seen.
 *
 * @param data the observations with the weights of the last sweeps: those of the problem, or with photon noise those of the
 *            model
 * @param fit the minimum of χ² at which the chains began, in the scale of the result
 * @param fitChi2 χ² there
 * @param mean posterior mean of W and of H; their product is not the posterior mean of W H
 * @param templates mean, standard deviation and probability of 0 of the templates' entries, d × q, template k contiguous
 * @param coefficients the same of the coefficients, q × n, observation j contiguous. Observations without weight have
 *            those of the learnt prior.
 * @param reconstruction posterior mean of W H, d × n, observation j contiguous; null unless asked for
 * @param watched some two hundred entries of W H, with errors
 * @param draws of the templates
 * @param diagnosis whether the chains have settled
 * @param traces of the chains
 * @param chains number of chains
 * @param sweeps of each chain
 * @param noiseScale posterior mean of φ; 1 where it is known
 * @param noiseScaleSd its standard deviation
 * @param chi2 posterior mean of χ²
 * @param warnings what the user should know, one sentence or two each
 * @param state to go on from
 */
public record PosteriorResult(Observations data, Factors fit, double fitChi2, Factors mean, Estimate templates,
    Estimate coefficients, double @Nullable [] reconstruction, WatchedEntries watched, TemplateDraws draws,
    Diagnosis diagnosis,
    List<ChainTrace> traces, int chains, int sweeps, double noiseScale, double noiseScaleSd, double chi2,
    List<String> warnings, LoopState state) {

    /** Copies the lists. */
    public PosteriorResult {
        traces = List.copyOf(traces);
        warnings = List.copyOf(warnings);
    }
}
