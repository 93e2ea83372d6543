package org.noisynmf.engine.solve.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.junit.Test;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.pass.Evaluation;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.engine.solve.stepper.Stepper;
import org.noisynmf.engine.stopping.Criterion;
import org.noisynmf.engine.stopping.IterationLimit;
import org.noisynmf.engine.stopping.SmallDecrease;

/** The loop over a stepper whose objectives are given: what it keeps, drops and parts. */
public class LoopTest {

    /** Objectives of the states 0, 1, …; the last one stays. */
    private static final class Given implements Stepper {

        private final double[] m_objectives;

        private int m_state;

        private int m_separations;

        private boolean m_copies;

        /** Whether objectives are told by the next pass alone. */
        private boolean m_late;

        /** The state of which a template is not finite. */
        private int m_overflow = -1;

        /** The pass that an observer ends half-way. */
        private int m_interrupted = -1;

        Given(final double... objectives) {
            m_objectives = objectives;
        }

        @Override
        public boolean pass(final LateObjective late) {
            if (!late.known(value(), Double.NaN)) {
                return false;
            }
            if (m_state == m_interrupted) {
                throw new CancellationException();
            }
            m_state++;
            return true;
        }

        @Override
        public boolean late() {
            return m_late;
        }

        private double value() {
            return m_objectives[Math.min(m_state, m_objectives.length - 1)];
        }

        @Override
        public double objective() {
            return m_late ? Double.NaN : value();
        }

        @Override
        public double[] templates() {
            return new double[]{1, m_state == m_overflow ? Double.NEGATIVE_INFINITY : 2};
        }

        @Override
        public double[] coefficients() {
            return new double[]{1};
        }

        @Override
        public boolean separate() {
            m_separations++;
            return m_copies;
        }

        @Override
        public void revert() {
            m_state--;
        }

        @Override
        public Evaluation evaluate() {
            return new Evaluation(value(), 0, 0.5, new double[]{value()});
        }

        @Override
        public Map<String, double[]> save() {
            return Map.of();
        }

        @Override
        public void restore(final Map<String, double[]> values) {
            throw new AssertionError("nothing was saved");
        }
    }

    private static Loop.Outcome run(final Given stepper, final Criterion criterion, final double tolerance,
        final Observer observer) {
        return run(stepper, criterion, tolerance, new Deadline(observer, Double.POSITIVE_INFINITY));
    }

    private static Loop.Outcome run(final Given stepper, final Criterion criterion, final double tolerance,
        final Deadline deadline) {
        return new Loop(stepper, criterion, new Plateau(stepper, tolerance), deadline,
            new Stage("Start 2 of 3, ", 1, 0, 40, 8, System.nanoTime() - 5_000_000_000L), new double[0]).run();
    }

    @Test
    public void aStateThatIsNotFiniteIsDropped() {
        final Loop.Outcome outcome =
            run(new Given(4, 3, Double.POSITIVE_INFINITY), new IterationLimit(9), 0, Observer.NONE);
        assertThat(outcome.reason()).isEqualTo(StopReason.NOT_FINITE);
        assertThat(outcome.passes()).isEqualTo(1);
        assertThat(outcome.trace()).extracting(TraceRow::objective).containsExactly(4.0, 3.0);
        assertThat(outcome.recent()).containsExactly(4, 3);
        assertThat(outcome.trace().get(1).kkt()).as("the last state is measured").isEqualTo(0.5);
    }

    @Test
    public void aStartThatIsNotFiniteIsRefused() {
        assertThatThrownBy(() -> run(new Given(Double.POSITIVE_INFINITY), new IterationLimit(9), 0, Observer.NONE))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("too large for the data");
    }

    @Test
    public void copiesArePartedAgainOnlyIfThatGainedSomething() {
        final Given still = new Given(4);
        still.m_copies = true;
        assertThat(run(still, new SmallDecrease(0.1, 1), 0.1, Observer.NONE).reason())
            .isEqualTo(StopReason.CONVERGED);
        assertThat(still.m_separations).as("the second plateau is no lower").isEqualTo(1);
    }

