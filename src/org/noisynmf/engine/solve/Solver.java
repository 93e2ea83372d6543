package org.noisynmf.engine.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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
import org.noisynmf.engine.pass.PassOpener;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.Distance;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.engine.solve.loop.Deadline;
import org.noisynmf.engine.solve.loop.Loop;
import org.noisynmf.engine.solve.loop.Plateau;
import org.noisynmf.engine.solve.loop.Stage;
import org.noisynmf.engine.solve.stepper.Stepper;
import org.noisynmf.engine.solve.stepper.Steppers;
import org.noisynmf.engine.start.Separable;
import org.noisynmf.engine.start.Starts;
import org.noisynmf.engine.stopping.Criterion;
import org.noisynmf.engine.stopping.IterationLimit;

/** From a problem and settings to the best of all restarts. */
public final class Solver {

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
        m_observer.tell(settings.rule().distance() == Distance.SQUARED_ERROR ? "χ²" : "misfit",
            settings.rule().distance().exponent(problem.data()));
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
            if (run.last()) {
                break;
            }
        }
        return result(Objects.requireNonNull(best), starts, trace);
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
        m_observer.begin(restart, m_restarts);
        final String label = m_restarts > 1 ? "Start " + (restart + 1) + " of " + m_restarts + ", " : "";
        if (m_settings.algorithm().can(Capability.DIRECT)) {
            return direct(restart, seed, started);
        }
        final Factors start = Starts.create(m_problem, m_settings, seed);
        final FactorScale scale = FactorScale.of(m_problem, m_settings, start);
        final Factors stored = scale.stored(start);
        if (!Growth.wanted(m_problem, m_settings)) {
            final Stepper stepper = stepper(m_settings.rank(), stored.w(), stored.h());
            final Loop.Outcome outcome = loop(stepper, stage(label, restart, 0, started), new double[0]);
            return Run.of(restart, scale, 0, stepper, outcome.reason(), outcome);
        }
        final Growth growth = new Growth(m_settings, this::stepper, m_observer, stored);
        final Optional<Loop.Outcome> ended = growth.run(restart, label, started);
        final Stepper stepper = stepper(m_settings.rank(), growth.factors().w(), growth.factors().h());
        if (ended.isPresent()) {
            return new Run(restart, scale, growth.passes(), 0, stepper, ended.get().reason(), stepper.evaluate(),
                ended.get().recent(), growth.trace());
        }
        final Loop.Outcome outcome = loop(stepper, stage(label, restart, growth.passes(), started), new double[0]);
        final List<TraceRow> trace = new ArrayList<>(growth.trace());
        // the first state is the last of growth
        trace.addAll(outcome.trace().subList(1, outcome.trace().size()));
        return new Run(restart, scale, growth.passes(), outcome.passes(), stepper, outcome.reason(),
            outcome.evaluation(), outcome.recent(), trace);
    }

    private Run direct(final int restart, final long seed, final long started) {
        final Factors factors =
            new Separable(m_settings.start().pixelAnchors()).create(m_problem.data(), m_settings.rank(), seed);
        final Stepper stepper = stepper(m_settings.rank(), factors.w(), factors.h());
        final Loop.Outcome outcome = new Loop(stepper, new IterationLimit(0), new Plateau(stepper, 0), m_observer,
            new Stage("", restart, 0, 0, 0, started), new double[0]).run();
        return Run.of(restart, new FactorScale(m_problem.data().dataExponent(), 0), 0, stepper, StopReason.DIRECT,
            outcome);
    }

    private NmfResult further(final LoopState state) {
        final Stepper stepper = stepper(m_settings.rank(), SavedState.factor(state, "w"),
            SavedState.factor(state, "h"));
        SavedState.restore(state, stepper);
        final Loop.Outcome outcome =
            loop(stepper, stage("", 0, state.passes(), System.nanoTime()), SavedState.recent(state));
        final FactorScale scale = new FactorScale(m_problem.data().dataExponent(), SavedState.shift(state));
        final Run run = Run.of(0, scale, state.passes(), stepper, outcome.reason(), outcome);
        return result(run, List.of(start(run, m_settings.start().seed())), outcome.trace());
    }

    private Stage stage(final String label, final int restart, final int firstRow, final long started) {
        return new Stage(label, restart, 0, firstRow, m_settings.stopping().iterations(), started);
    }

    /** The main loop. */
    private Loop.Outcome loop(final Stepper stepper, final Stage stage, final double[] recent) {
        final Stopping stopping = m_settings.stopping();
        return new Loop(stepper, Criterion.any(stopping.criterion(), m_observer),
            new Plateau(stepper, stopping.tolerance()), m_observer, stage, recent).run();
    }

    private Stepper stepper(final int rank, final double[] w, final double[] h) {
        return Steppers.create(m_problem, m_settings, rank, w, h, m_team, m_observer, m_device);
    }

    private NmfResult result(final Run run, final List<FitStart> starts, final List<TraceRow> trace) {
        return Results.of(m_problem, m_settings, run, starts, trace, m_device.description(), m_warnings);
    }
}
