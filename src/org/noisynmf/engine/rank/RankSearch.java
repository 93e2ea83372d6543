package org.noisynmf.engine.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.engine.evaluate.SharedObserver;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.nnls.ProjectionSettings;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.rank.residual.LargestSingular;
import org.noisynmf.engine.rank.residual.Mask;
import org.noisynmf.engine.rank.residual.NoiseFall;
import org.noisynmf.engine.rank.residual.Residuals;
import org.noisynmf.engine.rank.residual.Signs;
import org.noisynmf.engine.settings.Machine;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Scaling;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.engine.variance.PhotonWeights;

/**
 * What several criteria say of growing numbers of templates, fitted to all data, to folds, halves and masked copies of
 * them. The fits of one number share the threads, each fit on one, so that results do not depend on their number.
 */
public final class RankSearch {

    /** Sign flips whose largest singular values say what noise alone reaches. */
    private static final int FLIPS = 6;

    /** Data with known noise that say by how much noise alone lowers χ². */
    private static final int FALLS = 2;

    private final Observations m_data;

    private final RankSettings m_settings;

    private final NmfSettings m_method;

    private final SharedObserver m_observer;

    private final Noise m_noise;

    private final int[] m_foldOf;

    private final Ladder m_all;

    private final List<Ladder> m_folds = new ArrayList<>();

    private final List<Observations> m_heldOut = new ArrayList<>();

    private final List<int[]> m_heldOutIndices = new ArrayList<>();

    private final List<Mask> m_masks = new ArrayList<>();

    private final List<Ladder> m_masked = new ArrayList<>();

    private final List<Ladder> m_halves = new ArrayList<>();

    private double @Nullable [] m_scoresBefore;

    private double @Nullable [] m_maskScoresBefore;

    private double m_chi2Before = Double.NaN;

    /** By how much noise would let χ² fall from the last number of templates to the next. */
    private double m_noiseFall = Double.NaN;

    private RankSearch(final Observations data, final RankSettings settings, final SharedObserver observer,
        final Noise noise) {
        m_data = data;
        m_settings = settings;
        m_observer = observer;
        m_noise = noise;
        m_method = method(settings);
        final long seed = m_method.start().seed();
        final int[] order = Signs.shuffled(data.count(), seed);
        m_foldOf = new int[data.count()];
        for (int p = 0; p < order.length; p++) {
            m_foldOf[order[p]] = settings.folds() == 0 ? 0 : p % settings.folds();
        }
        m_all = new Ladder(data, m_method, seed);
        for (int f = 0; f < settings.folds(); f++) {
            final int fold = f;
            final int[] held = IntStream.range(0, data.count()).filter(j -> m_foldOf[j] == fold).toArray();
            m_heldOutIndices.add(held);
            m_heldOut.add(data.select(held));
            m_folds.add(new Ladder(
                data.select(IntStream.range(0, data.count()).filter(j -> m_foldOf[j] != fold).toArray()), m_method,
                seed));
        }
        for (int m = 0; m < settings.masks(); m++) {
            final Mask mask = new Mask(m, settings.maskedShare(), noise.block(), seed);
            m_masks.add(mask);
            m_masked.add(new Ladder(mask.hide(data), m_method, seed));
        }
        final int half = (order.length + 1) / 2;
        if (settings.folds() > 0) {
            m_halves.add(new Ladder(data.select(Arrays.stream(order, 0, half).sorted().toArray()), m_method, seed));
            m_halves.add(new Ladder(data.select(Arrays.stream(order, half, order.length).sorted().toArray()), m_method,
                seed));
        }
    }

    private static NmfSettings method(final RankSettings settings) {
        return settings.method().toBuilder().scaling(Scaling.NONE).ordered(false).build();
    }

