package org.noisynmf.engine.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.FitStart;
import org.noisynmf.engine.model.LoopState;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.opencl.OpenClBackend;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.pass.Device;
import org.noisynmf.engine.pass.Evaluation;
import org.noisynmf.engine.pass.PassOpener;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.engine.start.Separable;
import org.noisynmf.engine.start.Starts;

/** From a problem and settings to a result: restarts, sequential growth and the main loop. */
public final class Solver {

    /** Name under which the state keeps the objectives that the tolerance looks back on. */
    private static final String RECENT = "recent";

    /** Name under which the state keeps s of {@link FactorScale}. */
    private static final String SHIFT = "scale";

    private final NmfProblem m_problem;

    private final NmfSettings m_settings;

    private final Deadline m_observer;

    private final Team m_team;

    private final List<String> m_warnings;

    private final Device m_device;

    private final int m_restarts;

    private Solver(final NmfProblem problem, final NmfSettings settings, final Observer observer, final Team team,
        final Device device, final List<String> warnings) {
        m_problem = problem;
        m_settings = settings;
        m_observer = new Deadline(observer, settings.stopping().seconds());
        m_team = team;
        m_device = device;
        m_warnings = warnings;
        m_restarts = Starts.count(problem, settings);
    }

    /**
     * Factorises; see {@link org.noisynmf.engine.Nmf#factorise}.
     *
     * @param problem the observations and what is known of the factors. Not modified.
     * @param settings the method
     * @param observer hears of progress and may cancel
     * @return the best restart
     */
    public static NmfResult factorise(final NmfProblem problem, final NmfSettings settings, final Observer observer) {
        return factorise(problem, settings, observer, OpenClBackend::open);
    }

    /**
     * The same with passes on another device.
     *
     * @param opener prepares passes on the device that the settings name
     */
    static NmfResult factorise(final NmfProblem problem, final NmfSettings settings, final Observer observer,
        final PassOpener opener) {
        if (problem.photonNoise() != null) {
            return RenewedFit.of(problem, settings, observer);
        }
        final List<String> warnings = Compatibility.check(problem, settings);
        try (Team team = new Team(settings.machine().threads());
            Device device = new Device(settings, opener, warnings)) {
            return new Solver(problem, settings, observer, team, device, warnings).restarts();
        }
    }

    /**
     * Goes on; see {@link org.noisynmf.engine.Nmf#resume}.
     *
     * @param problem the same problem as before. Not modified.
     * @param settings the same settings, with the further passes
     * @param state where to go on. Not modified.
     * @param observer hears of progress and may cancel
     * @return the state after the further passes
     */
    public static NmfResult resume(final NmfProblem problem, final NmfSettings settings, final LoopState state,
        final Observer observer) {
        if (problem.photonNoise() != null) {
            throw new IllegalArgumentException(
                "A fit whose variances come from the model cannot be continued iteration by"
                    + " iteration; start from its templates and coefficients instead");
        }
        final List<String> warnings = Compatibility.check(problem, settings);
        Compatibility.checkState(problem, settings, state);
        try (Team team = new Team(settings.machine().threads());
            Device device = new Device(settings, OpenClBackend::open, warnings)) {
            return new Solver(problem, settings, observer, team, device, warnings).further(state);
        }
    }

    /** One restart: its seed and how it ended. */
    private record Run(int restart, FactorScale scale, int growthPasses, int passes, Stepper stepper,
        StopReason reason, Evaluation evaluation, double[] recent, List<TraceRow> trace) {
    }

    private NmfResult restarts() {
        Run best = null;
        final List<FitStart> starts = new ArrayList<>();
        final List<TraceRow> trace = new ArrayList<>();
        for (int r = 0; r < m_restarts; r++) {
            final long seed = m_settings.start().seed() + r;
            final Run run = run(r, seed);
            trace.addAll(run.trace());
            starts.add(start(run, seed));
            if (best == null || run.evaluation().objective() < best.evaluation().objective()) {
                best = run;
            }
            final double lowest = best.evaluation().objective();
            starts.replaceAll(start -> start.keptIfNear(lowest));
            if (run.reason() == StopReason.CANCELLED || run.reason() == StopReason.TIME_LIMIT) {
                break;
            }
        }
        return result(best, starts, trace);
    }

