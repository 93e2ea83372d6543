package org.noisynmf.engine.posterior.chain;

import java.util.Arrays;
import java.util.concurrent.CancellationException;

import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.moments.Gram;
import org.noisynmf.engine.moments.Kernels;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.posterior.draw.GibbsSweep;
import org.noisynmf.engine.posterior.draw.KeyedRandom;
import org.noisynmf.engine.posterior.draw.Mixture;
import org.noisynmf.engine.step.Problems;

/**
 * One Gibbs sweep over the data: block by block the problems of the observations are formed and drawn and their
 * contributions added to the problems of the pixels; then the pixels are drawn, the weights of the priors and, where it is
 * unknown, the scale of the noise.
 *
 * <p>Reads the data once. Every sum has a fixed order and every row its own random numbers, so that draws do not depend
 * on the number of threads. Cf. Schmidt, Winther and Hansen (2009), algorithm 1.
 */
public final class SweepPass {

    private final Observations m_data;

    private final int m_rank;

    private final Team m_team;

    private final Mixture[] m_coefficientPriors;

    private final Mixture[] m_templatePriors;

    private final Kernels m_kernels;

    private final Problems.Form m_form;

    private final int m_chunkSize;

    private final int m_block;

    private final Problems[] m_chunk;

    private final Problems[] m_pixels;

    private final Kernels.Scratch[] m_scratch;

    private final GibbsSweep[] m_sweep;

    private final long[][] m_states;

    private final long[][] m_coefficientCounts;

    private final long[][] m_templateCounts;

    private final double[] m_templateGram;

    private final double[] m_quadratic;

    private final int[] m_free;

    private final KeyedRandom m_random = new KeyedRandom();

    /**
     * @param data X and V. Not modified.
     * @param coefficientPriors one a template
     * @param templatePriors one a template
     * @param free templates that are drawn, ascending; the others are held
     * @param team the threads
     */
    public SweepPass(final Observations data, final Mixture[] coefficientPriors, final Mixture[] templatePriors,
        final int[] free, final Team team) {
        m_data = data;
        m_rank = coefficientPriors.length;
        m_team = team;
        m_coefficientPriors = coefficientPriors;
        m_templatePriors = templatePriors;
        m_free = free.clone();
        m_form = data.uniform() ? Problems.Form.SHARED_GRAM : Problems.Form.OWN_GRAM;
        m_chunkSize = Kernels.chunk(data, m_rank, team.size());
        m_kernels = Kernels.keeping(data, m_rank, m_chunkSize);
        // every worker finds a chunk in a block
        m_block = Kernels.BLOCK * ((team.size() * m_chunkSize + Kernels.BLOCK - 1) / Kernels.BLOCK);
        final boolean ownGram = !data.uniform();
        m_chunk = new Problems[team.size()];
        m_scratch = new Kernels.Scratch[team.size()];
        m_sweep = new GibbsSweep[team.size()];
        m_states = new long[team.size()][Math.max(m_chunkSize, data.tileWidth())];
        final int components = Math.max(coefficientPriors[0].size(), templatePriors[0].size());
        for (int t = 0; t < team.size(); t++) {
            m_chunk[t] = new Problems(m_rank, m_chunkSize, ownGram, false, false);
            m_scratch[t] = m_kernels.newScratch();
            m_sweep[t] = new GibbsSweep(m_states[t].length, components);
        }
        m_pixels = new Problems[data.tiles()];
        for (int t = 0; t < m_pixels.length; t++) {
            m_pixels[t] = new Problems(m_rank, data.tileWidth(), ownGram, false, false);
            m_pixels[t].setFree(free);
        }
        m_coefficientCounts = new long[team.size()][m_rank * coefficientPriors[0].size()];
        m_templateCounts = new long[team.size()][m_rank * templatePriors[0].size()];
        m_templateGram = new double[Problems.pairs(m_rank)];
        m_quadratic = new double[data.tiles()];
    }

    /**
     * @param data X and V
     * @param rank q
     * @param threads that share the work
     * @return bytes that the moments, batches and buffers take, at most
     */
    public static double bytes(final Observations data, final int rank, final int threads) {
        final double moments = Problems.pairs(rank) + 2.0 * rank;
        final int batch = Math.max(Kernels.chunk(data, rank, threads), data.tileWidth());
        // three buffers of a number for each of up to 27 components
        return 8 * (moments * data.tiles() * data.tileWidth()
            + threads * ((moments + 90) * batch + Kernels.bufferElements(data, rank)));
    }

    /**
     * Makes a sweep.
     *
     * @param state where the chain stands. Modified.
     * @param seed of the chain
     * @param learnWeights whether the weights of the priors are drawn too
     * @param drawNoiseScale whether φ is drawn too
     * @param observer asked between blocks whether to go on
     * @throws CancellationException if the observer cancelled; the state is then of no use
     */
    public void sweep(final ChainState state, final long seed, final boolean learnWeights, final boolean drawNoiseScale,
        final Observer observer) {
        final int exponent = 2 * m_data.dataExponent() + m_data.weightExponent();
        final double inverseScale = Math.scalb(1 / state.m_noiseScale, exponent);
        final long coefficientKey = KeyedRandom.key(seed, state.m_sweeps, KeyedRandom.COEFFICIENTS);
        final long templateKey = KeyedRandom.key(seed, state.m_sweeps, KeyedRandom.TEMPLATES);
        observations(state, inverseScale, coefficientKey, observer);
        if (learnWeights) {
            learn(m_coefficientPriors, m_coefficientCounts, coefficientKey, state.m_coefficientWeights, false);
        }
        pixels(state, inverseScale, templateKey);
        if (learnWeights) {
            learn(m_templatePriors, m_templateCounts, templateKey, state.m_templateWeights, true);
        }
        double quadratic = 0;
        for (final double part : m_quadratic) {
            quadratic += part;
        }
        // the moments cancel where the fit is nearly exact
        state.m_chi2 = Math.scalb(Math.max(m_data.weightedSquares() + quadratic, 0), exponent);
        if (drawNoiseScale) {
            m_random.state(KeyedRandom.row(templateKey, KeyedRandom.SHARED_ROW - m_rank));
            state.m_noiseScale = state.m_chi2 / 2 / AhrensDieterMarsagliaTsangGammaSampler
                .of(m_random, m_data.observedEntries() / 2.0, 1).sample();
        }
        state.m_sweeps++;
    }