    @Test
    public void copiesArePartedTenTimesAtMost() {
        final double[] halves = new double[60];
        for (int p = 0; p < halves.length; p++) {
            halves[p] = Math.scalb(1, -(p / 2));
        }
        final Given falling = new Given(halves);
        falling.m_copies = true;
        final Loop.Outcome outcome = run(falling, new SmallDecrease(0.1, 1), 0.1, Observer.NONE);
        assertThat(outcome.reason()).isEqualTo(StopReason.CONVERGED);
        assertThat(falling.m_separations).isEqualTo(10);
    }

    @Test
    public void nothingIsPartedAtTheLimitOfIterations() {
        final Given still = new Given(4);
        still.m_copies = true;
        assertThat(run(still, new IterationLimit(3), 0.1, Observer.NONE).passes()).isEqualTo(3);
        assertThat(still.m_separations).isZero();
    }

    @Test
    public void aTemplateThatIsNotFiniteIsDroppedWhenTheObjectiveIsNotKnownYet() {
        final Given late = new Given(4, 3, 2);
        late.m_late = true;
        late.m_overflow = 2;
        final Loop.Outcome outcome = run(late, new IterationLimit(9), 0, Observer.NONE);
        assertThat(outcome.reason()).isEqualTo(StopReason.NOT_FINITE);
        assertThat(outcome.evaluation().objective()).as("the last finite state").isEqualTo(3);
    }

    @Test
    public void anObjectiveThatIsNotKnownYetIsNoFault() {
        final Given late = new Given(4, 3, 2);
        late.m_late = true;
        final Loop.Outcome outcome = run(late, new IterationLimit(2), 0, Observer.NONE);
        assertThat(outcome.reason()).isEqualTo(StopReason.ITERATION_LIMIT);
        assertThat(outcome.trace()).extracting(TraceRow::objective).containsExactly(4.0, 3.0, 2.0);
    }

    @Test
    public void anExactFitHasNothingToGainFromPartingCopies() {
        final Given exact = new Given(4, 0);
        exact.m_copies = true;
        assertThat(run(exact, new SmallDecrease(0.1, 1), 0.1, Observer.NONE).reason())
            .isEqualTo(StopReason.CONVERGED);
        assertThat(exact.m_separations).isZero();
    }

    @Test
    public void aGainOfNoMoreThanTheToleranceIsNone() {
        final Given halved = new Given(4, 4, 2);
        halved.m_copies = true;
        run(halved, new SmallDecrease(0.1, 1), 0.5, Observer.NONE);
        assertThat(halved.m_separations).isEqualTo(1);
    }

    @Test
    public void theLimitOfIterationsHoldsWhereCopiesArePartedToo() {
        final Given still = new Given(4);
        still.m_copies = true;
        final Loop.Outcome outcome =
            run(still, Criterion.any(new SmallDecrease(0.1, 1), new IterationLimit(1)), 0.1, Observer.NONE);
        assertThat(outcome.passes()).isEqualTo(1);
        assertThat(outcome.reason()).isEqualTo(StopReason.ITERATION_LIMIT);
    }

    @Test
    public void aPassThatIsEndedHalfWayLeavesTheStateBeforeIt() {
        for (final double seconds : new double[]{60, 1}) {
            final long[] clock = {0};
            final Given given = new Given(4, 3, 2);
            given.m_interrupted = 1;
            final Deadline deadline = new Deadline(Observer.NONE, seconds, () -> clock[0]);
            clock[0] = 2_000_000_000L;
            final Loop.Outcome outcome = run(given, new IterationLimit(9), 0, deadline);
            assertThat(outcome.reason()).isEqualTo(seconds > 2 ? StopReason.CANCELLED : StopReason.TIME_LIMIT);
            assertThat(outcome.passes()).isEqualTo(1);
            assertThat(outcome.evaluation().objective()).isEqualTo(3);
        }
    }

