package org.noisynmf.benchmarks.rank;

import java.util.Arrays;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.simulate.Noise;

/**
 * A generated set whose number of templates is known.
 *
 * @param kind what is special about it
 * @param rank true number of templates
 * @param signal mean of W H in units of σ
 * @param data X and V
 * @param detectable how many singular values of √V ∘ (W H) lie above √f (n d)^¼, below which noise hides them (Benaych-Georges
 *            and Nadakuditi 2012), at most the rank
 */
record RankSet(Kind kind, int rank, double signal, Observations data, int detectable) {

    /** What is special about a set. */
    enum Kind {
        /** Most of each template, and most coefficients, are 0. */
        SPARSE(true, true, Gaps.NONE, Weights.RIGHT),
        /** Templates overlap little, but every observation holds all. */
        DENSE_COEFFICIENTS(true, false, Gaps.NONE, Weights.RIGHT),
        /** Templates overlap everywhere, observations hold some. */
        DENSE_TEMPLATES(false, true, Gaps.NONE, Weights.RIGHT),
        /** Nothing is 0. */
        DENSE(false, false, Gaps.NONE, Weights.RIGHT),
        /** Each observation shows a window of 60 % of the pixels. */
        WINDOWS(true, true, Gaps.WINDOWS, Weights.RIGHT),
        /** 30 % of the entries are missing at random. */
        MISSING(false, true, Gaps.RANDOM, Weights.RIGHT),
        /** Weights are four times too large. */
        WRONG_WEIGHTS(true, true, Gaps.NONE, Weights.TOO_LARGE),
        /** No weights, though the noise differs from observation to observation and pixel to pixel. */
        NO_WEIGHTS(true, false, Gaps.NONE, Weights.ABSENT),
        /** Poisson counts, see {@link CountSet}. */
        COUNTS(true, true, Gaps.NONE, Weights.RIGHT);

        private final boolean m_sparseTemplates;

        private final boolean m_sparseCoefficients;

        private final Gaps m_gaps;

        private final Weights m_weights;

        Kind(final boolean sparseTemplates, final boolean sparseCoefficients, final Gaps gaps, final Weights weights) {
            m_sparseTemplates = sparseTemplates;
            m_sparseCoefficients = sparseCoefficients;
            m_gaps = gaps;
            m_weights = weights;
        }
    }

    private enum Gaps {
        NONE, WINDOWS, RANDOM
    }

    private enum Weights {
        RIGHT, TOO_LARGE, ABSENT
    }

    /**
     * @param kind what is special about it
     * @param rank true number of templates
     * @param signal mean of W H in units of σ
     * @param n observations
     * @param d pixels
     * @param seed of everything random
     * @return the set
     */
    static RankSet of(final Kind kind, final int rank, final double signal, final int n, final int d,
        final long seed) {
        final Noise noise = new Noise(seed);
        final double[][] w = new double[rank][d];
        for (final double[] template : w) {
            template(noise, kind.m_sparseTemplates, template);
        }
        final double[][] h = new double[n][rank];
        for (final double[] row : h) {
            Arrays.setAll(row, k -> {
                final boolean zero = noise.uniform(0, 1) < 0.6;
                final double value = exponential(noise) + exponential(noise);
                return kind.m_sparseCoefficients && zero ? 0 : value;
            });
        }
        double mean = 0;
        final double[][] truth = new double[n][d];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < d; i++) {
                for (int k = 0; k < rank; k++) {
                    truth[j][i] += w[k][i] * h[j][k];
                }
                mean += truth[j][i] / n / d;
            }
        }
        final double[] ofPixel = new double[d];
        Arrays.setAll(ofPixel, i -> Math.exp(0.3 * noise.normal()));
        final double[][] x = new double[n][d];
        final double[][] v = new double[n][d];
        final double[][] sigmas = new double[n][d];
        for (int j = 0; j < n; j++) {
            final double ofObservation = Math.exp(0.3 * noise.normal());
            final int window = (int)noise.uniform(0, d);
            for (int i = 0; i < d; i++) {
                final double sigma = mean / signal * ofPixel[i] * ofObservation;
                sigmas[j][i] = sigma;
                x[j][i] = truth[j][i] + sigma * noise.normal();
                v[j][i] = switch (kind.m_weights) {
                    case RIGHT -> 1 / (sigma * sigma);
                    case TOO_LARGE -> 4 / (sigma * sigma);
                    case ABSENT -> 1;
                };
                final boolean missing = switch (kind.m_gaps) {
                    case NONE -> false;
                    case WINDOWS -> (i - window + d) % d >= 0.6 * d;
                    case RANDOM -> noise.uniform(0, 1) < 0.3;
                };
                v[j][i] = missing ? 0 : v[j][i];
            }
        }
        return new RankSet(kind, rank, signal, Observations.of(x, v), detectable(rank, sigmas, truth, v));
    }

    private static int detectable(final int rank, final double[][] sigmas, final double[][] truth,
        final double[][] v) {
        final int n = truth.length;
        final int d = truth[0].length;
        final DMatrixRMaj signal = new DMatrixRMaj(n, d);
        double observed = 0;
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < d; i++) {
                signal.set(j, i, v[j][i] > 0 ? truth[j][i] / sigmas[j][i] : 0);
                observed += v[j][i] > 0 ? 1 : 0;
            }
        }
        final double least = Math.sqrt(observed / n / d) * Math.pow((double)n * d, 0.25);
        final double[] values = SingularOps_DDRM.singularValues(signal);
        return (int)Math.min(rank, Arrays.stream(values).filter(s -> s > least).count());
    }

    /** Three lines, each 2 to 8 % of the pixels wide, or a broad exponential tail on every pixel. */
    private static void template(final Noise noise, final boolean sparse, final double[] template) {
        final int d = template.length;
        if (sparse) {
            for (int line = 0; line < 3; line++) {
                final double place = noise.uniform(0, d);
                final double width = noise.uniform(0.01, 0.04) * d;
                final double height = noise.uniform(0.3, 1);
                for (int i = 0; i < d; i++) {
                    final double distance = (i - place) / width;
                    template[i] += Math.abs(distance) < 4 ? height * Math.exp(-0.5 * distance * distance) : 0;
                }
            }
        } else {
            Arrays.setAll(template, i -> exponential(noise));
        }
    }

    private static double exponential(final Noise noise) {
        return -Math.log(1 - noise.uniform(0, 1));
    }
}