    private void observations(final ChainState state, final double inverseScale, final long key,
        final Observer observer) {
        m_kernels.setTemplates(state.m_w);
        if (m_form == Problems.Form.SHARED_GRAM) {
            Gram.ofTemplates(state.m_w, m_rank, m_team, m_templateGram);
        }
        for (final Problems pixels : m_pixels) {
            pixels.reset(m_data.tileWidth(), m_form);
            fill(pixels.linear());
            fill(pixels.gram());
        }
        clear(m_coefficientCounts);
        final int n = m_data.count();
        for (int block = 0; block < n; block += m_block) {
            observer.throwIfCancelled();
            final int first = block;
            final int end = Math.min(block + m_block, n);
            m_kernels.open(first, end);
            m_team.run((end - first + m_chunkSize - 1) / m_chunkSize, (c, worker) -> chunk(first + c * m_chunkSize,
                Math.min(first + (c + 1) * m_chunkSize, end), state, inverseScale, key, worker));
            m_team.run(m_pixels.length,
                (t, worker) -> m_kernels.accumulate(t, first, end, state.m_h, 0, m_pixels[t], m_scratch[worker]));
        }
        if (m_form == Problems.Form.SHARED_GRAM) {
            final double[] gram = m_pixels[0].sharedGram();
            Gram.ofCoefficients(state.m_h, m_rank, m_team, gram);
            for (int t = 1; t < m_pixels.length; t++) {
                System.arraycopy(gram, 0, m_pixels[t].sharedGram(), 0, gram.length);
            }
        }
    }

    private void chunk(final int first, final int end, final ChainState state, final double inverseScale,
        final long key, final int worker) {
        final int q = m_rank;
        final double[] h = state.m_h;
        final Problems problems = m_chunk[worker];
        problems.reset(end - first, m_form);
        m_kernels.form(first, end, h, 0, problems, 0, m_scratch[worker]);
        if (m_form == Problems.Form.SHARED_GRAM) {
            System.arraycopy(m_templateGram, 0, problems.sharedGram(), 0, m_templateGram.length);
        }
        final long[] states = m_states[worker];
        for (int j = first; j < end; j++) {
            states[j - first] = KeyedRandom.row(key, j);
            for (int k = 0; k < q; k++) {
                problems.z()[k][j - first] = h[j * q + k];
            }
        }
        m_sweep[worker].draw(problems, m_coefficientPriors, state.m_coefficientWeights, inverseScale, states,
            m_coefficientCounts[worker]);
        for (int k = 0; k < q; k++) {
            final double[] z = problems.z()[k];
            for (int j = first; j < end; j++) {
                h[j * q + k] = z[j - first];
            }
        }
    }

    private void pixels(final ChainState state, final double inverseScale, final long key) {
        final int d = m_data.pixels();
        clear(m_templateCounts);
        m_team.run(m_pixels.length, (t, worker) -> {
            final Problems problems = m_pixels[t];
            final int first = t * m_data.tileWidth();
            final int width = Math.min(m_data.tileWidth(), d - first);
            problems.reset(width, m_form);
            final long[] states = m_states[worker];
            for (int i = 0; i < width; i++) {
                states[i] = KeyedRandom.row(key, first + i);
            }
            for (int k = 0; k < m_rank; k++) {
                System.arraycopy(state.m_w, k * d + first, problems.z()[k], 0, width);
            }
            m_sweep[worker].draw(problems, m_templatePriors, state.m_templateWeights, inverseScale, states,
                m_templateCounts[worker]);
            m_quadratic[t] = quadratic(problems);
            for (int k = 0; k < m_rank; k++) {
                System.arraycopy(problems.z()[k], 0, state.m_w, k * d + first, width);
            }
        });
    }

    /** Σ zᵀGz − 2 bᵀz. */
    private double quadratic(final Problems problems) {
        final double[] gradient = new double[problems.size()];
        double sum = 0;
        for (int k = 0; k < m_rank; k++) {
            problems.gradientRow(k, gradient);
            for (int m = 0; m < gradient.length; m++) {
                sum += problems.z()[k][m] * (gradient[m] - problems.linear()[k][m]);
            }
        }
        return sum;
    }

    private void learn(final Mixture[] priors, final long[][] counts, final long key, final double[] weights,
        final boolean templates) {
        final int components = priors[0].size();
        for (int worker = 1; worker < counts.length; worker++) {
            for (int p = 0; p < counts[0].length; p++) {
                counts[0][p] += counts[worker][p];
            }
        }
        for (int k = 0; k < m_rank; k++) {
            if (!templates || Arrays.binarySearch(m_free, k) >= 0) {
                m_random.state(KeyedRandom.row(key, KeyedRandom.SHARED_ROW - k));
                priors[k].drawWeights(counts[0], k * components, m_random, weights, k * components);
            }
        }
    }

    private static void clear(final long[][] counts) {
        for (final long[] row : counts) {
            Arrays.fill(row, 0);
        }
    }

    private static void fill(final double[][] rows) {
        for (final double[] row : rows) {
            Arrays.fill(row, 0);
        }
    }
}
