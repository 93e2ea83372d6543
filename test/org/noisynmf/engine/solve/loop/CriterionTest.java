package org.noisynmf.engine.solve.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.engine.stopping.Criterion;
import org.noisynmf.engine.stopping.IterationLimit;
import org.noisynmf.engine.stopping.SmallDecrease;
import org.noisynmf.engine.stopping.SmallGradient;

/** Criteria judge what is known, and nothing else. */
public class CriterionTest {

    private static States states(final double... objectives) {
        final States states = new States(new Stage("", 0, 0, 0, 100, System.nanoTime()), new double[0]);
        states.measured(objectives[0], Double.NaN);
        for (int p = 1; p < objectives.length; p++) {
            states.next(objectives[p]);
        }
        return states;
    }

    @Test
    public void aDecreaseIsMeasuredOverExactlyTheWindow() {
        final Criterion overTwo = new SmallDecrease(0.1, 2);
        assertThat(overTwo.judge(states(100, 100))).as("the window reaches before the beginning").isEmpty();
        assertThat(overTwo.judge(states(100, 95, 91))).hasValue(StopReason.CONVERGED);
        assertThat(overTwo.judge(states(100, 95, 90))).as("exactly the tolerance is not less").isEmpty();
        assertThat(overTwo.judge(states(1000, 100, 95, 91))).hasValue(StopReason.CONVERGED);
        assertThat(new SmallDecrease(0.1, 3).judge(states(1000, 100, 95, 91))).isEmpty();
    }

    @Test
    public void whatIsNotKnownIsNoReason() {
        assertThat(new SmallDecrease(0.1, 1).judge(states(100, Double.NaN))).isEmpty();
        assertThat(new SmallDecrease(0.1, 1).judge(states(Double.NaN, 0))).isEmpty();
        assertThat(new SmallGradient(0.1).judge(states(100))).isEmpty();
    }

    @Test
    public void anExactFitHasNothingLeftToFallUnlessTheToleranceIsOff() {
        assertThat(new SmallDecrease(1e-6, 1).judge(states(100, 0))).hasValue(StopReason.CONVERGED);
        assertThat(new SmallDecrease(0, 1).judge(states(0, 0))).isEmpty();
    }

    @Test
    public void theGradientIsThatOfThePresentState() {
        final States states = states(100);
        states.measured(100, 0.01);
        assertThat(new SmallGradient(0.1).judge(states)).hasValue(StopReason.STATIONARY);
        assertThat(new SmallGradient(0.01).judge(states)).as("not below").isEmpty();
        states.next(99);
        assertThat(new SmallGradient(0.1).judge(states)).as("a new state has not been measured").isEmpty();
    }

    @Test
    public void ofSeveralReasonsTheFirstCounts() {
        final Stopping stopping = new Stopping(10, 0.5, 0, 1e-9);
        final States states = states(10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10);
        final Criterion all = Criterion.any(stopping.criterion(), new Deadline(Observer.NONE, stopping.seconds()));
        assertThat(all.judge(states)).as("converged in the last iteration allowed").hasValue(StopReason.CONVERGED);
        assertThat(Criterion.any(new IterationLimit(10), stopping.criterion()).judge(states))
            .hasValue(StopReason.ITERATION_LIMIT);
        assertThat(all.judge(states(10))).hasValue(StopReason.TIME_LIMIT);
        assertThat(Criterion.any().judge(states)).isEmpty();
    }

    @Test
    public void anEarlierRunIsLookedBackOn() {
        final States states =
            new States(new Stage("", 0, 0, 7, 100, System.nanoTime()), new double[]{100, 99, 98});
        states.measured(98, Double.NaN);
        assertThat(states.passes()).isZero();
        assertThat(states.trace()).singleElement().satisfies(row -> assertThat(row.pass()).isEqualTo(7));
        assertThat(new SmallDecrease(0.1, 2).judge(states)).hasValue(StopReason.CONVERGED);
        states.forget();
        assertThat(new SmallDecrease(0.1, 2).judge(states)).isEmpty();
        assertThat(states.recent(10)).containsExactly(98);
    }
}
