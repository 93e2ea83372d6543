package org.noisynmf.engine.posterior;

import java.util.Arrays;
import java.util.concurrent.CancellationException;

import org.apache.commons.statistics.descriptive.Quantile;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.moments.Gram;
import org.noisynmf.engine.moments.Kernels;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.posterior.draw.GibbsSweep;
import org.noisynmf.engine.posterior.draw.KeyedRandom;
import org.noisynmf.engine.posterior.draw.Mixture;
import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.storage.Heap;

/**
 * Coefficients of observations given the draws of the templates, so that their errors hold those of the templates: for
 * each observation a chain that walks through the draws, three sweeps over its coefficients with each, the first five
 * draws not counted.
 *
 * @param coefficients mean, standard deviation and probability of 0, q × n, observation j contiguous
 * @param quantiles for each probability the quantiles of the coefficients, in the same order
 */
public record DrawProjection(Estimate coefficients, double[][] quantiles) {

    private static final int SWEEPS = 3;

    private static final int DISCARDED = 5;

    /** Bytes of drawn coefficients that are kept at a time. */
    private static final double SLAB = 1 << 27;

    /**
     * @param data X and V, inverse variances up to the scale of the noise that the draws know. Not modified.
     * @param draws of the templates
     * @param probabilities of the quantiles wanted, 0 to 1
     * @param seed of everything random
     * @param threads worker threads, ≥ 0; 0 = all cores. Results do not depend on it.
     * @param observer hears of progress and may cancel
     * @return the coefficients
     * @throws IllegalArgumentException if the observations have other pixels than the draws
     * @throws CancellationException if the observer cancelled
     */
    public static DrawProjection of(final Observations data, final TemplateDraws draws, final double[] probabilities,
        final long seed, final int threads, final Observer observer) {
        if (data.pixels() != draws.pixels()) {
            throw new IllegalArgumentException("The observations have " + data.pixels()
                + " pixels, but the draws of the templates have " + draws.pixels());
        }
        Heap.require(8.0 * data.count() * draws.rank() * (3 + probabilities.length) + SLAB,
            "The projection of " + data.count() + " observations", "");
        try (Team team = new Team(threads)) {
            return new Run(data, draws, probabilities, seed, team).run(observer);
        }
    }

    /** One projection under way. */
    private static final class Run {

        private final Observations m_data;

        private final TemplateDraws m_draws;

        private final double[] m_probabilities;

        private final long m_seed;

        private final Team m_team;

        private final int m_rank;

        private final Mixture[] m_priors;

        private final Kernels m_kernels;

        private final int m_chunk;

        private final Problems[] m_problems;

        private final Kernels.Scratch[] m_scratch;

        private final GibbsSweep[] m_sweep;

        private final long[][] m_states;

        private final long[][] m_counts;

        private final double[] m_gram;

        private final double[] m_h;

        private final int m_kept;

        private final Estimate m_estimate;

        private final double[][] m_quantiles;

        Run(final Observations data, final TemplateDraws draws, final double[] probabilities, final long seed,
            final Team team) {
            m_data = data;
            m_draws = draws;
            m_probabilities = probabilities.clone();
            m_seed = seed;
            m_team = team;
            m_rank = draws.rank();
            m_priors = Arrays.stream(draws.scales()).mapToObj(Mixture::ofCoefficients).toArray(Mixture[]::new);
            m_kernels = Kernels.of(data, m_rank);
            m_chunk = Kernels.chunk(data, m_rank, team.size());
            m_problems = new Problems[team.size()];
            m_scratch = new Kernels.Scratch[team.size()];
            m_sweep = new GibbsSweep[team.size()];
            m_states = new long[team.size()][m_chunk];
            m_counts = new long[team.size()][m_rank * m_priors[0].size()];
            for (int t = 0; t < team.size(); t++) {
                m_problems[t] = new Problems(m_rank, m_chunk, !data.uniform(), false, false);
                m_scratch[t] = m_kernels.newScratch();
                m_sweep[t] = new GibbsSweep(m_chunk, m_priors[0].size());
            }
            m_gram = new double[Problems.pairs(m_rank)];
            final int length = Math.multiplyExact(data.count(), m_rank);
            m_h = new double[length];
            m_kept = Math.max(1, draws.count() - DISCARDED);
            m_estimate = new Estimate(new double[length], new double[length], new double[length]);
            m_quantiles = new double[probabilities.length][length];
        }

