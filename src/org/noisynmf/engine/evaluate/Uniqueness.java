package org.noisynmf.engine.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Stopping;

/**
 * Whether other templates would fit as well. Each template k in turn is changed towards each other one l, w_k ← [w_k ± t
 * w_l]⁺ with both of Euclidean norm 1 and t up to 0.5, and held there while everything else is refitted by exact sweeps. Two
 * fits are compared by S = χ² / φ + #{W &gt; 0} + #{H &gt; 0}, since every entry above 0 follows the noise and so lowers
 * χ² by about 1; counting χ² alone, the doublet's minimum on mixed templates would look certain. A change is allowed where
 * S rises by no more than 4, two standard deviations of one number, or by no more than the standard error of its paired
 * differences over the observations, which is the same where the minimum is regular. It warns, but is no interval: only
 * these directions are tried.
 *
 * @param rank q
 * @param less largest change allowed of each template k away from l, ‖change of w_k‖ / ‖w_k‖, at {@code k * rank + l}; 0
 *            for k = l
 * @param more the same towards l
 * @param noiseScale φ, χ² per degree of freedom; 1 where that is near 1, as with inverse variances as weights
 */
public record Uniqueness(int rank, double[] less, double[] more, double noiseScale) {

    /** Changes up to this share are no reason to warn. */
    public static final double WARNING = 0.1;

    /** Observed entries × templates⁴ up to which it takes seconds. */
    public static final long CHEAP = 20_000_000;

    private static final double NEGLIGIBLE = 0.005;

    /** Two standard deviations. */
    private static final double RISE = 4;

    private static final int SWEEPS = 4;

    private static final double[] CHANGES = {0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5};

    /** A rise this many times too large will not come down again; less may, since zeros come and go. */
    private static final double HOPELESS = 5;

    /** χ² per degree of freedom within this factor of 1 is taken as 1. */
    private static final double TRUSTED = 1.25;

    /**
     * Tries.
     *
     * @param data X and V. Not modified.
     * @param model W and H at a minimum of χ². Not modified.
     * @param threads worker threads, ≥ 0; 0 = all cores. Results do not depend on it.
     * @param observer hears of progress and may cancel
     * @return how far each template may change
     * @throws IllegalArgumentException if the model is of another shape than the data
     * @throws CancellationException if the observer cancelled
     */
    public static Uniqueness of(final Observations data, final Factors model, final int threads,
        final Observer observer) {
        if (model.pixels() != data.pixels() || model.observations() != data.count()) {
            throw new IllegalArgumentException("The model has " + model.observations() + " observations of "
                + model.pixels() + " pixels, but the data have " + data.count() + " of " + data.pixels());
        }
        return new Search(data, model.known(), new SharedObserver(observer)).run(threads);
    }

    /**
     * @param data X and V
     * @param rank q
     * @return whether it takes no more than seconds; by size, never by the clock, so that results stay the same
     */
    public static boolean isCheap(final Observations data, final int rank) {
        return (double)data.observedEntries() * Math.pow(rank, 4) <= CHEAP;
    }

    /** @return one sentence for each pair above {@link #WARNING}, the largest first */
    public List<String> warnings() {
        final List<int[]> pairs = new ArrayList<>();
        for (int k = 0; k < rank; k++) {
            for (int l = 0; l < rank; l++) {
                if (largest(k, l) > WARNING) {
                    pairs.add(new int[]{k, l});
                }
            }
        }
        pairs.sort((a, b) -> Double.compare(largest(b[0], b[1]), largest(a[0], a[1])));
        return pairs.stream().map(p -> sentence(p[0], p[1])).toList();
    }

    private String sentence(final int k, final int l) {
        final String fewer = percent(less[k * rank + l]) + " less";
        final String greater = percent(more[k * rank + l]) + " more";
        final String both = less[k * rank + l] < NEGLIGIBLE ? greater
            : more[k * rank + l] < NEGLIGIBLE ? fewer : fewer + " or " + greater;
        return "Template " + k + " may contain up to " + both + " of template " + l + " at an equally good fit";
    }

    private static String percent(final double share) {
        return Math.round(100 * share) + " %";
    }

    private double largest(final int k, final int l) {
        return Math.max(less[k * rank + l], more[k * rank + l]);
    }

    /** The trials. */
    private static final class Search {

        private final Observations m_data;

        private final Factors m_model;

        private final SharedObserver m_observer;

        private final NmfSettings m_method;

        private final double m_scale;

        private final NmfResult[] m_base;

