package org.noisynmf.engine.solve.stepper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.pass.Evaluation;
import org.noisynmf.engine.settings.Distance;
import org.noisynmf.testing.ShuffledTeam;

/** A pass of the ratio rules does what their formulas say, over all tiles, gaps and batches. */
@RunWith(Parameterized.class)
public class DivergenceStepperTest {

    /** Two tiles of pixels. */
    private static final int D = 700;

    /** Three batches, the last one not full. */
    private static final int N = 40;

    private static final int Q = 3;

    private static final int HELD = 1;

    private final boolean m_itakuraSaito;

    private final Distance m_distance;

    private final double[][] m_x = new double[N][D];

    private final double[][] m_v = new double[N][D];

    private final double[] m_w;

    private final double[] m_h;

    private final Observations m_data;

    /** @return the divergences */
    @Parameters(name = "{0}")
    public static List<Distance> divergences() {
        return List.of(Distance.KULLBACK_LEIBLER, Distance.ITAKURA_SAITO);
    }

    public DivergenceStepperTest(final Distance distance) {
        m_distance = distance;
        m_itakuraSaito = distance == Distance.ITAKURA_SAITO;
        final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(3);
        for (int j = 0; j < N; j++) {
            // some are observed in the first tile alone, some in the second alone, pixel 5 never
            final int from = j % 4 == 1 ? 600 : 0;
            final int to = j % 4 == 2 ? 300 : D;
            for (int i = from; i < to; i++) {
                m_x[j][i] = 0.1 + random.nextDouble();
                m_v[j][i] = i == 5 || random.nextDouble() < 0.2 ? 0 : 0.5 + random.nextDouble();
            }
        }
        m_w = random.doubles(D * Q, 0.1, 1).toArray();
        m_h = random.doubles(Q * N, 0.1, 1).toArray();
        m_w[7] = 0;
        m_h[4] = 0;
        m_data = Observations.of(m_x, m_v);
        for (int j = 0; j < N; j++) {
            for (int i = 0; i < D; i++) {
                m_x[j][i] = Math.scalb(m_x[j][i], -m_data.dataExponent());
                m_v[j][i] = Math.scalb(m_v[j][i], -m_data.weightExponent());
            }
        }
    }

    private static double model(final double[] w, final double[] h, final int j, final int i) {
        double y = 0;
        for (int k = 0; k < Q; k++) {
            y += w[k * D + i] * h[j * Q + k];
        }
        return y;
    }

    /** Σ a v x/y and Σ a v, or Σ a v x/y² and Σ a v/y, added to those of one unknown. */
    private void add(final double[] sums, final double a, final int j, final int i, final double y) {
        final double power = m_itakuraSaito ? y : 1;
        if (m_v[j][i] > 0) {
            sums[0] += a * m_v[j][i] * m_x[j][i] / y / power;
            sums[1] += a * m_v[j][i] / power;
        }
    }

    private double[] sumsOfObservation(final double[] w, final double[] h, final int j, final int k) {
        final double[] sums = new double[2];
        for (int i = 0; i < D; i++) {
            add(sums, w[k * D + i], j, i, model(w, h, j, i));
        }
        return sums;
    }

    private double[] sumsOfPixel(final double[] w, final double[] h, final int i, final int k) {
        final double[] sums = new double[2];
        for (int j = 0; j < N; j++) {
            add(sums, h[j * Q + k], j, i, model(w, h, j, i));
        }
        return sums;
    }

    private double stepped(final double z, final double[] sums) {
        final double ratio = sums[0] / sums[1];
        return sums[1] > 0 ? z * (m_itakuraSaito ? Math.sqrt(ratio) : ratio) : z;
    }

    /** ‖projected gradient‖ / ‖numerators‖, over observations and over pixels. */
    private double[] gradients(final double[] w, final double[] h) {
        final double[] parts = new double[4];
        for (int k = 0; k < Q; k++) {
            for (int j = 0; j < N; j++) {
                addGradient(parts, 0, h[j * Q + k], sumsOfObservation(w, h, j, k));
            }
            for (int i = 0; i < D; i++) {
                final double[] sums = sumsOfPixel(w, h, i, k);
                if (k != HELD) {
                    addGradient(parts, 2, w[k * D + i], sums);
                } else {
                    parts[3] += sums[0] * sums[0];
                }
            }
        }
        return new double[]{Math.sqrt(parts[0] / parts[1]), Math.sqrt(parts[2] / parts[3])};
    }

