package org.noisynmf.engine.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.DataSummary;
import org.noisynmf.engine.model.LoopState;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Penalty;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.engine.settings.Starting;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.engine.solve.loop.Deadline;
import org.noisynmf.engine.solve.loop.Loop;
import org.noisynmf.engine.solve.loop.Plateau;
import org.noisynmf.engine.solve.loop.Stage;
import org.noisynmf.engine.solve.stepper.Copies;
import org.noisynmf.engine.solve.stepper.ReducedIteration;
import org.noisynmf.engine.solve.stepper.StatelessStepper;
import org.noisynmf.engine.solve.stepper.Steppers;
import org.noisynmf.engine.start.TemplateStart;

/**
 * Templates of data that lie anywhere: the algorithm {@link Algorithm#REDUCED} with its starts, growth, stopping and trace,
 * over whoever makes the moments. The templates have the bits of {@link Solver} on the same blocks; coefficients come from a
 * projection onto them.
 */
public final class ReducedFit {

    /** Hears of every round. */
    @FunctionalInterface
    public interface Rounds {
        /**
         * @param row what the round came to, in the caller's units
         * @param state makes what {@link ReducedFit#run} can go on from
         */
        void completed(TraceRow row, Supplier<LoopState> state);
    }

    /**
     * How it ended.
     *
     * @param templates W in the caller's units, d × q, template k contiguous
     * @param reason why it ended
     * @param passes passes of the main loop
     * @param growthPasses passes of sequential growth
     * @param objective χ² + 2 P of W and the coefficients of its last pass; the projection's is no larger
     * @param kkt relative projected gradient
     * @param trace of all passes
     * @param state to go on from
     */
    public record Outcome(double[] templates, StopReason reason, int passes, int growthPasses, double objective,
        double kkt, List<TraceRow> trace, LoopState state) {
    }

    // names in a state
    private static final String PROGRESS = "progress";
    private static final String RECENT = "recent";
    private static final String TRACE = "trace";

    private final DataSummary m_data;

    private final NmfSettings m_settings;

    private final IntFunction<ReducedIteration.Stage> m_stages;

    private final Observer m_observer;

    private final Rounds m_rounds;

    private final long m_started = System.nanoTime();
    private double m_secondsBefore;

    private final List<TraceRow> m_trace = new ArrayList<>();

    private int m_growthPasses;

    /** W of all templates in units of {@link FactorScale}, those yet to grow too. */
    private double[] m_w;

    private FactorScale m_scale;

    /** Objective of the last stage in stored units. */
    private double m_grown;

    private LoopState m_state = new LoopState(Algorithm.REDUCED.id(), 0, Map.of());

    /**
     * @param data of all observations
     * @param settings rank, start, penalties and stopping; the algorithm is {@link Algorithm#REDUCED}
     * @param stages makes the passes for a number of templates
     * @param observer may cancel
     * @param rounds hears of every round
     */
    public ReducedFit(final DataSummary data, final NmfSettings settings,
        final IntFunction<ReducedIteration.Stage> stages, final Observer observer, final Rounds rounds) {
        check(data, settings);
        m_data = data;
        m_settings = settings;
        m_stages = stages;
        m_observer = new Deadline(observer, settings.stopping().seconds());
        m_rounds = rounds;
        m_w = new double[0];
        m_scale = new FactorScale(data.dataExponent(), 0);
    }

    private static void check(final DataSummary data, final NmfSettings settings) {
        settings.check();
        if (data.observedEntries() == 0) {
            throw new IllegalArgumentException(
                "No entry of the data has weight: every value is missing or has weight 0");
        }
        if (settings.algorithm() != Algorithm.REDUCED) {
            throw new IllegalArgumentException("Data in blocks are factorised by " + Algorithm.REDUCED.title()
                + ", not by " + settings.algorithm().title());
        }
        final Penalty w = settings.regularisation().templates();
        final Penalty h = settings.regularisation().coefficients();
        if (w.isNone() != h.isNone()) {
            throw new IllegalArgumentException("A penalty on the " + (w.isNone() ? "coefficients" : "templates")
                + " alone has no minimum while the scale is free; penalise the other factor, too");
        }
        if (settings.start().restarts() > 1) {
            throw new IllegalArgumentException("Data in blocks are factorised from one start at a time, but "
                + settings.start().restarts() + " are asked for");
        }
    }