    /**
     * Searches in counts whose variance the model tells: the weights are those that the largest number of templates gives.
     *
     * @param background X, and inverse background variances. Not modified.
     * @param noise the photon noise
     * @param settings which numbers of templates, how thoroughly
     * @param observer hears of progress and may cancel; the numbers of templates done until then are kept
     * @return what the criteria say
     * @throws IllegalArgumentException if the data are too few, or the method does not fit them
     * @throws CancellationException if it was cancelled before the first number of templates was done
     */
    public static RankResult search(final Observations background, final PhotonNoise noise,
        final RankSettings settings, final Observer observer) {
        settings.check(background);
        final NmfResult largest = Nmf.factorise(NmfProblem.of(background).withPhotonNoise(noise),
            method(settings).toBuilder().rank(settings.to()).restarts(1).start(StartMethod.RANDOM).build(),
            new SharedObserver(observer));
        if (largest.stopReason() == StopReason.CANCELLED) {
            throw new CancellationException("Cancelled before the first number of templates was done");
        }
        largest.data().discard();
        return search(PhotonWeights.ofModel(background, noise, largest.factors().known()), settings, observer);
    }

    /**
     * Searches.
     *
     * @param data X and V. Not modified.
     * @param settings which numbers of templates, how thoroughly
     * @param observer hears of progress and may cancel; the numbers of templates done until then are kept
     * @return what the criteria say
     * @throws IllegalArgumentException if the data are too few, or the method does not fit them
     * @throws CancellationException if it was cancelled before the first number of templates was done
     */
    public static RankResult search(final Observations data, final RankSettings settings, final Observer observer) {
        settings.check(data);
        final SharedObserver shared = new SharedObserver(observer);
        shared.begin(1, "Measuring the noise with " + settings.to() + " templates", 0, 0);
        final Noise noise = Noise.of(data, method(settings), settings.to(), shared);
        final List<RankRow> rows = new ArrayList<>();
        try (Team team = new Team(settings.method().machine().threads())) {
            final RankSearch search = new RankSearch(data, settings, shared, noise);
            for (int q = settings.from(); q <= settings.to(); q++) {
                final RankRow row = search.row(q, team);
                if (row == null) {
                    break;
                }
                rows.add(row);
            }
        }
        if (rows.isEmpty()) {
            throw new CancellationException("Cancelled before the first number of templates was done");
        }
        return RankResult.of(rows, noise, settings.to());
    }

    /** What one round of fits gave; each task writes to places of its own. */
    private static final class Round {

        private List<NmfResult> m_fits = List.of();

        private final double[] m_scores;

        private final double[] m_maskScores;

        private final Factors[] m_halves;

        Round(final int observations, final int masks, final int halves) {
            m_halves = new Factors[halves];
            m_scores = new double[observations];
            Arrays.fill(m_scores, Double.NaN);
            m_maskScores = new double[masks];
        }
    }

    private @Nullable RankRow row(final int q, final Team team) {
        final int folds = m_folds.size();
        final int masks = m_masks.size();
        final Round round = new Round(m_data.count(), masks, m_halves.size());
        final int tasks = 1 + folds + masks + m_halves.size();
        begin(q, tasks);
        try {
            team.run(tasks, (task, worker) -> {
                if (task == 0) {
                    round.m_fits = fit(m_all, q, m_settings.starts());
                } else if (task <= folds) {
                    holdOut(task - 1, q, round.m_scores);
                } else if (task <= folds + masks) {
                    round.m_maskScores[task - 1 - folds] = mask(task - 1 - folds, q);
                } else {
                    final int half = task - 1 - folds - masks;
                    round.m_halves[half] = Ladder.best(fit(m_halves.get(half), q, 1)).factors();
                }
                m_observer.done();
            });
            return row(q, Ladder.best(round.m_fits), round, team);
        } catch (CancellationException e) {
            return null;
        }
    }

    /** Progress: the time of a fit grows about as q + 2. */
    private void begin(final int q, final int tasks) {
        final double all = IntStream.rangeClosed(m_settings.from(), m_settings.to()).map(r -> r + 2).sum();
        final double before = IntStream.range(m_settings.from(), q).map(r -> r + 2).sum();
        m_observer.begin(tasks, "Fitting " + q + (q == 1 ? " template" : " templates") + " (" + m_settings.from()
            + " to " + m_settings.to() + ")", before / all, (q + 2) / all);
    }

