package org.noisynmf.engine.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.FitStart;
import org.noisynmf.engine.model.LoopState;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.testing.Toy;

/** Restarts, growth before them, and going on. */
public class SolverTest {

    private static final Toy TOY = Toy.random(12, 15, 3, 0.3, 0.2, 5);

    private static final NmfProblem PROBLEM = NmfProblem.of(TOY.observations());

    private static final NmfSettings SETTINGS =
        NmfSettings.builder().rank(3).seed(5).threads(1).stopping(Stopping.after(4)).build();

    /** Cancels after so many messages, and remembers them. */
    private static final class Listener implements Observer {

        private final int m_most;

        private final List<String> m_messages = new ArrayList<>();

        private double m_fraction;

        Listener(final int most) {
            m_most = most;
        }

        @Override
        public boolean cancelled() {
            return m_messages.size() >= m_most;
        }

        @Override
        public void progress(final double fraction, final String message) {
            m_messages.add(message);
            assertThat(fraction).as(message).isGreaterThanOrEqualTo(m_fraction);
            m_fraction = fraction;
        }
    }

    @Test
    public void restartsTakeOneSeedAfterTheOtherAndTheLowestIsKept() {
        final NmfResult all = Solver.factorise(PROBLEM, SETTINGS.toBuilder().restarts(4).build(), Observer.NONE);
        final List<NmfResult> alone = new ArrayList<>();
        for (int r = 0; r < 4; r++) {
            alone.add(Solver.factorise(PROBLEM, SETTINGS.toBuilder().seed(5 + r).build(), Observer.NONE));
            assertThat(all.starts().get(r).seed()).isEqualTo(5 + r);
            assertThat(all.starts().get(r).objective()).isEqualTo(alone.get(r).objective());
            final int restart = r;
            assertThat(all.trace().stream().filter(row -> row.restart() == restart).map(TraceRow::objective))
                .isEqualTo(alone.get(r).trace().stream().map(TraceRow::objective).toList());
        }
        final NmfResult lowest = alone.stream().min(Comparator.comparingDouble(NmfResult::objective)).orElseThrow();
        assertThat(all.factors().w()).isEqualTo(lowest.factors().w());
        assertThat(all.restart()).isEqualTo(alone.indexOf(lowest));
        for (final FitStart start : all.starts()) {
            assertThat(start.templates() != null).isEqualTo(start.objective() <= 1.001 * lowest.objective());
        }
    }

    @Test
    public void afterWhoeverCancelledNoOtherStartFollows() {
        final NmfSettings settings = SETTINGS.toBuilder().restarts(4).build();
        final Listener listener = new Listener(6);
        assertThat(Solver.factorise(PROBLEM, settings, listener).starts())
            .extracting(FitStart::stopReason).containsExactly(StopReason.ITERATION_LIMIT, StopReason.CANCELLED);
        assertThat(listener.m_messages.get(0)).startsWith("Start 1 of 4, ").contains("χ²");
        assertThat(listener.m_messages.get(5)).startsWith("Start 2 of 4, ");
        assertThat(listener.m_fraction).isEqualTo(6.0 / 16);
        final NmfResult late = Solver.factorise(PROBLEM,
            settings.toBuilder().stopping(new Stopping(4, 0, 0, Double.MIN_NORMAL)).build(), Observer.NONE);
        assertThat(late.starts()).extracting(FitStart::stopReason).containsExactly(StopReason.TIME_LIMIT);
    }

    @Test
    public void oneStartIsNotNumbered() {
        final Listener listener = new Listener(100);
        Solver.factorise(PROBLEM, SETTINGS, listener);
        assertThat(listener.m_messages.get(0)).doesNotContain("Start");
    }

    @Test
    public void templatesOfStartsAreUnknownWhereNothingWasObserved() {
        final double[][] v = Arrays.stream(TOY.v()).map(double[]::clone).toArray(double[][]::new);
        for (final double[] row : v) {
            row[4] = 0;
        }
        final double[] w = Solver.factorise(NmfProblem.of(Observations.of(TOY.x(), v)), SETTINGS, Observer.NONE)
            .starts().get(0).templates();
        assertThat(w).isNotNull();
        for (int p = 0; p < w.length; p++) {
            assertThat(Double.isNaN(w[p])).isEqualTo(p % 12 == 4);
        }
        for (final double value : Solver.factorise(PROBLEM, SETTINGS, Observer.NONE).starts().get(0).templates()) {
            assertThat(value).isNotNegative();
        }
    }

