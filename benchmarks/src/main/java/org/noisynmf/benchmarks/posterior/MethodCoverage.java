package org.noisynmf.benchmarks.posterior;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.errors.Bootstrap;
import org.noisynmf.engine.errors.Displacement;
import org.noisynmf.engine.errors.Jackknife;
import org.noisynmf.engine.evaluate.TemplateMatch;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.posterior.Posterior;
import org.noisynmf.engine.posterior.PosteriorResult;
import org.noisynmf.engine.posterior.PosteriorSettings;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Scaling;

/**
 * How often true template values lie within the 68 and 95 % intervals of bootstrap, displacement (Δχ² = 1 and 4), Fisher
 * information, jackknife and posterior, on the same sets; docs/errors.md holds the table.
 *
 * <p>{@code MethodCoverage KIND SETS SWEEPS EVERY}: entries of every so many-th pixel are displaced and counted for all
 * methods; 0 sweeps leave the posterior out.
 */
public final class MethodCoverage {

    private static final int BOOTSTRAPS = 100;

    private static final String[] METHODS = {"bootstrap sd", "bootstrap quantiles", "displacement", "Fisher", "jackknife",
        "posterior"};

    private final long[][] m_within = new long[METHODS.length][3];

    private final double[] m_seconds = new double[METHODS.length];

    private MethodCoverage() {
    }

    /**
     * @param args see above
     */
    public static void main(final String[] args) {
        final CoverageSet.Kind kind = CoverageSet.Kind.valueOf(args[0]);
        final int sets = Integer.parseInt(args[1]);
        final MethodCoverage coverage = new MethodCoverage();
        for (int s = 1; s <= sets; s++) {
            coverage.add(CoverageSet.of(kind, s), s, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        }
        for (int m = 0; m < METHODS.length; m++) {
            System.out.printf(Locale.ROOT, "%s %-20s %6d entries %5.1f/%5.1f  %.2f s a set%n", kind, METHODS[m],
                coverage.m_within[m][2], 100.0 * coverage.m_within[m][0] / coverage.m_within[m][2],
                100.0 * coverage.m_within[m][1] / coverage.m_within[m][2], coverage.m_seconds[m] / sets);
        }
    }

    private void add(final CoverageSet set, final int seed, final int sweeps, final int every) {
        final Factors truth = set.truth();
        final int d = truth.pixels();
        final NmfSettings settings = NmfSettings.builder().rank(truth.rank()).restarts(5).seed(seed).threads(1)
            .scaling(Scaling.SUM).build();
        final Factors fit = Nmf.factorise(NmfProblem.of(set.data()), settings, Observer.NONE).factors();
        final int[] order = TemplateMatch.of(d, fit.w(), truth.w(), -1).estimate();
        final int[] pixels = IntStream.range(0, d).filter(i -> i % every == seed % every).toArray();
        final int[] none = {};
        final double[] w = fit.w();

        long started = System.nanoTime();
        final Bootstrap bootstrap =
            Bootstrap.of(set.data(), fit, none, BOOTSTRAPS, 1, seed, 1, Observer.NONE);
        final double[][] q = bootstrap.quantiles();
        m_seconds[0] += seconds(started);
        count(0, truth, order, pixels, p -> within(truth, order, p, w, bootstrap.deviations()));
        count(1, truth, order, pixels, p -> between(truth, order, p, q[1], q[3], q[0], q[4]));

        started = System.nanoTime();
        final Displacement displacement = Displacement.of(set.data(), fit, none, pixels, new double[]{1, 4}, 1,
            Observer.NONE);
        m_seconds[2] += seconds(started);
        count(2, truth, order, pixels, p -> between(truth, order, p, displacement.lower()[0],
            displacement.upper()[0], displacement.lower()[1], displacement.upper()[1]));

        started = System.nanoTime();
        final double[] fisher = FisherErrors.of(set.data(), fit);
        m_seconds[3] += seconds(started);
        count(3, truth, order, pixels, p -> within(truth, order, p, w, fisher));

        started = System.nanoTime();
        final double[] jackknife =
            Jackknife.of(set.data(), w, none, Jackknife.GROUPS, seed, 1, Observer.NONE).deviations();
        m_seconds[4] += seconds(started);
        count(4, truth, order, pixels, p -> within(truth, order, p, w, jackknife));

        if (sweeps > 0) {
            started = System.nanoTime();
            final PosteriorResult posterior = Posterior.sample(NmfProblem.of(set.data()),
                new PosteriorSettings(settings).withSweeps(sweeps), Observer.NONE);
            m_seconds[5] += seconds(started);
            final int[] own = TemplateMatch.of(d, posterior.mean().w(), truth.w(), -1).estimate();
            count(5, truth, own, pixels,
                p -> within(truth, own, p, posterior.templates().mean(), posterior.templates().sd()));
        }
    }

    private static double seconds(final long started) {
        return (System.nanoTime() - started) * 1e-9;
    }

    /** Entries above 3 % of the peak, as in the posterior's table. */
    private void count(final int method, final Factors truth, final int[] order, final int[] pixels,
        final IntUnaryOperator inside) {
        final int d = truth.pixels();
        for (int k = 0; k < truth.rank(); k++) {
            final double peak = Arrays.stream(truth.w(), k * d, (k + 1) * d).max().orElseThrow();
            for (final int i : pixels) {
                if (truth.w()[k * d + i] > 0.03 * peak) {
                    final int sigmas = inside.applyAsInt(k * d + i);
                    m_within[method][0] += sigmas <= 1 ? 1 : 0;
                    m_within[method][1] += sigmas <= 2 ? 1 : 0;
                    m_within[method][2]++;
                }
            }
        }
    }

    /** @return 1, 2 or 3: within how many standard deviations */
    private static int within(final Factors truth, final int[] order, final int p, final double[] mean,
        final double[] sd) {
        final int own = order[p / truth.pixels()] * truth.pixels() + p % truth.pixels();
        final double distance = Math.abs(mean[own] - truth.w()[p]) / sd[own];
        return distance <= 1 ? 1 : distance <= 2 ? 2 : 3;
    }

    private static int between(final Factors truth, final int[] order, final int p, final double[] low1,
        final double[] high1, final double[] low2, final double[] high2) {
        final int own = order[p / truth.pixels()] * truth.pixels() + p % truth.pixels();
        final double value = truth.w()[p];
        return value >= low1[own] && value <= high1[own] ? 1 : value >= low2[own] && value <= high2[own] ? 2 : 3;
    }
}
