package org.noisynmf.engine.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.Distance;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.engine.settings.Scaling;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.engine.variance.PhotonWeights;

/**
 * Factorises with photon noise whose variance the model tells, {@link PhotonNoise}: rounds of fits with fixed weights V,
 * and between them V ← 1 / (max(W H, 0) / g + σ²), until the templates stand still. Every round starts where the one
 * before ended; the first takes the variances from given factors if there are any, else from the data.
 */
final class RenewedFit {

    /** Change of a template, relative to its norm, below which it stands still: far below the noise of any template. */
    private static final double STILL = 1e-3;

    /** Renewals that the templates may take to stand still; two to four are usual. */
    private static final int MOST_RENEWALS = 10;

    /** Part of the iterations that a round may take, so that renewals are not left without any. */
    private static final int ROUNDS = 5;

    private final NmfProblem m_problem;

    private final PhotonNoise m_noise;

    private final NmfSettings m_settings;

    private final Observer m_observer;

    private final long m_started = System.nanoTime();

    private final List<TraceRow> m_trace = new ArrayList<>();

    private int m_passes;

    private int m_growthPasses;

    private RenewedFit(final NmfProblem problem, final NmfSettings settings, final Observer observer) {
        m_problem = problem;
        m_noise = Objects.requireNonNull(problem.photonNoise());
        m_settings = settings;
        m_observer = observer;
    }

    /**
     * @param problem the problem, with photon noise. Not modified.
     * @param settings the method; iterations and time are those of all rounds together
     * @param observer hears of progress and may cancel
     * @return the last round, with the trace of all; its χ² is that of its weights, {@link NmfResult#data()}
     * @throws IllegalArgumentException if the problem or the settings allow no weights of the model
     */
    static NmfResult of(final NmfProblem problem, final NmfSettings settings, final Observer observer) {
        if (settings.rule().distance() != Distance.SQUARED_ERROR) {
            throw new IllegalArgumentException(
                "The " + settings.rule().distance().title() + " has no variances, so it takes no"
                    + " background variance; choose " + Distance.SQUARED_ERROR.title());
        }
        if (problem.shift() != null) {
            throw new IllegalArgumentException(
                "A shift of each entry needs constant weights, but with a background variance the weights change with "
                    + "the model; give one shift for all entries");
        }
        if (!settings.algorithm().can(Capability.WEIGHTS)) {
            throw new IllegalArgumentException(
                settings.algorithm().title() + " uses no weights, so it takes no background"
                    + " variance. Algorithms that do: "
                    + Algorithm.titlesWith(Capability.WEIGHTS));
        }
        return new RenewedFit(problem, settings, observer).run();
    }

    private NmfResult run() {
        Factors before = given();
        Observations data = before == null ? PhotonWeights.ofData(m_problem.data(), m_noise)
            : PhotonWeights.ofModel(m_problem.data(), m_noise, before);
        NmfResult first = null;
        NmfResult result = null;
        boolean still = false;
        for (int renewals = 0;; renewals++) {
            final int left = left();
            // the last round has all that is left, the others share it
            final int most = still || renewals > MOST_RENEWALS ? left : Math.min(left, share());
            result = round(data, result, most);
            first = first == null ? result : first;
            if (hasEnded(result) || left() == 0) {
                break;
            }
            still = still || before != null && change(before, result.factors()) <= STILL;
            if (still || renewals > MOST_RENEWALS) {
                if (result.stopReason() != StopReason.ITERATION_LIMIT || most == left) {
                    break;
                }
                continue;
            }
            before = result.factors();
            data.discard();
            data = null; // two copies of the weights at a time are enough
            data = PhotonWeights.ofModel(m_problem.data(), m_noise, before);
        }
        return finished(first, result, still);
    }

    private @Nullable Factors given() {
        final Observations data = m_problem.data();
        final double[] w = m_problem.templates();
        final double[] h = m_problem.coefficients();
        final int q = m_settings.rank();
        return w != null && h != null && w.length == data.pixels() * q && h.length == data.count() * q
            ? new Factors(data.pixels(), data.count(), q, w, h) : null;
    }

    private int left() {
        return m_settings.stopping().iterations() - m_passes;
    }

