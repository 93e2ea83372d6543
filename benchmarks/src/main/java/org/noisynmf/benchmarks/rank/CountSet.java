package org.noisynmf.benchmarks.rank;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.settings.NmfSettings;

/**
 * Counts as in catalogues of mutations: 96 kinds, 200 to 500 genomes, 5 to 10 sparse signatures, each active in 40 % of the
 * genomes with 100 to 5000 mutations, Poisson noise. Weights are 1 / (max(W H, 0) + 0.3), from a model with many templates
 * that is fitted three times.
 *
 * @param rank true number of signatures
 * @param signal mean count
 * @param data X and V
 */
record CountSet(int rank, double signal, Observations data) {

    private static final int KINDS = 96;

    private static final double ACTIVE = 0.4;

    private static final double VARIANCE_FLOOR = 0.3;

    private static final int RENEWALS = 3;

    private static final int LARGEST = 12;

    static CountSet of(final int seed) {
        final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        final int rank = 5 + seed % 6;
        final int n = 200 + seed * 60 % 301;
        final double[][] w = new double[rank][KINDS];
        for (final double[] signature : w) {
            double sum = 0;
            for (int i = 0; i < KINDS; i++) {
                // about a fifth of the kinds hold nearly all mutations, as in known signatures
                signature[i] = Math.pow(random.nextDouble(), 6) * -Math.log(1 - random.nextDouble());
                sum += signature[i];
            }
            for (int i = 0; i < KINDS; i++) {
                signature[i] /= sum;
            }
        }
        final double[][] x = new double[n][KINDS];
        double mean = 0;
        for (int j = 0; j < n; j++) {
            final double[] expected = new double[KINDS];
            for (int k = 0; k < rank; k++) {
                final boolean active = random.nextDouble() < ACTIVE;
                final double mutations = 100 * Math.pow(50, random.nextDouble());
                for (int i = 0; i < KINDS && active; i++) {
                    expected[i] += mutations * w[k][i];
                }
            }
            for (int i = 0; i < KINDS; i++) {
                x[j][i] = expected[i] > 0 ? PoissonDistribution.of(expected[i]).createSampler(random).sample() : 0;
                mean += x[j][i] / n / KINDS;
            }
        }
        return new CountSet(rank, mean, weighted(x));
    }

    private static Observations weighted(final double[][] x) {
        final double[][] v = new double[x.length][KINDS];
        for (int j = 0; j < x.length; j++) {
            for (int i = 0; i < KINDS; i++) {
                v[j][i] = 1 / (x[j][i] + 1);
            }
        }
        final double[] fit = new double[KINDS];
        for (int renewal = 0; renewal < RENEWALS; renewal++) {
            final NmfResult model = Nmf.factorise(NmfProblem.of(Observations.of(x, v)),
                NmfSettings.builder().rank(LARGEST).threads(1).build(), Observer.NONE);
            for (int j = 0; j < x.length; j++) {
                model.factors().reconstruct(j, fit);
                for (int i = 0; i < KINDS; i++) {
                    v[j][i] = 1 / (Math.max(fit[i], 0) + VARIANCE_FLOOR);
                }
            }
        }
        return Observations.of(x, v);
    }
}
