package org.noisynmf.engine.solve.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.Test;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.pass.Evaluation;
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

        Given(final double... objectives) {
            m_objectives = objectives;
        }

        @Override
        public boolean pass(final LateObjective late) {
            if (!late.known(objective(), Double.NaN)) {
                return false;
            }
            m_state++;
            return true;
        }

        @Override
        public boolean late() {
            return false;
        }

        @Override
        public double objective() {
            return m_objectives[Math.min(m_state, m_objectives.length - 1)];
        }

        @Override
        public double[] templates() {
            return new double[]{1, objective()};
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
            return new Evaluation(objective(), 0, 0.5, new double[]{objective()});
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
        return new Loop(stepper, criterion, new Plateau(stepper, tolerance),
            new Deadline(observer, Double.POSITIVE_INFINITY), new Stage("", 0, 0, 0, 100, System.nanoTime()),
            new double[0]).run();
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
}