    /**
     * @param given start templates in the caller's units; null = none. Not modified.
     * @param held indices of templates that stay as they are. Not modified.
     * @param state where an earlier run was; null = begin
     * @return templates and how they were found
     */
    public Outcome run(final double @Nullable [] given, final int[] held, final @Nullable LoopState state) {
        final int q = m_settings.rank();
        final Starting how = m_settings.start();
        final double[] start = TemplateStart.create(m_data, how.method(), q, how.seed(), given, held.length > 0);
        m_scale = FactorScale.of(m_data.dataExponent(), m_settings, start);
        m_w = FactorScale.times(start, -m_scale.shift());
        final boolean growing = how.method() == StartMethod.SEQUENTIAL && given == null;
        if (!growing && !Copies.of(m_w, m_data.pixels(), q, Steppers.EQUAL).isEmpty()) {
            throw new IllegalArgumentException("Two start templates are equal up to scale; give different ones, or grow"
                + " them (start sequential)");
        }
        final int[] progress = state == null ? new int[]{growing ? 1 : 0, 0} : resumed(state);
        Map<String, double[]> values = state == null ? null : state.values();
        final Stopping stopping = m_settings.stopping();
        if (progress[0] > 0) {
            for (int rank = progress[0]; rank <= q; rank++) {
                final Loop.Outcome stage = stage(rank, rank,
                    new Stopping(how.growthPasses(), 0, 0, stopping.seconds()), progress[1], values);
                m_growthPasses += stage.passes() + progress[1];
                progress[1] = 0;
                values = null;
                if (stage.reason() != StopReason.ITERATION_LIMIT) {
                    return outcome(stage, 0, rank);
                }
            }
        }
        return outcome(stage(0, q, stopping, progress[1], values), progress[1], 0);
    }

    /** @return stage and passes in it */
    private int[] resumed(final LoopState state) {
        final double[] progress = state.values().get(PROGRESS);
        final double[] w = state.values().get("wAll");
        if (!Algorithm.REDUCED.id().equals(state.algorithm()) || progress == null || w == null
            || w.length != m_w.length) {
            throw new IllegalArgumentException("The saved state is not one of " + m_settings.rank() + " templates of "
                + m_data.pixels() + " pixels by " + Algorithm.REDUCED.title());
        }
        m_w = w.clone();
        m_growthPasses = (int)progress[2];
        m_trace.addAll(PackedTrace.unpacked(state.values().getOrDefault(TRACE, new double[0])));
        m_secondsBefore = m_trace.isEmpty() ? 0 : m_trace.get(m_trace.size() - 1).seconds();
        return new int[]{(int)progress[0], (int)progress[1]};
    }

    private Loop.Outcome stage(final int growth, final int rank, final Stopping stopping, final int before,
        final @Nullable Map<String, double[]> values) {
        final double[] w = Arrays.copyOf(m_w, m_data.pixels() * rank);
        final ReducedIteration iteration = m_stages.apply(rank).begin(w);
        final StatelessStepper stepper = new StatelessStepper(iteration, w);
        double[] recent = new double[0];
        if (values != null) {
            stepper.restore(values);
            recent = values.getOrDefault(RECENT, recent);
        } else if (growth == 0 && m_growthPasses > 0) {
            iteration.start(w, m_grown);
        }
        final Rows rows = new Rows(stepper, growth, before, recent);
        final Stopping left = new Stopping(Math.max(0, stopping.iterations() - before), stopping.tolerance(),
            stopping.kktTolerance(), stopping.seconds());
        final Stage stage = new Stage("", 0, growth, m_growthPasses + before, left.iterations(), m_started);
        if (m_trace.isEmpty()) {
            m_trace.add(new TraceRow(0, 0, growth, Double.NaN, Double.NaN, 0));
        }
        final Plateau plateau = new Plateau(stepper, left.tolerance());
        final Deadline listener = new Deadline(rows, Double.POSITIVE_INFINITY);
        final Loop.Outcome outcome = new Loop(stepper, left.criterion(), plateau, listener, stage, recent).run();
        System.arraycopy(stepper.templates(), 0, m_w, 0, w.length);
        m_grown = outcome.evaluation().objective();
        rows.finish(outcome);
        return outcome;
    }

