package org.noisynmf.benchmarks.posterior;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

import org.noisynmf.engine.evaluate.TemplateMatch;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.posterior.Estimate;
import org.noisynmf.engine.posterior.Posterior;
import org.noisynmf.engine.posterior.PosteriorResult;
import org.noisynmf.engine.posterior.PosteriorSettings;
import org.noisynmf.engine.posterior.WatchedEntries;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Scaling;

/**
 * How often truth lies within one and two posterior standard deviations, over generated sets of several kinds;
 * docs/errors.md holds the table. Every set writes its line as soon as it is done.
 *
 * <p>{@code CoverageBenchmark FILE SETS SPARSE SWEEPS}: so many sets of each kind, but so many sparse ones.
 */
public final class CoverageBenchmark {

    private CoverageBenchmark() {
    }

    /** Numbers within one and two standard deviations, of how many. */
    private static final class Count {
        private int m_one;
        private int m_two;
        private int m_all;

        void add(final double estimate, final double sd, final double truth) {
            final double distance = Math.abs(estimate - truth) / sd;
            m_one += distance <= 1 ? 1 : 0;
            m_two += distance <= 2 ? 1 : 0;
            m_all++;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.1f,%.1f", 100.0 * m_one / m_all, 100.0 * m_two / m_all);
        }
    }

    /**
     * @param args file, sets of each kind, sparse sets, largest number of sweeps
     * @throws IOException if the file cannot be written
     */
    public static void main(final String[] args) throws IOException {
        try (PrintWriter out = new PrintWriter(args[0], StandardCharsets.UTF_8)) {
            out.println("kind,set,sweeps,rhat,ess,rhat of W H,mixing,rms W of the fit,rms W,W 68,W 95,H 68,H 95,W H 68,W H 95,seconds");
            for (final CoverageSet.Kind kind : CoverageSet.Kind.values()) {
                final int sets = Integer.parseInt(args[kind == CoverageSet.Kind.SPARSE ? 2 : 1]);
                for (int s = 1; s <= sets; s++) {
                    out.println(kind + "," + s + "," + line(CoverageSet.of(kind, s), s, Integer.parseInt(args[3])));
                    out.flush();
                }
            }
        }
    }

    private static String line(final CoverageSet set, final int seed, final int sweeps) {
        final long started = System.nanoTime();
        final NmfSettings fit = NmfSettings.builder().rank(set.truth().rank()).restarts(5).seed(seed).threads(1)
            .scaling(Scaling.SUM).build();
        final PosteriorResult result = Posterior.sample(NmfProblem.of(set.data()),
            new PosteriorSettings(fit).withSweeps(sweeps), Observer.NONE);
        final Factors truth = set.truth();
        final int[] order = TemplateMatch.of(truth.pixels(), result.mean().w(), truth.w(), -1).estimate();
        final Count templates = new Count();
        final Count coefficients = new Count();
        final double error = templates(result.templates(), truth, order, templates);
        final Estimate h = result.coefficients();
        for (int p = 0; p < truth.h().length; p++) {
            final int k = p % truth.rank();
            final int own = p - k + order[k];
            if (truth.h()[p] > 3 * h.sd()[own]) {
                coefficients.add(h.mean()[own], h.sd()[own], truth.h()[p]);
            }
        }
        final Count products = new Count();
        final double[] model = new double[truth.pixels()];
        final WatchedEntries watched = result.watched();
        for (int e = 0; e < watched.mean().length; e++) {
            truth.reconstruct(watched.observation()[e], model);
            products.add(watched.mean()[e], watched.sd()[e], model[watched.pixel()[e]]);
        }
        final Estimate start = new Estimate(result.fit().w(), result.templates().sd(), result.templates().zero());
        final int[] orderOfFit = TemplateMatch.of(truth.pixels(), result.fit().w(), truth.w(), -1).estimate();
        return String.format(Locale.ROOT, "%d,%.3f,%.0f,%.3f,%.3f,%.4f,%.4f,%s,%s,%s,%.1f", result.sweeps(),
            result.diagnosis().rotation().rHat(), result.diagnosis().rotation().ess(),
            result.diagnosis().reconstruction().rHat(), result.diagnosis().mixing(),
            templates(start, truth, orderOfFit, new Count()), error, templates, coefficients, products,
            (System.nanoTime() - started) / 1e9);
    }

    /** @return rms error over entries above 3 % of the peak, in units of the peak */
    private static double templates(final Estimate estimate, final Factors truth, final int[] order,
        final Count count) {
        final int d = truth.pixels();
        double squares = 0;
        for (int k = 0; k < truth.rank(); k++) {
            final double peak = Arrays.stream(truth.w(), k * d, (k + 1) * d).max().orElseThrow();
            for (int i = 0; i < d; i++) {
                final double value = truth.w()[k * d + i];
                if (value > 0.03 * peak) {
                    final int own = order[k] * d + i;
                    count.add(estimate.mean()[own], estimate.sd()[own], value);
                    squares += Math.pow((estimate.mean()[own] - value) / peak, 2);
                }
            }
        }
        return Math.sqrt(squares / count.m_all);
    }
}