    private int share() {
        return (m_settings.stopping().iterations() + ROUNDS - 1) / ROUNDS;
    }

    private static boolean hasEnded(final NmfResult result) {
        return switch (result.stopReason()) {
            case CANCELLED, TIME_LIMIT, NOT_FINITE -> true;
            case CONVERGED, STATIONARY, ITERATION_LIMIT, DIRECT -> false;
        };
    }

    private NmfResult round(final Observations data, final @Nullable NmfResult before,
        final int iterations) {
        final double elapsed = (System.nanoTime() - m_started) * 1e-9;
        final Stopping whole = m_settings.stopping();
        final NmfSettingsBuilder settings = m_settings.toBuilder().scaling(Scaling.NONE).ordered(false)
            .stopping(new Stopping(iterations, whole.tolerance(), whole.kktTolerance(),
                Math.max(whole.seconds() - elapsed, Double.MIN_NORMAL)));
        NmfProblem problem = m_problem.reweighted(data);
        if (before != null) {
            settings.restarts(1);
            if (!m_settings.algorithm().can(Capability.DIRECT)) {
                final Factors known = before.factors().known();
                problem = problem.withTemplates(known.w()).withCoefficients(known.h());
            }
        }
        final double all = whole.iterations();
        final NmfResult result =
            Solver.factorise(problem, settings.build(), m_observer.part(m_passes / all, iterations / all));
        final int firstRow = before == null ? 0 : 1;
        final int restart = before == null ? 0 : before.restart();
        for (final TraceRow row : result.trace().subList(firstRow, result.trace().size())) {
            m_trace.add(new TraceRow(row.restart() + restart, row.pass() + m_passes + m_growthPasses, row.growth(),
                row.objective(), row.kkt(), row.seconds() + elapsed));
        }
        m_passes += result.passes();
        m_growthPasses += result.growthPasses();
        return before == null ? result : withRestart(result, restart);
    }

    private static NmfResult withRestart(final NmfResult r, final int restart) {
        return new NmfResult(r.data(), r.factors(), r.objective(), r.chi2(), r.kkt(), r.passes(), r.growthPasses(),
            r.stopReason(), restart, r.starts(), r.trace(), r.chi2PerObservation(), r.deadTemplates(), r.device(),
            r.warnings(), r.state());
    }

    /** Largest change of a template of sum 1, relative to its norm. */
    private static double change(final Factors before, final Factors after) {
        final int d = before.pixels();
        double largest = 0;
        for (int k = 0; k < before.rank(); k++) {
            final double sumBefore = sum(before.w(), k * d, d);
            final double sumAfter = sum(after.w(), k * d, d);
            double squares = 0;
            double norm = 0;
            for (int i = k * d; i < (k + 1) * d; i++) {
                if (after.w()[i] >= 0 && before.w()[i] >= 0) {
                    final double value = after.w()[i] / sumAfter;
                    final double difference = value - before.w()[i] / sumBefore;
                    squares += difference * difference;
                    norm += value * value;
                }
            }
            largest = Math.max(largest, norm > 0 ? Math.sqrt(squares / norm) : 0);
        }
        return largest;
    }

    private static double sum(final double[] w, final int from, final int d) {
        double sum = 0;
        for (int i = from; i < from + d; i++) {
            sum += w[i] >= 0 ? w[i] : 0;
        }
        return sum > 0 ? sum : 1;
    }

    private NmfResult finished(final NmfResult first, final NmfResult last, final boolean still) {
        final List<String> warnings = new ArrayList<>(last.warnings());
        if (!still && !hasEnded(last)) {
            warnings
                .add("The templates still changed when the variances were last computed from the model: raise the "
                    + "maximum number of iterations");
        }
        final Factors factors = Finish.of(last.factors(), last.data(), m_settings, m_problem.held());
        return new NmfResult(last.data(), factors, last.objective(), last.chi2(), last.kkt(), m_passes, m_growthPasses,
            last.stopReason(), last.restart(), first.starts(), m_trace, last.chi2PerObservation(),
            Finish.deadTemplates(factors), last.device(), warnings, last.state());
    }
}
