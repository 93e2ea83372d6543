package org.noisynmf.engine.posterior;

import java.util.Objects;
import java.util.stream.IntStream;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.posterior.chain.ChainState;
import org.noisynmf.engine.posterior.chain.MeanModel;
import org.noisynmf.engine.posterior.chain.Reference;
import org.noisynmf.engine.posterior.chain.SweepPass;
import org.noisynmf.engine.posterior.draw.Mixture;

/**
 * With which weights the chains run where photon noise comes from the model: a short chain before all others renews
 * V = 1/(max(W H, 0)/g + σ²) every 25 sweeps, from its latest draw at first, from the mean of its draws of W H in its second
 * half. The weights of that mean then stay: chains whose weights changed with every sweep would sample no posterior.
 */
final class Pilot {

    private static final int SWEEPS = 400;

    private static final int RENEWAL = 25;

    private static final int COUNTED = 5;

    private final NmfProblem m_problem;

    private final Beginning m_beginning;

    private final PosteriorSettings m_settings;

    private final Team m_team;

    /**
     * @param problem with photon noise, its weights those of the background
     * @param beginning the fit
     * @param settings the method
     * @param team the threads
     */
    Pilot(final NmfProblem problem, final Beginning beginning, final PosteriorSettings settings, final Team team) {
        m_problem = problem;
        m_beginning = beginning;
        m_settings = settings;
        m_team = team;
    }

    /**
     * @param seed of everything random
     * @param chain number of the chain, −1 for the pilot
     * @return the seed of the chain: equal ones would move chains alike and hide that they have not settled
     */
    static long seed(final long seed, final int chain) {
        return seed + 0x632be59bd9b4e019L * (chain + 1);
    }

    /** @return templates that are drawn, ascending */
    static int[] free(final Reference reference) {
        return IntStream.range(0, reference.rank()).filter(k -> !reference.held(k)).toArray();
    }

    /**
     * @param data X and V
     * @param rank q
     * @return bytes that the draws take whose mean gives the weights
     */
    static double bytes(final Observations data, final int rank) {
        return 8.0 * (SWEEPS / 2 / COUNTED) * rank * (data.pixels() + (double)data.count());
    }

    /**
     * @param observer may cancel
     * @return the fit with the weights of the posterior mean of W H
     */
    Beginning run(final Observer observer) {
        final Factors start = m_beginning.factors();
        Beginning weighted = m_beginning.reweighted(m_problem, start);
        if (m_beginning.data() != m_problem.data()) {
            m_beginning.data().discard();
        }
        final Mixture[] coefficientPriors = m_beginning.coefficientPriors();
        final Mixture[] templatePriors = m_beginning.templatePriors();
        final int[] free = free(new Reference(m_problem.data(), start.w(), start.h(), m_problem.held()));
        final ChainState state = new ChainState(start.w(), start.h(), coefficientPriors, templatePriors);
        final long seed = seed(m_settings.fit().start().seed(), -1);
        final MeanModel mean = new MeanModel(start.pixels(), start.observations());
        final PhotonNoise noise = Objects.requireNonNull(m_problem.photonNoise());
        SweepPass pass = new SweepPass(weighted.data(), coefficientPriors, templatePriors, free, m_team);
        while (state.sweeps() < SWEEPS) {
            observer.progress(0, "Weights from the model, sweep " + (state.sweeps() + 1) + " of " + SWEEPS);
            pass.sweep(state, seed, true, m_settings.freeNoiseScale(), observer);
            final boolean second = state.sweeps() > SWEEPS / 2;
            if (second && state.sweeps() % COUNTED == 0) {
                mean.add(state);
            }
            if (state.sweeps() % RENEWAL == 0) {
                weighted.data().discard();
                weighted = second
                    ? new Beginning(mean.weighted(m_problem.data(), noise), start, weighted.chi2(), weighted.warnings())
                    : weighted.reweighted(m_problem, new Factors(start.pixels(), start.observations(), start.rank(),
                        state.w().clone(), state.h().clone()));
                final Observations data = weighted.data();
                pass = new SweepPass(data, coefficientPriors, templatePriors, free, m_team);
            }
        }
        return weighted;
    }
}
