package org.noisynmf.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Distance;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.testing.Toy;

/** Every search ends: in time, when cancelled, and with finite factors. */
public class LimitsTest {

    private static final Toy TOY = Toy.random(30, 40, 3, 0.1, 0, 8);

    private static final double NEVER = Double.POSITIVE_INFINITY;

    private static NmfResult fit(final NmfSettingsBuilder settings, final Observer observer) {
        return Nmf.factorise(NmfProblem.of(TOY.observations()), settings.rank(3).build(), observer);
    }

    /** Cancels when it has been asked so often. */
    private static final class Impatient implements Observer {

        private final AtomicInteger m_left;

        Impatient(final int patience) {
            m_left = new AtomicInteger(patience);
        }

        @Override
        public boolean cancelled() {
            return m_left.getAndDecrement() <= 0;
        }

        @Override
        public void progress(final double fraction, final String message) {
            // not heard
        }
    }

    @Test
    public void timeEndsAPassOfABillionSweepsOrSteps() {
        final Stopping tenth = new Stopping(10, 0, 0, 0.1);
        for (final int threads : new int[]{1, 2}) {
            assertThat(fit(NmfSettings.builder().algorithm(Algorithm.HALS).sweeps(1_000_000_000).threads(threads)
                .stopping(tenth), Observer.NONE).stopReason()).isEqualTo(StopReason.TIME_LIMIT);
            for (final Algorithm algorithm : new Algorithm[]{Algorithm.NEARLY, Algorithm.PROJECTED_GRADIENT,
                Algorithm.GONZALEZ_ZHANG}) {
                assertThat(fit(NmfSettings.builder().algorithm(algorithm).innerSteps(1_000_000_000).threads(threads)
                    .stopping(tenth), Observer.NONE).stopReason()).isEqualTo(StopReason.TIME_LIMIT);
            }
        }
    }

    @Test
    public void timeEndsGrowthAndRestarts() {
        final NmfResult grown = fit(NmfSettings.builder().start(StartMethod.SEQUENTIAL).growthPasses(1_000_000_000)
            .stopping(new Stopping(10, 0, 0, 0.1)), Observer.NONE);
        assertThat(grown.stopReason()).isEqualTo(StopReason.TIME_LIMIT);
        final NmfResult restarted = fit(
            NmfSettings.builder().restarts(1_000_000_000).stopping(new Stopping(1_000_000_000, 0, 0, 0.1)),
            Observer.NONE);
        assertThat(restarted.stopReason()).isEqualTo(StopReason.TIME_LIMIT);
        assertThat(restarted.seeds()).hasSize(1);
    }

    @Test
    public void cancellingEndsAPassOfABillionSweeps() {
        final NmfResult result = fit(NmfSettings.builder().algorithm(Algorithm.HALS).sweeps(1_000_000_000)
            .stopping(new Stopping(10, 0, 0, NEVER)), new Impatient(20));
        assertThat(result.stopReason()).isEqualTo(StopReason.CANCELLED);
        assertThat(result.passes()).isZero();
    }

    @Test
    public void lineSearchesEndWhateverTheUnit() {
        for (final double unit : new double[]{1e-300, 1e-160, 1e-100, 1, 1e100, 1e150}) {
            final double[][] x = new double[10][6];
            final Random random = new Random(3);
            for (final double[] row : x) {
                Arrays.setAll(row, i -> unit * random.nextDouble());
            }
            final NmfResult result = Nmf.factorise(NmfProblem.of(Observations.of(x, null)),
                NmfSettings.builder().algorithm(Algorithm.PROJECTED_GRADIENT).lineSearch(true).threads(1)
                    .stopping(new Stopping(50, 0, 0, NEVER)).build(),
                Observer.NONE);
            assertThat(result.passes()).isEqualTo(50);
            assertThat(Arrays.stream(result.factors().w()).allMatch(Double::isFinite)).isTrue();
        }
    }

