package org.noisynmf.engine.solve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.pass.Evaluation;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.engine.solve.loop.Deadline;
import org.noisynmf.engine.solve.stepper.Stepper;

/** One template after the other, over passes that count: each adds 1 to every template and 10 to every coefficient. */
public class GrowthTest {

    private static final int PASSES = 2;

    private static final NmfSettings SETTINGS =
        NmfSettings.builder().rank(3).start(StartMethod.SEQUENTIAL).growthPasses(PASSES).build();

    /** Three templates of two pixels, four observations. */
    private static final Factors START = new Factors(2, 4, 3, new double[]{100, 101, 200, 201, 300, 301},
        new double[]{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});

    /** Counts. */
    private static final class Counting implements Stepper {

        private final double[] m_w;

        private final double[] m_h;

        private final Observer m_observer;

        private double m_passes;

        Counting(final double[] w, final double[] h, final Observer observer) {
            m_observer = observer;
            m_w = w.clone();
            m_h = h.clone();
        }

        @Override
        public boolean pass(final LateObjective late) {
            if (!late.known(objective(), 0.5)) {
                return false;
            }
            if (m_observer.cancelled()) {
                throw new CancellationException();
            }
            Arrays.setAll(m_w, p -> m_w[p] + 1);
            Arrays.setAll(m_h, p -> m_h[p] + 10);
            m_passes++;
            return true;
        }

        @Override
        public boolean late() {
            return false;
        }

        @Override
        public double objective() {
            return 1000 - 100 * m_w.length - m_passes;
        }

        @Override
        public double[] templates() {
            return m_w;
        }

        @Override
        public double[] coefficients() {
            return m_h;
        }

        @Override
        public void revert() {
            throw new AssertionError("all is finite");
        }

        @Override
        public Evaluation evaluate() {
            return new Evaluation(objective(), 0, 0.5, new double[0]);
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

    private static Growth growth(final Observer observer) {
        return new Growth(SETTINGS, (rank, w, h) -> {
            assertThat(w).hasSize(rank * 2);
            assertThat(h).hasSize(rank * 4);
            return new Counting(w, h, observer);
        }, new Deadline(observer, Double.POSITIVE_INFINITY), START);
    }

    @Test
    public void everyStageGoesOnWithTheTemplatesSoFarAndOneMore() {
        final Growth growth = growth(Observer.NONE);
        assertThat(growth.run(0, "", System.nanoTime())).isEmpty();
        assertThat(growth.passes()).isEqualTo(3 * PASSES);
        // in all three stages, in two and in one
        assertThat(growth.factors().w()).containsExactly(106, 107, 204, 205, 302, 303);
        assertThat(growth.factors().h()).containsExactly(61, 42, 23, 64, 45, 26, 67, 48, 29, 70, 51, 32);
    }

    @Test
    public void theTraceIsOneRowForEachStateOfAllStages() {
        final Growth growth = growth(Observer.NONE);
        growth.run(2, "", System.nanoTime());
        assertThat(growth.trace()).extracting(TraceRow::pass).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(growth.trace()).extracting(TraceRow::growth).containsExactly(1, 1, 1, 2, 2, 3, 3);
        assertThat(growth.trace()).extracting(TraceRow::restart).containsOnly(2);
        assertThat(growth.trace()).extracting(TraceRow::objective)
            .containsExactly(800.0, 799.0, 798.0, 599.0, 598.0, 399.0, 398.0);
    }

    @Test
    public void whoCancelsGetsWhatHasGrownSoFar() {
        final int[] told = new int[1];
        final Growth growth = growth(new Observer() {
            @Override
            public boolean cancelled() {
                return told[0] >= PASSES + 1;
            }

            @Override
            public void progress(final double fraction, final String message) {
                told[0]++;
            }
        });
        assertThat(growth.run(0, "", System.nanoTime()).orElseThrow().reason()).isEqualTo(StopReason.CANCELLED);
        assertThat(growth.passes()).isEqualTo(PASSES + 1);
        assertThat(growth.factors().w()).containsExactly(103, 104, 201, 202, 300, 301);
        assertThat(growth.factors().h()).startsWith(31, 12, 3);
    }

    @Test
    public void whoKnowsAFactorDoesNotGrowIt() {
        final NmfProblem problem = NmfProblem.of(Observations.of(new double[][]{{1, 2}, {2, 1}}, null));
        assertThat(Growth.wanted(problem, SETTINGS)).isTrue();
        assertThat(Growth.wanted(problem.withTemplates(new double[]{1, 2}), SETTINGS)).isFalse();
        assertThat(Growth.wanted(problem.withCoefficients(new double[]{1, 2}), SETTINGS)).isFalse();
        assertThat(Growth.wanted(problem, SETTINGS.toBuilder().start(StartMethod.RANDOM).build())).isFalse();
    }
}