    @Test
    public void rowsOfTheTraceTellWhereTheyBelong() {
        final List<TraceRow> trace = run(new Given(4, 3, 2), new IterationLimit(2), 0, Observer.NONE).trace();
        assertThat(trace).extracting(TraceRow::pass).containsExactly(40, 41, 42);
        assertThat(trace).extracting(TraceRow::restart).containsOnly(1);
        // the start began five seconds ago; a test takes less than a minute
        assertThat(trace).extracting(TraceRow::seconds).allMatch(seconds -> seconds >= 5 && seconds < 65);
    }

    @Test
    public void progressIsToldAfterEveryPassInTheCallersUnits() {
        final List<String> told = new ArrayList<>();
        final Deadline deadline = new Deadline(new Observer() {
            @Override
            public boolean cancelled() {
                return false;
            }

            @Override
            public void progress(final double fraction, final String message) {
                told.add(fraction + ": " + message);
            }
        }, Double.POSITIVE_INFINITY);
        deadline.begin(1, 4);
        deadline.tell("χ²", 3);
        run(new Given(4, 3, 2), new IterationLimit(2), 0, deadline);
        assertThat(told).containsExactly("0.28125: Start 2 of 3, iteration 1 of at most 8, χ² 24.0",
            "0.3125: Start 2 of 3, iteration 2 of at most 8, χ² 16.0");
        told.clear();
        final Given late = new Given(4, 3, 2);
        late.m_late = true;
        run(late, new IterationLimit(1), 0, deadline);
        assertThat(told).containsExactly("0.28125: Start 2 of 3, iteration 1 of at most 8");
        told.clear();
        deadline.tell("", 0);
        run(new Given(4, 3, 2), new IterationLimit(1), 0, deadline);
        assertThat(told).containsExactly("0.28125: Start 2 of 3, iteration 1 of at most 8");
    }

    @Test
    public void timeIsUpAfterTheSecondsAllowedAndNotBefore() {
        final long[] clock = {7_000_000_000L};
        final Deadline deadline = new Deadline(Observer.NONE, 2, () -> clock[0]);
        clock[0] += 2_000_000_000L;
        assertThat(deadline.cancelled()).isFalse();
        clock[0] += 1_000_000L;
        assertThat(deadline.cancelled()).isTrue();
    }

    /** Stops when the objective fell by less than half over ten passes. */
    private static Loop.Outcome halving(final int from, final int most, final double[] recent) {
        final double[] objectives = new double[40];
        for (int p = 0; p < objectives.length; p++) {
            objectives[p] = Math.pow(0.5, Math.min(from + p, 14));
        }
        final Given stepper = new Given(objectives);
        return new Loop(stepper, Criterion.any(new SmallDecrease(0.5, Stopping.WINDOW), new IterationLimit(most)),
            new Plateau(stepper, 0), new Deadline(Observer.NONE, Double.POSITIVE_INFINITY),
            new Stage("", 0, 0, from, most, 0), recent).run();
    }

    @Test
    public void aFurtherRunStopsWhereOneRunWouldHaveStopped() {
        // it falls by half a pass until pass 14, and from pass 14 to 24 not at all
        final Loop.Outcome whole = halving(0, 99, new double[0]);
        assertThat(whole.passes()).isEqualTo(24);
        assertThat(whole.reason()).isEqualTo(StopReason.CONVERGED);
        for (int first = 1; first < 24; first++) {
            final Loop.Outcome part = halving(0, first, new double[0]);
            assertThat(part.recent()).as("the present state and ten before it").hasSize(1 + Math.min(first, 10));
            final Loop.Outcome rest = halving(first, 99, part.recent());
            assertThat(first + rest.passes()).as("parted after %d passes", first).isEqualTo(24);
        }
    }
}
