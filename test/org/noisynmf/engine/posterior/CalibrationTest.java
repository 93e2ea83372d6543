package org.noisynmf.engine.posterior;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.posterior.chain.ChainState;
import org.noisynmf.engine.posterior.chain.SweepPass;
import org.noisynmf.engine.posterior.draw.GibbsSweep;
import org.noisynmf.engine.posterior.draw.KeyedRandom;
import org.noisynmf.engine.posterior.draw.Mixture;
import org.noisynmf.engine.step.Problems;

/**
 * Simulation-based calibration (Talts et al. 2018): if weights, W and H are drawn from the prior and X from the model, the
 * truth is one more draw from the posterior, and its rank among draws of this is uniform.
 */
public class CalibrationTest {

    private static final int PIXELS = 8;

    private static final int COUNT = 12;

    private static final int RANK = 2;

    private static final int DRAWS = 31;

    private static final int THINNING = 15;

    private static final int BINS = 8;

    /** Draws a factor from its prior, without data. */
    private static double[][] prior(final Mixture[] priors, final double[] weights, final int rows, final long key) {
        final Problems problems = new Problems(RANK, rows, true, false, false);
        final long[] states = new long[rows];
        Arrays.setAll(states, m -> KeyedRandom.row(key, m));
        new GibbsSweep(rows, 27).draw(problems, priors, weights, 1, states, new long[RANK * 27]);
        return problems.z();
    }

    private static double entry(final ChainState state, final int i, final int j) {
        double sum = 0;
        for (int k = 0; k < RANK; k++) {
            sum += state.w()[k * PIXELS + i] * state.h()[j * RANK + k];
        }
        return sum;
    }

    @Test
    public void ranksOfTheTruthAreUniform() {
        final int[] ranks = new int[BINS];
        int total = 0;
        final Mixture[] coefficients = {Mixture.ofCoefficients(1), Mixture.ofCoefficients(1)};
        final Mixture[] templates = {Mixture.ofTemplate(1), Mixture.ofTemplate(1)};
        try (Team team = new Team(1)) {
            for (int set = 0; set < 100; set++) {
                final UniformRandomProvider random = RandomSource.SPLIT_MIX_64.create(100L + set);
                final var normal = ZigguratSampler.NormalizedGaussian.of(random);
                final KeyedRandom keyed = new KeyedRandom();
                keyed.state(random.nextLong());
                final ChainState state = new ChainState(new double[PIXELS * RANK], new double[COUNT * RANK],
                    coefficients, templates);
                for (int k = 0; k < RANK; k++) {
                    coefficients[k].drawWeights(new long[27], 0, keyed, state.coefficientWeights(), k * 27);
                    templates[k].drawWeights(new long[7], 0, keyed, state.templateWeights(), k * 7);
                }
                final double[][] w = prior(templates, state.templateWeights(), PIXELS, random.nextLong());
                final double[][] h = prior(coefficients, state.coefficientWeights(), COUNT, random.nextLong());
                for (int k = 0; k < RANK; k++) {
                    System.arraycopy(w[k], 0, state.w(), k * PIXELS, PIXELS);
                    for (int j = 0; j < COUNT; j++) {
                        state.h()[j * RANK + k] = h[k][j];
                    }
                }
                final double[][] x = new double[COUNT][PIXELS];
                final double[][] v = new double[COUNT][PIXELS];
                for (int j = 0; j < COUNT; j++) {
                    for (int i = 0; i < PIXELS; i++) {
                        // every second set without weights, where G is shared
                        v[j][i] = set % 2 == 0 ? 1 : random.nextInt(4) * 4;
                        x[j][i] = entry(state, i, j) + (v[j][i] > 0 ? normal.sample() / Math.sqrt(v[j][i]) : 0);
                    }
                }
                final Observations data = Observations.of(x, v);
                // chains run in stored units, and with them the prior of W
                final double unit = Math.scalb(1, -data.dataExponent());
                Arrays.setAll(state.w(), p -> state.w()[p] * unit);
                // three entries that share neither pixel nor observation
                final double[] truth = {entry(state, 0, 0), entry(state, 3, 5), entry(state, 7, 11)};
                final int[] below = new int[3];
                final int[] equal = new int[3];
                final SweepPass pass =
                    new SweepPass(data, coefficients, new Mixture[]{Mixture.ofTemplate(unit), Mixture.ofTemplate(unit)},
                        new int[]{0, 1}, team);
                for (int s = 1; s <= (DRAWS + 4) * THINNING; s++) {
                    pass.sweep(state, set, true, false, Observer.NONE);
                    if (s % THINNING == 0 && s > 4 * THINNING) {
                        final double[] drawn = {entry(state, 0, 0), entry(state, 3, 5), entry(state, 7, 11)};
                        for (int e = 0; e < 3; e++) {
                            below[e] += drawn[e] < truth[e] ? 1 : 0;
                            equal[e] += drawn[e] == truth[e] ? 1 : 0;
                        }
                    }
                }
                for (int e = 0; e < 3; e++) {
                    // zeros are equal: any place among them is as good as another
                    ranks[(below[e] + random.nextInt(equal[e] + 1)) * BINS / (DRAWS + 1)]++;
                    total++;
                }
            }
        }
        final double expected = total / (double)BINS;
        final double chi2 = Arrays.stream(ranks).mapToDouble(r -> (r - expected) * (r - expected) / expected).sum();
        // χ² with 7 degrees of freedom exceeds this once in a thousand
        assertThat(chi2).as(Arrays.toString(ranks)).isLessThan(24.3);
    }
}