    private List<NmfResult> fit(final Ladder ladder, final int q, final int starts) {
        final List<NmfResult> fits = ladder.climb(q, starts, m_observer);
        if (fits.isEmpty()) {
            throw new CancellationException("Cancelled");
        }
        return fits;
    }

    /** S_j = χ²_j / φ + #{h_j > 0} of each observation of a fold, NaN without weight. */
    private void holdOut(final int fold, final int q, final double[] scores) {
        final Factors learnt = Ladder.best(fit(m_folds.get(fold), q, 1)).factors().known();
        final Projection projection =
            Nmf.project(m_heldOut.get(fold), learnt.w(), new ProjectionSettings(false, 1, Machine.PROCESSOR),
                m_observer);
        final int[] indices = m_heldOutIndices.get(fold);
        for (int p = 0; p < indices.length; p++) {
            double score = projection.chi2()[p] / m_noise.scale();
            for (int k = 0; k < q; k++) {
                score += projection.factors().h()[p * q + k] > 0 ? 1 : 0;
            }
            scores[indices[p]] = score;
        }
    }

    private double mask(final int m, final int q) {
        final Ladder ladder = m_masked.get(m);
        final Factors learnt = Ladder.best(fit(ladder, q, 1)).factors().known();
        return m_masks.get(m).score(m_data, ladder.data(), learnt) / m_noise.scale();
    }

    private RankRow row(final int q, final NmfResult best, final Round round, final Team team) {
        final Factors model = best.factors().known();
        final long entries = m_data.observedEntries();
        final long parameters = Noise.parameters(model);
        // a fit follows some of the noise, so that its residuals are smaller
        final double inflation = Math.sqrt(entries / Math.max(1.0, entries - parameters));
        final double[] norms = new double[FLIPS + 1];
        final double[] falls = new double[q < m_settings.to() ? FALLS : 0];
        team.run(norms.length + falls.length, (task, worker) -> {
            m_observer.check();
            if (task < norms.length) {
                norms[task] = LargestSingular.of(new Residuals(m_data, model), task, m_noise.block(),
                    m_method.start().seed()).value();
            } else {
                falls[task - norms.length] =
                    NoiseFall.of(m_data, model, task, m_noise.block(), inflation, m_method, m_observer);
            }
        });
        final double d = Math.sqrt(m_data.pixels());
        final double n = Math.sqrt(m_data.count());
        // without the q directions that the templates take
        final double left = (Math.sqrt(m_data.pixels() - q) + Math.sqrt(m_data.count() - q)) / (d + n);
        final double chi2 = best.chi2() / m_noise.scale();
        final Gain heldOut = Gain.of(m_scoresBefore, round.m_scores);
        final Gain masked = Gain.of(m_maskScoresBefore, round.m_maskScores);
        final RankRow row = new RankRow(q, best.factors(), best.chi2(), parameters, entries, chi2 + 2 * parameters,
            chi2 + parameters * Math.log(entries), m_chi2Before - chi2, m_noiseFall, norms[0],
            Arrays.stream(norms, 1, norms.length).average().orElse(Double.NaN) * inflation * left,
            Math.sqrt(m_noise.scale() * entries) / (d * n) * (d + n),
            m_folds.isEmpty() ? Double.NaN : Gain.sum(round.m_scores), heldOut.sum(),
            heldOut.sumError(), Gain.median(round.m_maskScores), masked.mean(), masked.meanError(),
            round.m_halves.length == 0 ? Agreement.unknown(q)
                : Agreement.of(round.m_halves[0], List.of(round.m_halves[1])),
            Agreement.of(best.factors(), round.m_fits.stream().filter(f -> f != best).map(NmfResult::factors).toList()),
            round.m_fits.stream().mapToDouble(NmfResult::chi2).toArray());
        m_scoresBefore = round.m_scores;
        m_maskScoresBefore = round.m_maskScores;
        m_chi2Before = chi2;
        m_noiseFall = Arrays.stream(falls).average().orElse(Double.NaN) / m_noise.scale();
        return row;
    }
}