        DrawProjection run(final Observer observer) {
            final int n = m_data.count();
            for (int p = 0; p < m_h.length; p++) {
                m_h[p] = m_draws.scales()[p % m_rank];
            }
            final double fitting = SLAB / (8.0 * m_rank * m_kept * m_chunk);
            final int slab = (int)Math.min(n, m_chunk * Math.max(1, Math.min(fitting, 1 << 20)));
            for (int from = 0; from < n; from += Math.max(slab / m_chunk, 1) * m_chunk) {
                slab(from, Math.min(n, from + Math.max(slab / m_chunk, 1) * m_chunk), observer);
            }
            return new DrawProjection(m_estimate, m_quantiles);
        }

        private void slab(final int from, final int to, final Observer observer) {
            final double[][] kept = new double[(to - from) * m_rank][m_kept];
            final double[] w = new double[m_data.pixels() * m_rank];
            for (int s = 0; s < m_draws.count(); s++) {
                observer.throwIfCancelled();
                observer.progress((from + (to - from) * (double)s / m_draws.count()) / m_data.count(),
                    "Coefficients with draw " + (s + 1) + " of " + m_draws.count());
                load(s, w);
                final int draw = s;
                m_team.run((to - from + m_chunk - 1) / m_chunk, (c, worker) -> chunk(from + c * m_chunk,
                    Math.min(from + (c + 1) * m_chunk, to), draw, kept, from, worker));
            }
            m_team.run(to - from, (j, worker) -> summarise(from + j, kept, from));
        }

        /** The templates of a draw as they were drawn, in stored units. */
        private void load(final int draw, final double[] w) {
            final int d = m_data.pixels();
            for (int p = 0; p < w.length; p++) {
                w[p] = Math.scalb(m_draws.w()[draw][p] * m_draws.gauge()[draw][p / d], -m_data.dataExponent());
            }
            m_kernels.setTemplates(w);
            if (m_data.uniform()) {
                Gram.ofTemplates(w, m_rank, m_team, m_gram);
            }
        }

        private void chunk(final int first, final int end, final int draw, final double[][] kept, final int slab,
            final int worker) {
            final int q = m_rank;
            final Problems problems = m_problems[worker];
            problems.reset(end - first, m_data.uniform() ? Problems.Form.SHARED_GRAM : Problems.Form.OWN_GRAM);
            m_kernels.form(first, end, m_h, 0, problems, 0, m_scratch[worker]);
            System.arraycopy(m_gram, 0, problems.sharedGram(), 0, m_gram.length);
            final long key = KeyedRandom.key(m_seed, draw, KeyedRandom.COEFFICIENTS);
            for (int j = first; j < end; j++) {
                m_states[worker][j - first] = KeyedRandom.row(key, j);
                for (int k = 0; k < q; k++) {
                    problems.z()[k][j - first] = m_h[j * q + k];
                }
            }
            final double inverseScale = Math.scalb(1 / m_draws.noiseScale()[draw],
                2 * m_data.dataExponent() + m_data.weightExponent());
            for (int s = 0; s < SWEEPS; s++) {
                m_sweep[worker].draw(problems, m_priors, m_draws.weights()[draw], inverseScale, m_states[worker],
                    m_counts[worker]);
            }
            final int at = draw - (m_draws.count() - m_kept);
            for (int k = 0; k < q; k++) {
                final double gauge = m_draws.gauge()[draw][k];
                for (int j = first; j < end; j++) {
                    final double z = problems.z()[k][j - first];
                    m_h[j * q + k] = z;
                    if (at >= 0) {
                        kept[(j - slab) * q + k][at] = z * gauge;
                    }
                }
            }
        }

        private void summarise(final int j, final double[][] kept, final int slab) {
            for (int k = 0; k < m_rank; k++) {
                final int p = j * m_rank + k;
                final double[] values = kept[(j - slab) * m_rank + k];
                final double mean = Arrays.stream(values).average().orElse(Double.NaN);
                m_estimate.mean()[p] = mean;
                m_estimate.sd()[p] =
                    Math.sqrt(Arrays.stream(values).map(z -> (z - mean) * (z - mean)).average().orElse(Double.NaN));
                m_estimate.zero()[p] = Arrays.stream(values).filter(z -> z == 0).count() / (double)values.length;
                if (m_quantiles.length > 0) {
                    final double[] found = Quantile.withDefaults().evaluate(values, m_probabilities);
                    for (int s = 0; s < found.length; s++) {
                        m_quantiles[s][p] = found[s];
                    }
                }
            }
        }
    }
}