    /** In stored units. */
    private FitStart start(final Run run, final long seed) {
        final double[] w = run.stepper().templates().clone();
        final Observations data = m_problem.data();
        for (int p = 0; p < w.length && data.emptyPixels() > 0; p++) {
            w[p] = data.pixelObserved(p % data.pixels()) ? w[p] : Double.NaN;
        }
        return new FitStart(seed, run.evaluation().objective(), run.passes(), run.reason(), w);
    }

    private Run run(final int restart, final long seed) {
        final long started = System.nanoTime();
        final String label = m_restarts > 1 ? "Restart " + (restart + 1) + " of " + m_restarts + ", " : "";
        if (m_settings.algorithm().can(Capability.DIRECT)) {
            return direct(restart, seed, started);
        }
        final Factors start = Starts.create(m_problem, m_settings, seed);
        final FactorScale scale = FactorScale.of(m_problem, m_settings, start);
        Factors factors = scale.stored(start);
        final List<TraceRow> trace = new ArrayList<>();
        int growthPasses = 0;
        if (m_settings.start().method() == StartMethod.SEQUENTIAL && m_problem.templates() == null
            && m_problem.coefficients() == null) {
            for (int rank = 1; rank <= m_settings.rank(); rank++) {
                final Factors grown = leading(factors, rank);
                final Stepper stepper = stepper(rank, grown.w(), grown.h());
                final Loop.Outcome outcome = new Loop(stepper,
                    new Stopping(m_settings.start().growthPasses(), 0, 0, m_settings.stopping().seconds()), m_observer,
                    label + "growing template " + rank + " of " + m_settings.rank() + ", ", restart, rank,
                    growthPasses, started, new double[0]).run();
                factors = embedded(factors, rank, stepper);
                // the first state of a stage is the last of the one before, with one template more
                trace.addAll(rank == 1 ? outcome.trace() : outcome.trace().subList(1, outcome.trace().size()));
                growthPasses += outcome.passes();
                if (outcome.reason() != StopReason.ITERATION_LIMIT) {
                    final Stepper unfinished = stepper(m_settings.rank(), factors.w(), factors.h());
                    return new Run(restart, scale, growthPasses, 0, unfinished, outcome.reason(), unfinished.evaluate(),
                        outcome.recent(), trace);
                }
            }
        }
        final Stepper stepper = stepper(m_settings.rank(), factors.w(), factors.h());
        final Loop.Outcome outcome = new Loop(stepper, m_settings.stopping(), m_observer, label, restart, 0,
            growthPasses, started, new double[0]).run();
        trace.addAll(growthPasses == 0 ? outcome.trace() : outcome.trace().subList(1, outcome.trace().size()));
        return new Run(restart, scale, growthPasses, outcome.passes(), stepper, outcome.reason(), outcome.evaluation(),
            outcome.recent(), trace);
    }

    private Run direct(final int restart, final long seed, final long started) {
        final Factors factors =
            new Separable(m_settings.start().pixelAnchors()).create(m_problem.data(), m_settings.rank(), seed);
        final Stepper stepper = stepper(m_settings.rank(), factors.w(), factors.h());
        final Loop.Outcome outcome = new Loop(stepper, new Stopping(0, 0, 0, Double.POSITIVE_INFINITY), m_observer, "",
            restart, 0, 0, started, new double[0]).run();
        return new Run(restart, new FactorScale(m_problem.data().dataExponent(), 0), 0, 0, stepper, StopReason.DIRECT,
            outcome.evaluation(), outcome.recent(),
            outcome.trace());
    }

    private NmfResult further(final LoopState state) {
        final Stepper stepper = stepper(m_settings.rank(), state.values().get("w"), state.values().get("h"));
        restore(stepper, state.values());
        final Loop.Outcome outcome = new Loop(stepper, m_settings.stopping(), m_observer, "", 0, 0, state.passes(),
            System.nanoTime(), state.values().get(RECENT)).run();
        final double[] shift = state.values().get(SHIFT);
        final FactorScale scale =
            new FactorScale(m_problem.data().dataExponent(), shift == null ? 0 : (int)shift[0]);
        final Run run = new Run(0, scale, 0, state.passes() + outcome.passes(), stepper, outcome.reason(),
            outcome.evaluation(), outcome.recent(), outcome.trace());
        return result(run, List.of(start(run, m_settings.start().seed())), outcome.trace());
    }