    private double stored(final double objective) {
        return Math.scalb(objective, 2 * m_data.dataExponent() + m_data.weightExponent());
    }

    private Outcome outcome(final Loop.Outcome last, final int before, final int growth) {
        final double[] w = m_scale.given(m_data.pixels(), m_settings.rank(), m_w);
        return new Outcome(w, last.reason(), growth > 0 ? 0 : last.passes() + before, m_growthPasses,
            stored(last.evaluation().objective()), last.evaluation().kkt(), List.copyOf(m_trace), m_state);
    }

    /** Tells of every pass of a stage: its row of the trace, with the state to go on from. */
    private final class Rows implements Observer {

        private final StatelessStepper m_stepper;

        private final int m_growth;

        private int m_passes;

        private final List<Double> m_recent = new ArrayList<>();

        Rows(final StatelessStepper stepper, final int growth, final int before, final double[] recent) {
            m_stepper = stepper;
            m_growth = growth;
            m_passes = before;
            Arrays.stream(recent).forEach(m_recent::add);
            if (recent.length == 0) {
                m_recent.add(Double.NaN); // of the start, which the first pass will measure
            }
        }

        @Override
        public boolean cancelled() {
            return m_observer.cancelled();
        }

        @Override
        public void progress(final double fraction, final String message) {
            m_passes++;
            if (Double.isNaN(m_recent.get(0))) {
                m_recent.set(0, m_stepper.first());
            }
            final TraceRow start = m_trace.get(m_trace.size() - 1);
            if (Double.isNaN(start.objective())) {
                m_trace.set(m_trace.size() - 1, new TraceRow(0, start.pass(), start.growth(),
                    stored(m_stepper.first()), Double.NaN, start.seconds()));
            }
            m_recent.add(m_stepper.objective());
            final TraceRow row = new TraceRow(0, m_growthPasses + m_passes, m_growth, stored(m_stepper.objective()),
                Double.NaN, m_secondsBefore + (System.nanoTime() - m_started) * 1e-9);
            m_trace.add(row);
            m_rounds.completed(row, () -> state(m_recent));
        }

        private LoopState state(final List<Double> objectives) {
            final Map<String, double[]> values = new TreeMap<>(m_stepper.save());
            final double[] all = m_w.clone();
            System.arraycopy(m_stepper.templates(), 0, all, 0, m_stepper.templates().length);
            values.put("wAll", all);
            values.put(PROGRESS, new double[]{m_growth, m_passes, m_growthPasses});
            values.put(RECENT, objectives.subList(Math.max(0, objectives.size() - 1 - Stopping.WINDOW),
                objectives.size()).stream().mapToDouble(Double::doubleValue).toArray());
            values.put(TRACE, PackedTrace.of(m_trace));
            return new LoopState(Algorithm.REDUCED.id(), m_passes, values);
        }

        /** The loop hears of a gradient one pass late. */
        void finish(final Loop.Outcome outcome) {
            final int first = m_trace.size() - outcome.trace().size();
            for (int p = 0; p < outcome.trace().size(); p++) {
                final TraceRow told = outcome.trace().get(p);
                if (!Double.isNaN(told.kkt())) {
                    final TraceRow row = m_trace.get(first + p);
                    final double objective = p == 0 && Double.isNaN(row.objective()) ? stored(told.objective())
                        : row.objective();
                    m_trace.set(first + p,
                        new TraceRow(0, row.pass(), row.growth(), objective, told.kkt(), row.seconds()));
                }
            }
            m_state = state(m_recent);
        }
    }
}