    private static void addGradient(final double[] parts, final int at, final double z, final double[] sums) {
        final double gradient = z > 0 || sums[1] < sums[0] ? sums[1] - sums[0] : 0;
        parts[at] += gradient * gradient;
        parts[at + 1] += sums[0] * sums[0];
    }

    private double divergence(final double[] w, final double[] h) {
        double sum = 0;
        for (int j = 0; j < N; j++) {
            for (int i = 0; i < D; i++) {
                if (m_v[j][i] > 0) {
                    final double ratio = m_x[j][i] / model(w, h, j, i);
                    sum += m_v[j][i] * (m_itakuraSaito ? ratio - Math.log(ratio) - 1
                        : m_x[j][i] * (Math.log(ratio) - 1 + 1 / ratio));
                }
            }
        }
        return sum;
    }

    private DivergenceStepper stepper(final Observer observer, final ShuffledTeam team) {
        return new DivergenceStepper(m_data, m_distance, Q, new int[]{HELD}, m_w, m_h, team, observer);
    }

    @Test
    public void onePassIsTheFormula() {
        final double[] h = m_h.clone();
        for (int p = 0; p < h.length; p++) {
            h[p] = stepped(h[p], sumsOfObservation(m_w, m_h, p / Q, p % Q));
        }
        final double[] w = m_w.clone();
        for (int p = 0; p < w.length; p++) {
            w[p] = p / D == HELD ? w[p] : stepped(w[p], sumsOfPixel(m_w, h, p % D, p / D));
        }
        try (ShuffledTeam team = new ShuffledTeam(1)) {
            final DivergenceStepper stepper = stepper(Observer.NONE, team);
            assertThat(stepper.late()).isTrue();
            assertThat(stepper.pass((objective, kkt) -> {
                assertThat(objective).isCloseTo(divergence(m_w, m_h), within(1e-9 * objective));
                return true;
            })).isTrue();
            assertThat(stepper.objective()).as("known to the next pass").isNaN();
            // sums of some hundred terms of order one
            assertThat(stepper.coefficients()).containsExactly(h, within(1e-12));
            assertThat(stepper.templates()).containsExactly(w, within(1e-12));
            stepper.pass((objective, kkt) -> {
                // of the observations as they are met, and of the pixels before their last step
                assertThat(kkt).isCloseTo(Math.max(gradients(w, h)[0], gradients(m_w, h)[1]), within(1e-12));
                return true;
            });
        }
    }

    @Test
    public void theGradientIsThatOfTheStateWhichIsMeasured() {
        try (ShuffledTeam team = new ShuffledTeam(2)) {
            final DivergenceStepper stepper = stepper(Observer.NONE, team);
            final Evaluation evaluation = stepper.evaluate();
            final double[] expected = gradients(m_w, m_h);
            assertThat(evaluation.kkt()).isCloseTo(Math.max(expected[0], expected[1]), within(1e-12));
            assertThat(evaluation.objective()).isCloseTo(divergence(m_w, m_h), within(1e-9 * evaluation.objective()));
            assertThat(stepper.templates()).as("measuring changes nothing").isEqualTo(m_w);
            assertThat(stepper.coefficients()).isEqualTo(m_h);
        }
    }

    @Test
    public void aPassThatIsNotWantedOrCancelledLeavesTheState() {
        final AtomicBoolean cancelled = new AtomicBoolean();
        try (ShuffledTeam team = new ShuffledTeam(3)) {
            final DivergenceStepper stepper = stepper(new Observer() {
                @Override
                public boolean cancelled() {
                    return cancelled.get();
                }

                @Override
                public void progress(final double fraction, final String message) {
                    throw new AssertionError("a pass tells nothing");
                }
            }, team);
            assertThat(stepper.pass((objective, kkt) -> false)).isFalse();
            cancelled.set(true);
            assertThatThrownBy(() -> stepper.pass((objective, kkt) -> true)).isInstanceOf(CancellationException.class);
            assertThat(Arrays.equals(stepper.templates(), m_w) && Arrays.equals(stepper.coefficients(), m_h)).isTrue();
        }
    }
}