        Search(final Observations data, final Factors model, final SharedObserver observer) {
            m_data = data;
            m_model = model;
            m_observer = observer;
            m_method = NmfSettings.builder().algorithm(Algorithm.ANLS).rank(model.rank())
                .stopping(new Stopping(SWEEPS, 0, 0, Double.POSITIVE_INFINITY)).threads(1).build();
            final long degrees = DegreesOfFreedom.of(data, model).effective();
            double chi2 = 0;
            final double[] x = new double[data.pixels()];
            final double[] v = new double[data.pixels()];
            final double[] fit = new double[data.pixels()];
            for (int j = 0; j < data.count(); j++) {
                data.copy(j, x, v);
                model.reconstruct(j, fit);
                for (int i = 0; i < x.length; i++) {
                    chi2 += v[i] > 0 ? v[i] * (x[i] - fit[i]) * (x[i] - fit[i]) : 0;
                }
            }
            final double perDegree = chi2 / Math.max(1, degrees);
            m_scale = perDegree > TRUSTED || perDegree < 1 / TRUSTED ? perDegree : 1;
            m_base = new NmfResult[model.rank()];
        }

        Uniqueness run(final int threads) {
            final int q = m_model.rank();
            final double[] less = new double[q * q];
            final double[] more = new double[q * q];
            try (Team team = new Team(threads)) {
                team.run(q, (k, worker) -> m_base[k] = fit(k, m_model.w()));
                m_observer.begin(2 * q * q, "Uniqueness: templates tried");
                team.run(2 * q * q, (task, worker) -> {
                    final int k = task / 2 / q;
                    final int l = task / 2 % q;
                    if (k != l) {
                        final double[] to = task % 2 == 0 ? less : more;
                        to[k * q + l] = largest(k, l, task % 2 == 0 ? -1 : 1);
                    }
                    m_observer.done();
                });
            }
            return new Uniqueness(q, less, more, m_scale);
        }

        /** Enlarges the change until S leaves no hope. */
        private double largest(final int k, final int l, final int sign) {
            double largest = 0;
            for (final double t : CHANGES) {
                final double[] w = changed(k, l, sign * t);
                final double excess = excess(k, w);
                if (excess <= 1) {
                    largest = change(k, w);
                } else if (!(excess < HOPELESS)) {
                    break;
                }
            }
            return largest;
        }

        /** The rise of S in units of what is allowed. */
        private double excess(final int k, final double[] w) {
            final NmfResult base = m_base[k];
            final NmfResult trial = fit(k, w);
            final int n = m_data.count();
            final int q = m_model.rank();
            double sum = 0;
            double squares = 0;
            for (int j = 0; j < n; j++) {
                final double rise = (trial.chi2PerObservation()[j] - base.chi2PerObservation()[j]) / m_scale
                    + positive(trial.factors().h(), j * q, q) - positive(base.factors().h(), j * q, q);
                sum += rise;
                squares += rise * rise;
            }
            final double error = Math.sqrt(Math.max(0, squares - sum * sum / n));
            return (sum + templateEntries(k, trial.factors().w()) - templateEntries(k, base.factors().w()))
                / Math.max(RISE, error);
        }

        /** #{W > 0}; entries that template k only took over from l were not fitted and do not count. */
        private long templateEntries(final int k, final double[] w) {
            final int d = m_model.pixels();
            return positive(w, 0, w.length) - positive(w, k * d, d)
                + Math.min(positive(w, k * d, d), positive(m_model.w(), k * d, d));
        }

        private static long positive(final double[] values, final int from, final int count) {
            return Arrays.stream(values, from, from + count).filter(z -> z > 0).count();
        }

        /** [w_k + t ‖w_k‖ / ‖w_l‖ w_l]⁺ among the other templates as they are. */
        private double[] changed(final int k, final int l, final double t) {
            final int d = m_model.pixels();
            final double[] w = m_model.w().clone();
            final double norm = norm(l);
            final double scale = norm > 0 ? t * norm(k) / norm : 0;
            for (int i = 0; i < d; i++) {
                w[k * d + i] = Math.max(0, w[k * d + i] + scale * w[l * d + i]);
            }
            return w;
        }

        private double norm(final int k) {
            double sum = 0;
            for (int i = 0; i < m_model.pixels(); i++) {
                final double w = m_data.pixelObserved(i) ? m_model.w()[k * m_model.pixels() + i] : 0;
                sum += w * w;
            }
            return Math.sqrt(sum);
        }

        private double change(final int k, final double[] w) {
            double sum = 0;
            for (int i = 0; i < m_model.pixels(); i++) {
                final int p = k * m_model.pixels() + i;
                final double difference = m_data.pixelObserved(i) ? w[p] - m_model.w()[p] : 0;
                sum += difference * difference;
            }
            final double norm = norm(k);
            return norm > 0 ? Math.sqrt(sum) / norm : 0;
        }

        private NmfResult fit(final int k, final double[] w) {
            final NmfResult fit = Nmf.factorise(
                NmfProblem.of(m_data).withTemplates(w).withCoefficients(m_model.h()).withHeld(k), m_method,
                m_observer);
            if (fit.stopReason() == StopReason.CANCELLED) {
                throw new CancellationException("Cancelled");
            }
            return fit;
        }
    }
}