    @Test
    public void growthThatIsCancelledGivesWhatItHas() {
        final NmfResult result = Solver.factorise(PROBLEM,
            SETTINGS.toBuilder().start(StartMethod.SEQUENTIAL).growthPasses(3).build(), new Listener(5));
        assertThat(result.stopReason()).isEqualTo(StopReason.CANCELLED);
        assertThat(result.growthPasses()).isEqualTo(5);
        assertThat(result.passes()).isZero();
        assertThat(result.trace()).hasSize(6);
        assertThat(result.chi2()).isCloseTo(TOY.chi2(result.factors()), within(1e-9 * result.chi2()));
    }

    @Test
    public void theIterationsFollowGrowth() {
        final NmfResult result = Solver.factorise(PROBLEM,
            SETTINGS.toBuilder().start(StartMethod.SEQUENTIAL).growthPasses(3).build(), Observer.NONE);
        assertThat(result.growthPasses()).isEqualTo(9);
        assertThat(result.passes()).isEqualTo(4);
        assertThat(result.trace()).extracting(TraceRow::pass).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
            13);
    }

    /** In units far from 1, from templates far from 1. */
    @Test
    public void aSearchGoesOnInTheUnitsItWasSavedIn() {
        final double[][] x = Arrays.stream(TOY.x())
            .map(row -> Arrays.stream(row).map(value -> 1e9 * value).toArray()).toArray(double[][]::new);
        final NmfProblem problem = NmfProblem.of(Observations.of(x, TOY.v()))
            .withTemplates(Arrays.stream(TOY.truth().w()).map(value -> 1e12 * value).toArray());
        final NmfResult half = Solver.factorise(problem, SETTINGS, Observer.NONE);
        final NmfResult rest = Solver.resume(problem, SETTINGS, half.state(), Observer.NONE);
        final NmfResult whole =
            Solver.factorise(problem, SETTINGS.toBuilder().stopping(Stopping.after(8)).build(), Observer.NONE);
        assertThat(rest.factors().w()).isEqualTo(whole.factors().w());
        assertThat(rest.factors().h()).isEqualTo(whole.factors().h());
        assertThat(rest.passes()).isEqualTo(8);
        assertThat(rest.trace()).extracting(TraceRow::pass).containsExactly(4, 5, 6, 7, 8);
        // rounding of about 180 terms
        assertThat(Arrays.stream(whole.chi2PerObservation()).sum())
            .isCloseTo(whole.chi2(), within(1e-12 * whole.chi2()));
        // states from before there was a scale were in the unit of the data
        final Map<String, double[]> older = new TreeMap<>(half.state().values());
        older.remove("scale");
        assertThat(SavedState.shift(half.state())).isNotZero();
        assertThat(SavedState.shift(new LoopState("hals", 4, older))).isZero();
    }

    @Test
    public void aStateOfSomethingElseIsRefused() {
        final LoopState state = Solver.factorise(PROBLEM, SETTINGS, Observer.NONE).state();
        assertThatThrownBy(() -> Solver.resume(PROBLEM, SETTINGS.toBuilder().algorithm(Algorithm.NEARLY).build(),
            state, Observer.NONE)).hasMessageContaining("cannot be continued by \"nearly\"");
        assertThatThrownBy(() -> Solver.resume(PROBLEM, SETTINGS.toBuilder().rank(2).build(), state, Observer.NONE))
            .hasMessageContaining("does not fit 12 pixels, 15 observations and 2 templates");
        for (final double bad : new double[]{-1e-300, Double.NaN, Double.POSITIVE_INFINITY}) {
            for (final String name : new String[]{"w", "h", "wFrom"}) {
                final Map<String, double[]> values = new TreeMap<>(state.values());
                values.put(name, values.get(name).clone());
                values.get(name)[7] = bad;
                assertThatThrownBy(() -> Solver.resume(PROBLEM, SETTINGS,
                    new LoopState(state.algorithm(), state.passes(), values), Observer.NONE))
                    .hasMessageContaining(bad + " among its \"" + name + "\"");
            }
        }
    }
}
