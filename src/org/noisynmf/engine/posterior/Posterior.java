package org.noisynmf.engine.posterior;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.LoopState;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.posterior.chain.Chain;
import org.noisynmf.engine.posterior.chain.ChainState;
import org.noisynmf.engine.posterior.chain.Recorder;
import org.noisynmf.engine.posterior.chain.Reference;
import org.noisynmf.engine.posterior.chain.Saved;
import org.noisynmf.engine.posterior.chain.SweepPass;
import org.noisynmf.engine.posterior.draw.Mixture;
import org.noisynmf.engine.storage.Heap;

/**
 * Samples the posterior of a weighted non-negative factorisation: x_ij ~ N((W H)_ij, φ/V_ij), with priors on the entries of
 * W and H whose shape is learnt ({@code Mixture}).
 *
 * <p>The minimum of χ² takes one set of coefficients for each observation as known; where true coefficients are 0 it takes
 * rectified noise for signal, and its templates get a bias that no number of observations removes (Neyman and Scott 1948).
 * The posterior averages over the coefficients. Chains begin apart and are compared after 2000 sweeps, then after twice as
 * many, and so on, until they agree or have reached their limit.
 */
public final class Posterior {

    /** Name under which a state is saved. */
    public static final String ID = "posterior";

    private static final String STAGE = "stage";

    /** Share of the fit in the progress; of the sweeps at most it takes less. */
    private static final double FIT = 0.05;

    private final NmfProblem m_problem;

    private final PosteriorSettings m_settings;

    private final Observer m_observer;

    private final Team m_team;

    private final Beginning m_beginning;

    private final Reference m_reference;

    private final Mixture[] m_coefficientPriors;

    private final Mixture[] m_templatePriors;

    private final List<Chain> m_chains = new ArrayList<>();

    private int m_end;

    private int m_nextEnd;

    private Posterior(final NmfProblem problem, final PosteriorSettings settings, final Observer observer,
        final Team team, final Beginning beginning) {
        m_problem = problem;
        m_settings = settings;
        m_observer = observer;
        m_team = team;
        m_coefficientPriors = beginning.coefficientPriors();
        m_templatePriors = beginning.templatePriors();
        m_beginning = problem.photonNoise() == null ? beginning
            : new Pilot(problem, beginning, settings, team).run(observer);
        m_reference = new Reference(m_beginning.data(), beginning.factors().w(), beginning.factors().h(),
            problem.held());
    }

    /**
     * Samples.
     *
     * @param problem the observations, with weights that are inverse variances (with photon noise: of the background),
     *            and what is known of the templates; held ones are not drawn. Not modified.
     * @param settings the method
     * @param observer hears of progress and may cancel
     * @return means, errors, draws and whether they can be trusted
     * @throws IllegalArgumentException if the settings do not fit the problem, or the heap is too small for it
     * @throws CancellationException if the observer cancelled
     */
    public static PosteriorResult sample(final NmfProblem problem, final PosteriorSettings settings,
        final Observer observer) {
        check(problem, settings);
        try (Team team = new Team(settings.fit().machine().threads())) {
            final Beginning beginning = Beginning.of(problem, settings, observer.part(0, FIT));
            observer.throwIfCancelled();
            final Posterior posterior =
                new Posterior(problem, settings, observer.part(FIT, 1 - FIT), team, beginning);
            posterior.begin(Math.min(PosteriorSettings.FIRST_SWEEPS, settings.sweeps()));
            return posterior.run();
        }
    }

    /**
     * Goes on where sampling ended: the result is that of one run with the larger limit.
     *
     * @param problem the same problem as before. Not modified.
     * @param settings the same settings, with a limit at least twice the sweeps made
     * @param state as {@link PosteriorResult#state()} gave it. Not modified.
     * @param observer hears of progress and may cancel
     * @return means, errors and draws of the longer chains
     * @throws IllegalArgumentException if the state is none of a posterior of this problem, or the limit is lower
     * @throws CancellationException if the observer cancelled
     */
    public static PosteriorResult resume(final NmfProblem problem, final PosteriorSettings settings,
        final LoopState state, final Observer observer) {
        check(problem, settings);
        if (!state.algorithm().equals(ID)) {
            throw new IllegalArgumentException("The saved state is one of the algorithm " + state.algorithm()
                + ", but the posterior can continue only a state that a posterior wrote");
        }
        final double[] stage = new double[3];
        final Map<String, double[]> values = state.values();
        Saved.take(values, STAGE, stage);
        final Observations data = problem.data();
        if (settings.sweeps() < (int)stage[1]) {
            throw new IllegalArgumentException("The chains have made " + (int)stage[0] + " sweeps and continue to "
                + (int)stage[1] + " at least, but the limit is " + settings.sweeps());
        }
        try (Team team = new Team(settings.fit().machine().threads())) {
            final Beginning beginning = new Beginning(data, new Factors(data.pixels(), data.count(),
                settings.fit().rank(), Saved.get(values, "fit.w"), Saved.get(values, "fit.h")), stage[2], List.of());
            final Posterior posterior = new Posterior(problem, settings, observer, team, beginning);
            posterior.begin((int)stage[0]);
            posterior.m_nextEnd = (int)stage[1];
            posterior.prepareNext();
            for (int c = 0; c < settings.chains(); c++) {
                posterior.m_chains.get(c).restore("chain" + c + ".", values);
            }
            posterior.advance();
            return posterior.run();
        }
    }

