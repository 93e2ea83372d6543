package org.noisynmf.benchmarks.posterior;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;

/**
 * 300 observations of 40 pixels from 3 templates of two or three smooth peaks each, with normal noise of σ 0.3 to 1 that
 * differs from entry to entry, one in twenty entries missing.
 *
 * @param truth the factors, templates with sum 1
 * @param data X and V
 */
record CoverageSet(Factors truth, Observations data) {

    private static final int PIXELS = 40;

    private static final int COUNT = 300;

    private static final int RANK = 3;

    /** What the coefficients look like. */
    enum Kind {
        /** 60 % are 0, the others gamma(2) with mean 60. */
        SPARSE,
        /** The same, each observation in a window of 40 % of the pixels. */
        WINDOWS,
        /** The same times 10, Poisson noise, weights 1/(truth + 0.3). */
        COUNTS,
        /** Gamma(2) with mean 60. */
        GAMMA,
        /** Lognormal with σ 1 of the logarithm and median 40. */
        LOGNORMAL,
        /** Uniform from 20 to 100. */
        BOUNDED
    }

    static CoverageSet of(final Kind kind, final long seed) {
        final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(1000 * kind.ordinal() + seed);
        final var normal = ZigguratSampler.NormalizedGaussian.of(random);
        final double[] w = new double[PIXELS * RANK];
        for (int k = 0; k < RANK; k++) {
            template(w, k * PIXELS, random);
        }
        final double[] h = new double[COUNT * RANK];
        final var gamma = GammaDistribution.of(2, 30).createSampler(random);
        for (int p = 0; p < h.length; p++) {
            h[p] = switch (kind) {
                case GAMMA -> gamma.sample();
                case LOGNORMAL -> 40 * Math.exp(normal.sample());
                case BOUNDED -> 20 + 80 * random.nextDouble();
                case SPARSE, WINDOWS -> random.nextDouble() < 0.6 ? 0 : gamma.sample();
                case COUNTS -> random.nextDouble() < 0.6 ? 0 : 10 * gamma.sample();
            };
        }
        final Factors truth = new Factors(PIXELS, COUNT, RANK, w, h);
        final double[][] x = new double[COUNT][PIXELS];
        final double[][] v = new double[COUNT][PIXELS];
        for (int j = 0; j < COUNT; j++) {
            truth.reconstruct(j, x[j]);
            final int window = random.nextInt(PIXELS * 6 / 10 + 1);
            for (int i = 0; i < PIXELS; i++) {
                if (kind == Kind.COUNTS) {
                    v[j][i] = 1 / (x[j][i] + 0.3);
                    x[j][i] = x[j][i] > 0 ? PoissonDistribution.of(x[j][i]).createSampler(random).sample() : 0;
                } else {
                    final double sigma = 0.3 + 0.7 * random.nextDouble();
                    x[j][i] += sigma * normal.sample();
                    final boolean seen = random.nextDouble() >= 0.05
                        && (kind != Kind.WINDOWS || i >= window && i < window + PIXELS * 4 / 10);
                    v[j][i] = seen ? 1 / (sigma * sigma) : 0;
                }
            }
        }
        return new CoverageSet(truth, Observations.of(x, v));
    }

    private static void template(final double[] w, final int from, final UniformRandomProvider random) {
        final int peaks = 2 + random.nextInt(2);
        double largest = 0;
        for (int p = 0; p < peaks; p++) {
            final double centre = PIXELS * random.nextDouble();
            final double width = 2 + 4 * random.nextDouble();
            final double height = p == 0 ? 1 : 0.2 + 0.4 * random.nextDouble();
            for (int i = 0; i < PIXELS; i++) {
                w[from + i] += height * Math.exp(-(i - centre) * (i - centre) / (2 * width * width));
                largest = Math.max(largest, w[from + i]);
            }
        }
        double sum = 0;
        for (int i = 0; i < PIXELS; i++) {
            w[from + i] = w[from + i] < 0.01 * largest ? 0 : w[from + i];
            sum += w[from + i];
        }
        for (int i = 0; i < PIXELS; i++) {
            w[from + i] /= sum;
        }
    }
}
