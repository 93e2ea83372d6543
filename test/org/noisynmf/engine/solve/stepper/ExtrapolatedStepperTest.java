package org.noisynmf.engine.solve.stepper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Optional;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.pass.Device;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.testing.Toy;

/**
 * The default algorithm makes the passes of its recipe, one by one: five coordinate sweeps a side, five plain passes, then
 * extrapolation of both factors, with restart where the objective rises. The recipe is written out here for dense matrices.
 */
public class ExtrapolatedStepperTest {

    private static final int D = 14;

    private static final int N = 17;

    private static final int Q = 3;

    private static final int SWEEPS = 5;

    private final double[][] m_x;

    private final double[][] m_v;

    private final Observations m_data;

    private double[] m_w;

    private double[] m_h;

    private double[] m_wFrom;

    private double[] m_hFrom;

    private double[] m_origin;

    private double m_objective;

    private double m_beta = 0.5;

    private double m_limit = 1;

    private double m_accepted = 0.5;

    private int m_discarded;

    public ExtrapolatedStepperTest() {
        final Toy toy = Toy.random(D, N, Q, 0.3, 0.2, 4);
        m_data = toy.observations();
        m_x = new double[N][D];
        m_v = new double[N][D];
        for (int j = 0; j < N; j++) {
            for (int i = 0; i < D; i++) {
                m_v[j][i] = Math.scalb(toy.v()[j][i], -m_data.weightExponent());
                m_x[j][i] = m_v[j][i] > 0 ? Math.scalb(toy.x()[j][i], -m_data.dataExponent()) : 0;
            }
        }
        final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(8);
        begin(random.doubles(D * Q).toArray(), random.doubles(Q * N).toArray());
    }

    private void begin(final double[] w, final double[] h) {
        m_w = w;
        m_h = h;
        m_wFrom = w.clone();
        m_hFrom = h.clone();
        m_origin = h.clone();
        m_objective = objective(w, h);
    }

    private double model(final double[] w, final double[] h, final int j, final int i) {
        double y = 0;
        for (int k = 0; k < Q; k++) {
            y += w[k * D + i] * h[j * Q + k];
        }
        return y;
    }

    private double objective(final double[] w, final double[] h) {
        double sum = 0;
        for (int j = 0; j < N; j++) {
            for (int i = 0; i < D; i++) {
                final double residual = m_x[j][i] - model(w, h, j, i);
                sum += m_v[j][i] * residual * residual;
            }
        }
        return sum;
    }