    private static void check(final NmfProblem problem, final PosteriorSettings settings) {
        final Observations data = problem.data();
        if (!problem.matrixTerms().isNone() || problem.shift() != null) {
            throw new IllegalArgumentException(
                "The posterior takes one weight per entry, and neither matrices of weights or penalties nor a shift");
        }
        if (data.observedEntries() == 0) {
            throw new IllegalArgumentException("Every entry of the data is missing or has weight 0, so there is "
                + "nothing to learn from");
        }
        Heap.require(
            bytes(data, settings)
                + (problem.photonNoise() == null ? 0 : Pilot.bytes(data, settings.fit().rank())),
            "The posterior of " + data.count() + " observations of " + data.pixels() + " pixels with "
                + settings.fit().rank() + " templates",
            settings.reconstruction() ? "do without the reconstruction" : "keep fewer draws");
    }

    /**
     * @param data X and V
     * @param settings the method
     * @return bytes that chains, sums, traces and draws take at most, the data themselves not counted
     */
    public static double bytes(final Observations data, final PosteriorSettings settings) {
        final int q = settings.fit().rank();
        final double factors = (double)q * (data.pixels() + (double)data.count());
        final int threads = settings.fit().machine().threads() > 0 ? settings.fit().machine().threads()
            : Runtime.getRuntime().availableProcessors();
        // two recorders a chain while one stage runs into the next; results and state copy them once
        return 8 * (12 + settings.chains()) * factors + SweepPass.bytes(data, q, threads)
            + 3 * settings.chains() * Recorder.bytes(data.pixels(), data.count(), q,
                settings.draws() / settings.chains(), settings.reconstruction());
    }

    private void begin(final int end) {
        m_end = end;
        m_nextEnd = following(end);
        for (int c = 0; c < m_settings.chains(); c++) {
            final Factors at =
                m_beginning.of(c, m_problem.held(), m_settings.fit().machine().threads(), m_observer.part(0, 0));
            m_chains.add(new Chain(new ChainState(at.w(), at.h(), m_coefficientPriors, m_templatePriors),
                Pilot.seed(m_settings.fit().start().seed(), c), m_settings.freeNoiseScale(), recorder(end)));
        }
    }

    /** Twice as many sweeps, or the limit if that comes earlier and is not reached yet. */
    private int following(final int end) {
        final int twice = (int)Math.min(2L * end, Integer.MAX_VALUE - 1);
        return end < m_settings.sweeps() ? Math.min(twice, m_settings.sweeps()) : twice;
    }

    private Recorder recorder(final int end) {
        return new Recorder(m_reference, Chain.burnIn(end), end, m_settings.draws() / m_settings.chains(),
            m_coefficientPriors[0].size(), m_settings.reconstruction());
    }

    private void prepareNext() {
        m_chains.forEach(chain -> chain.setNext(recorder(m_nextEnd)));
    }

    private void advance() {
        m_chains.forEach(Chain::advance);
        m_end = m_nextEnd;
        m_nextEnd = following(m_end);
    }

    private PosteriorResult run() {
        final SweepPass pass = new SweepPass(m_beginning.data(), m_coefficientPriors, m_templatePriors,
            Pilot.free(m_reference), m_team);
        while (true) {
            prepareNext();
            for (int c = 0; c < m_chains.size(); c++) {
                final Chain chain = m_chains.get(c);
                while (chain.sweeps() < m_end) {
                    m_observer.throwIfCancelled();
                    m_observer.progress(
                        m_chains.stream().mapToDouble(Chain::sweeps).sum() / m_chains.size() / m_settings.sweeps(),
                        "Chain " + (c + 1) + " of " + m_chains.size() + ", sweep " + (chain.sweeps() + 1) + " of "
                            + m_end);
                    chain.sweep(pass, m_observer);
                }
            }
            final Diagnosis diagnosis =
                Diagnosis.of(m_reference, m_chains.stream().map(Chain::recorder).toList());
            if (diagnosis.settled() || m_end >= m_settings.sweeps()) {
                final List<String> warnings = new ArrayList<>(m_beginning.warnings());
                warnings.addAll(Verdict.of(diagnosis, m_end));
                return new Assembly(m_beginning, m_reference, m_settings,
                    m_chains.stream().map(Chain::recorder).toList(), diagnosis).result(m_end, warnings, state());
            }
            advance();
        }
    }

    private LoopState state() {
        final Map<String, double[]> values = new TreeMap<>();
        values.put(STAGE, new double[]{m_end, m_nextEnd, m_beginning.chi2()});
        values.put("fit.w", m_beginning.factors().w().clone());
        values.put("fit.h", m_beginning.factors().h().clone());
        for (int c = 0; c < m_chains.size(); c++) {
            m_chains.get(c).save("chain" + c + ".", values);
        }
        return new LoopState(ID, m_end, values);
    }
}