    /** A state from a file may hold anything. */
    private static void restore(final Stepper stepper, final Map<String, double[]> values) {
        final Set<String> wanted = new TreeSet<>(stepper.save().keySet());
        wanted.add(RECENT);
        final Set<String> found = new TreeSet<>(values.keySet());
        // older states do not have it
        found.remove(SHIFT);
        if (!found.equals(wanted)) {
            throw new IllegalArgumentException("The saved state holds " + String.join(", ", values.keySet())
                + ", but the algorithm needs " + String.join(", ", wanted));
        }
        try {
            stepper.restore(values);
        } catch (final IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("The saved state holds too few values: " + e.getMessage(), e);
        }
    }

    private Stepper stepper(final int rank, final double[] w, final double[] h) {
        return Steppers.create(m_problem, m_settings, rank, w, h, m_team, m_observer, m_device);
    }

    /** The first templates of the factors with their coefficients. */
    private static Factors leading(final Factors factors, final int rank) {
        final int n = factors.observations();
        final double[] h = new double[n * rank];
        for (int j = 0; j < n; j++) {
            System.arraycopy(factors.h(), j * factors.rank(), h, j * rank, rank);
        }
        return new Factors(factors.pixels(), n, rank, Arrays.copyOf(factors.w(), factors.pixels() * rank), h);
    }

    /** The factors with their first templates replaced by those of a stage of growth. */
    private static Factors embedded(final Factors factors, final int rank, final Stepper stepper) {
        final int n = factors.observations();
        final double[] w = factors.w().clone();
        final double[] h = factors.h().clone();
        System.arraycopy(stepper.templates(), 0, w, 0, factors.pixels() * rank);
        for (int j = 0; j < n; j++) {
            System.arraycopy(stepper.coefficients(), j * rank, h, j * factors.rank(), rank);
        }
        return new Factors(factors.pixels(), n, factors.rank(), w, h);
    }

    /** Back from stored units to the caller's. */
    private NmfResult result(final Run run, final List<FitStart> starts, final List<TraceRow> trace) {
        final Observations data = m_problem.data();
        final int exponent = m_settings.rule().distance().exponent(data);
        final Evaluation evaluation = run.evaluation();
        final Factors found =
            run.scale().given(data, m_settings.rank(), run.stepper().templates(), run.stepper().coefficients());
        final Factors finished =
            Finish.learnt(Finish.of(found, data, m_settings, m_problem.held()), data);
        final double chi2 = Math.scalb(evaluation.chi2(), exponent);
        final List<Integer> dead = Finish.deadTemplates(finished);
        final List<String> warnings = new ArrayList<>(FitWarnings.of(data, m_settings, finished, dead, run.reason(),
            run.passes(), evaluation.chi2(), exponent));
        warnings.addAll(m_warnings);
        final double[] chi2Of = evaluation.chi2PerObservation();
        for (int j = 0; j < chi2Of.length; j++) {
            chi2Of[j] = Math.scalb(chi2Of[j], exponent);
        }
        final List<TraceRow> unscaled = trace.stream().map(row -> new TraceRow(row.restart(), row.pass(), row.growth(),
            Math.scalb(row.objective(), exponent), row.kkt(), row.seconds())).toList();
        final List<FitStart> ended = starts.stream().map(start -> new FitStart(start.seed(),
            Math.scalb(start.objective(), exponent), start.passes(), start.stopReason(), start.templates())).toList();
        final Map<String, double[]> state = new TreeMap<>(run.stepper().save());
        state.put(RECENT, run.recent());
        state.put(SHIFT, new double[]{run.scale().shift()});
        return new NmfResult(data, finished,
            Math.scalb(evaluation.objective(), exponent), chi2, evaluation.kkt(),
            run.passes(), run.growthPasses(), run.reason(), run.restart(), ended, unscaled, chi2Of,
            dead, m_device.description(), warnings,
            new LoopState(m_settings.algorithm().id(), run.passes(), state));
    }
}