    /** Unknowns z of one problem with the rows a of the other factor, values x and weights v; all are changed in place. */
    private static double[] sweeps(final double[] start, final double[][] a, final double[] x, final double[] v) {
        final double[] z = start.clone();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int k = 0; k < Q; k++) {
                double descent = 0;
                double diagonal = 0;
                for (int p = 0; p < x.length; p++) {
                    double y = 0;
                    for (int l = 0; l < Q; l++) {
                        y += a[p][l] * z[l];
                    }
                    descent += v[p] * a[p][k] * (x[p] - y);
                    diagonal += v[p] * a[p][k] * a[p][k];
                }
                z[k] = diagonal > 0 ? Math.max(z[k] + descent / diagonal, 0) : z[k];
            }
        }
        return z;
    }

    /** z ∘ [b]⁺ / (G z + [b]⁻), which copies begin with. */
    private static double[] nearly(final double[] z, final double[][] a, final double[] x, final double[] v) {
        final double[] stepped = new double[Q];
        for (int k = 0; k < Q; k++) {
            double b = 0;
            double gz = 0;
            for (int p = 0; p < x.length; p++) {
                b += v[p] * a[p][k] * x[p];
                for (int l = 0; l < Q; l++) {
                    gz += v[p] * a[p][k] * a[p][l] * z[l];
                }
            }
            stepped[k] = z[k] * Math.max(b, 0) / (gz + Math.max(-b, 0));
        }
        return stepped;
    }

    private double[] observations(final double[] w, final double[] from, final boolean copies) {
        final double[][] a = new double[D][Q];
        for (int p = 0; p < D * Q; p++) {
            a[p % D][p / D] = w[p];
        }
        final double[] h = new double[Q * N];
        for (int j = 0; j < N; j++) {
            final double[] z = new double[Q];
            System.arraycopy(from, j * Q, z, 0, Q);
            System.arraycopy(copies ? nearly(z, a, m_x[j], m_v[j]) : sweeps(z, a, m_x[j], m_v[j]), 0, h, j * Q, Q);
        }
        return h;
    }

    private double[] pixels(final double[] from, final double[] h, final boolean copies) {
        final double[][] a = new double[N][Q];
        for (int p = 0; p < Q * N; p++) {
            a[p / Q][p % Q] = h[p];
        }
        final double[] w = new double[D * Q];
        for (int i = 0; i < D; i++) {
            final double[] z = new double[Q];
            final double[] x = new double[N];
            final double[] v = new double[N];
            for (int k = 0; k < Q; k++) {
                z[k] = from[k * D + i];
            }
            for (int j = 0; j < N; j++) {
                x[j] = m_x[j][i];
                v[j] = m_v[j][i];
            }
            final double[] stepped = copies ? nearly(z, a, x, v) : sweeps(z, a, x, v);
            for (int k = 0; k < Q; k++) {
                w[k * D + i] = stepped[k];
            }
        }
        return w;
    }

    private static double[] further(final double[] now, final double[] before, final double beta) {
        final double[] further = now.clone();
        for (int p = 0; p < now.length; p++) {
            further[p] = Math.max(now[p] + beta * (now[p] - before[p]), 0);
        }
        return further;
    }

    private void pass(final boolean plain, final boolean copies) {
        final double[] stepped = observations(m_wFrom, m_hFrom, copies);
        final double[] h = plain ? stepped : further(stepped, m_origin, m_beta);
        final double[] w = pixels(m_wFrom, h, copies);
        final double objective = objective(w, h);
        if (plain || objective <= m_objective) {
            m_wFrom = plain ? w : further(w, m_w, m_beta);
            m_w = w;
            m_h = h;
            m_hFrom = h;
            m_origin = stepped;
            m_objective = objective;
            if (!plain) {
                m_accepted = m_beta;
                m_limit = Math.min(1, 1.01 * m_limit);
                m_beta = Math.min(m_limit, 1.05 * m_beta);
            }
        } else {
            m_discarded++;
            m_wFrom = m_w;
            m_hFrom = m_h;
            m_origin = m_h;
            m_limit = m_accepted;
            m_beta /= 1.5;
        }
    }

    private void assertPasses(final int plain, final int passes) {
        final NmfSettings settings =
            NmfSettings.builder().algorithm(Algorithm.ACCELERATED).sweeps(SWEEPS).rank(Q).threads(1).build();
        try (Team team = new Team(1);
            Device none = new Device(settings, (s, data, rank, free, w, h, shift, warnings) -> Optional.empty(),
                new ArrayList<>())) {
            final Stepper stepper =
                Steppers.create(NmfProblem.of(m_data), settings, Q, m_w, m_h, team, Observer.NONE, none);
            assertThat(stepper.late()).isFalse();
            for (int p = 0; p < passes; p++) {
                final double before = m_objective;
                final int pass = p;
                stepper.pass((objective, kkt) -> {
                    assertThat(objective).as("before pass %d", pass).isCloseTo(before, within(1e-9 * before));
                    return true;
                });
                pass(p < plain, plain > 5 && p == 0);
                // the same sums in another order, through some dozen passes
                assertThat(stepper.templates()).as("pass %d", p).containsExactly(m_w, within(1e-8));
                assertThat(stepper.coefficients()).as("pass %d", p).containsExactly(m_h, within(1e-8));
                assertThat(stepper.objective()).isCloseTo(m_objective, within(1e-9 * m_objective));
            }
        }
    }

    @Test
    public void passesAreThoseOfTheRecipe() {
        assertPasses(5, 40);
        assertThat(m_discarded).as("passes that were discarded").isGreaterThan(1);
    }

    @Test
    public void whereTemplatesAreCopiesOneMultiplicativePassComesFirst() {
        System.arraycopy(m_w, 0, m_w, D, D);
        begin(m_w, m_h);
        assertPasses(6, 20);
    }
}