    /** A pixel whose data are 0, and a template that is 0: nothing there goes to and fro. */
    @Test
    public void whatIsZeroIsNotRevivedInTurn() {
        final double[][] x = {{0, 1, 2}, {0, 2, 4}, {0, 3, 6}, {0, 1, 2}};
        for (final Algorithm algorithm : new Algorithm[]{Algorithm.NEARLY, Algorithm.SHIFT, Algorithm.WEIGHTED_MU,
            Algorithm.LEE_SEUNG}) {
            for (final double[] w : new double[][]{{1, 1, 1, 0, 0, 0}, {0, 0, 0, 1, 2, 1}, {1, 1, 1, 2, 1, 1}}) {
                final NmfResult result = Nmf.factorise(
                    NmfProblem.of(Observations.of(x, null)).withTemplates(w)
                        .withCoefficients(new double[]{1e5, 1, 1, 1e6, 1, 1, 1, 1}),
                    NmfSettings.builder().algorithm(algorithm).threads(1).stopping(new Stopping(60, 0, 0, NEVER))
                        .build(),
                    Observer.NONE);
                double before = Double.POSITIVE_INFINITY;
                for (final TraceRow row : result.trace()) {
                    // rounding of sums of about 1e2, after the first pass has brought the coefficients to order one
                    assertThat(row.objective()).as("%s, pass %d", algorithm.id(), row.pass())
                        .isLessThanOrEqualTo(before + 1e-10);
                    before = row.pass() == 0 ? Double.POSITIVE_INFINITY : row.objective();
                }
                assertThat(result.chi2()).as(algorithm.id()).isLessThan(1e-6);
            }
        }
    }

    @Test
    public void divergencesAreNeverBelowZero() {
        for (final double noise : new double[]{0, 1e-12, 1e-3}) {
            final Random random = new Random(4);
            final double[][] x = new double[8][5];
            for (int j = 0; j < 8; j++) {
                for (int i = 0; i < 5; i++) {
                    x[j][i] = (j + 1) * (i + 1.0) * (1 + noise * random.nextDouble());
                }
            }
            for (final Distance distance : new Distance[]{Distance.KULLBACK_LEIBLER, Distance.ITAKURA_SAITO}) {
                final NmfResult result = Nmf.factorise(NmfProblem.of(Observations.of(x, null)),
                    NmfSettings.builder().algorithm(Algorithm.WEIGHTED_MU).distance(distance).threads(1)
                        .stopping(new Stopping(500, 0, 0, NEVER)).build(),
                    Observer.NONE);
                assertThat(result.trace()).allSatisfy(row -> assertThat(row.objective()).isNotNegative());
                assertThat(result.chi2()).isNotNegative();
            }
        }
    }

    /** Data that mix hundreds of decades end finite, or say that they did not. */
    @Test
    public void factorsAreFiniteWhateverTheData() {
        final Random random = new Random(5);
        for (int trial = 0; trial < 400; trial++) {
            final double[][] x = new double[6][5];
            final double[][] v = new double[6][5];
            for (int j = 0; j < 6; j++) {
                for (int i = 0; i < 5; i++) {
                    x[j][i] = Math.pow(10, 280 * (2 * random.nextDouble() - 1));
                    v[j][i] = Math.pow(10, 250 * (2 * random.nextDouble() - 1));
                }
            }
            final Algorithm algorithm = Algorithm.values()[trial % Algorithm.values().length];
            final boolean weighted = algorithm.can(org.noisynmf.engine.settings.Capability.WEIGHTS);
            final NmfResult result;
            try {
                result = Nmf.factorise(NmfProblem.of(Observations.of(x, weighted ? v : null)),
                    NmfSettings.builder().algorithm(algorithm).threads(1).seed(trial)
                        .stopping(new Stopping(60, 1e-6, 0, NEVER)).build(),
                    Observer.NONE);
            } catch (IllegalArgumentException e) {
                // refused in words before anything was found
                continue;
            }
            final boolean finite = Arrays.stream(result.factors().w()).allMatch(Double::isFinite)
                && Arrays.stream(result.factors().h()).allMatch(Double::isFinite);
            assertThat(finite).as("%s, trial %d, %s", algorithm.id(), trial, result.stopReason()).isTrue();
        }
    }
}
