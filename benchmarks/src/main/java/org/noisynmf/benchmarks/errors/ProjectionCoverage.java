package org.noisynmf.benchmarks.errors;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.errors.CoefficientErrors;
import org.noisynmf.engine.errors.Jackknife;
import org.noisynmf.engine.errors.TemplateSets;
import org.noisynmf.engine.evaluate.TemplateMatch;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.model.SignedCoefficients;
import org.noisynmf.engine.nnls.ProjectionSettings;
import org.noisynmf.engine.posterior.Posterior;
import org.noisynmf.engine.posterior.PosteriorResult;
import org.noisynmf.engine.posterior.PosteriorSettings;
import org.noisynmf.engine.settings.Machine;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Scaling;

/**
 * How often the true coefficient of a new observation lies within one and two standard errors of its signed estimate, on
 * templates that were learnt from few observations: with the error on known templates, and with the share of the templates
 * by jackknife or posterior. docs/errors.md holds the table.
 *
 * <p>{@code ProjectionCoverage N SETS FLUX jackknife|posterior}: so many observations to learn from, so many sets, mean
 * positive coefficient.
 */
public final class ProjectionCoverage {

    private static final int PIXELS = 120;

    private static final int RANK = 3;

    private static final int NEW = 250;

    private static final double ZEROS = 0.3;

    /** Bins of the truth in standard errors: 0, to 2, to 8, above. */
    private static final String[] BINS = {"h = 0", "0 < h < 2 s", "2 s < h < 8 s", "h > 8 s", "all"};

    private ProjectionCoverage() {
    }

    /**
     * @param args see above
     */
    public static void main(final String[] args) {
        final int count = Integer.parseInt(args[0]);
        final int sets = Integer.parseInt(args[1]);
        final double flux = Double.parseDouble(args[2]);
        final boolean posterior = "posterior".equals(args[3]);
        final long[][][] within = new long[2][BINS.length][3];
        for (int s = 1; s <= sets; s++) {
            one(count, s, flux, posterior, within);
        }
        for (int b = 0; b < BINS.length; b++) {
            System.out.printf(Locale.ROOT, "%-14s %6d  known templates %5.1f/%5.1f  with their share %5.1f/%5.1f%n",
                BINS[b], within[0][b][2], percent(within[0][b], 0), percent(within[0][b], 1),
                percent(within[1][b], 0), percent(within[1][b], 1));
        }
    }

    private static double percent(final long[] counts, final int which) {
        return 100.0 * counts[which] / counts[2];
    }

    private static void one(final int count, final long seed, final double flux, final boolean posterior,
        final long[][][] within) {
        final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        final double[] w = templates(random);
        final double[] known = coefficients(count, flux, random);
        final double[] wanted = coefficients(NEW, flux, random);
        final Observations training = observations(new Factors(PIXELS, count, RANK, w, known), random);
        final Observations data = observations(new Factors(PIXELS, NEW, RANK, w, wanted), random);
        final NmfSettings settings = NmfSettings.builder().rank(RANK).restarts(5).seed(seed).threads(1)
            .scaling(Scaling.SUM).build();
        final double[] learnt;
        final TemplateSets sets;
        if (posterior) {
            final PosteriorResult result = Posterior.sample(NmfProblem.of(training),
                new PosteriorSettings(settings).withSweeps(4000), Observer.NONE);
            learnt = result.templates().mean();
            sets = TemplateSets.of(result.draws());
        } else {
            final NmfResult result = Nmf.factorise(NmfProblem.of(training), settings, Observer.NONE);
            learnt = result.factors().w();
            sets = Jackknife.of(training, learnt, new int[0], Jackknife.GROUPS, seed, 1, Observer.NONE);
        }
        final ProjectionSettings errors = new ProjectionSettings(true, 1, Machine.PROCESSOR);
        final Projection projection = Nmf.project(data, learnt, errors, Observer.NONE);
        final CoefficientErrors total = CoefficientErrors.of(projection, sets, errors, Observer.NONE);
        final SignedCoefficients signed = Objects.requireNonNull(projection.signed());
        final int[] order = TemplateMatch.of(PIXELS, learnt, w, -1).estimate();
        for (int p = 0; p < wanted.length; p++) {
            final int own = p - p % RANK + order[p % RANK];
            final double size = wanted[p] / signed.errors()[own];
            final int bin = wanted[p] == 0 ? 0 : size < 2 ? 1 : size < 8 ? 2 : 3;
            for (final int b : new int[]{bin, BINS.length - 1}) {
                add(within[0][b], signed.estimates()[own] - wanted[p], signed.errors()[own]);
                add(within[1][b], signed.estimates()[own] - wanted[p], total.total()[own]);
            }
        }
    }

    private static void add(final long[] counts, final double error, final double sd) {
        counts[0] += Math.abs(error) <= sd ? 1 : 0;
        counts[1] += Math.abs(error) <= 2 * sd ? 1 : 0;
        counts[2]++;
    }

    /** Two or three lines each, with sum 1. */
    private static double[] templates(final UniformRandomProvider random) {
        final double[] w = new double[PIXELS * RANK];
        for (int k = 0; k < RANK; k++) {
            for (int p = 0; p < 3; p++) {
                final double centre = PIXELS * random.nextDouble();
                final double width = 3 + 5 * random.nextDouble();
                final double height = p == 0 ? 1 : 0.2 + 0.4 * random.nextDouble();
                for (int i = 0; i < PIXELS; i++) {
                    w[k * PIXELS + i] += height * Math.exp(-(i - centre) * (i - centre) / (2 * width * width));
                }
            }
            final double sum = Arrays.stream(w, k * PIXELS, (k + 1) * PIXELS).sum();
            for (int i = k * PIXELS; i < (k + 1) * PIXELS; i++) {
                w[i] /= sum;
            }
        }
        return w;
    }

    private static double[] coefficients(final int count, final double flux, final UniformRandomProvider random) {
        final var gamma = GammaDistribution.of(2, flux / 2).createSampler(random);
        final double[] h = new double[count * RANK];
        Arrays.setAll(h, p -> random.nextDouble() < ZEROS ? 0 : gamma.sample());
        return h;
    }

    private static Observations observations(final Factors truth, final UniformRandomProvider random) {
        final var normal = ZigguratSampler.NormalizedGaussian.of(random);
        final double[][] x = new double[truth.observations()][PIXELS];
        final double[][] v = new double[truth.observations()][PIXELS];
        for (int j = 0; j < x.length; j++) {
            truth.reconstruct(j, x[j]);
            for (int i = 0; i < PIXELS; i++) {
                final double sigma = 0.7 + 0.6 * random.nextDouble();
                x[j][i] += sigma * normal.sample();
                v[j][i] = 1 / (sigma * sigma);
            }
        }
        return Observations.of(x, v);
    }
}
