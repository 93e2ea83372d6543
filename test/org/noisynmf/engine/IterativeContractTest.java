package org.noisynmf.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Scaling;
import org.noisynmf.testing.Toy;

/** What every algorithm that makes passes keeps. */
@RunWith(Parameterized.class)
public class IterativeContractTest extends AlgorithmContract {

    /** @return the algorithms this holds for */
    @Parameters(name = "{0}")
    public static List<Algorithm> algorithms() {
        return catalogue(Capability.DIRECT, false);
    }

    public IterativeContractTest(final Algorithm algorithm) {
        super(algorithm);
    }

    @Test
    public void traceTellsTheObjectiveAFitOfThatLengthReturns() {
        final Toy toy = toy(0.3, 4);
        final NmfResult whole = fit(toy, settings(3, 15).build());
        for (int p = 0; p <= 15; p++) {
            assertThat(whole.trace().get(p).objective()).as("pass %d", p)
                .isCloseTo(fit(toy, settings(3, p).build()).objective(), within(1e-10));
        }
    }

    /** Laurberg et al. (2008), "Theorems on positive data: on the uniqueness of NMF": unique for 0 ≤ a < 1/2. */
    @Test
    public void uniqueFactorisationIsRecovered() {
        final double a = 0.3;
        final double[] r = {a, 1, 1, a, 0, 0, 1, a, 0, 0, a, 1, 0, 0, a, 1, 1, a};
        final double[][] x = new double[6][6];
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                for (int k = 0; k < 3; k++) {
                    x[j][i] += r[k * 6 + i] * r[k * 6 + j];
                }
            }
        }
        final NmfResult result = Nmf.factorise(NmfProblem.of(Observations.of(x, null)),
            settings(3, 20_000).restarts(3).scaling(Scaling.MAX).build(), Observer.NONE);
        for (int k = 0; k < 3; k++) {
            final double[] template = Arrays.copyOfRange(r, k * 6, k * 6 + 6);
            // multiplicative rules close in on the zeros at a slow, sublinear pace
            assertThat(List.of(0, 1, 2)).as("template %d of %s", k, Arrays.toString(result.factors().w()))
                .anyMatch(l -> distance(result.factors().w(), l * 6, template) < 1e-2);
        }
    }

    @Test
    public void permutingThePixelsPermutesTheTemplates() {
        final Toy toy = toy(0.3, 10);
        final double[] w = Toy.random(37, 2, 3, 0, 0, 81).truth().w();
        final double[] h = Toy.random(2, 23, 3, 0, 0, 82).truth().h();
        final int[] order = {0};
        final Integer[] permutation = new Integer[37];
        Arrays.setAll(permutation, i -> (i * 11 + order[0]) % 37);
        final double[][] x = new double[23][37];
        final double[][] v = new double[23][37];
        final double[] wp = new double[w.length];
        for (int i = 0; i < 37; i++) {
            for (int j = 0; j < 23; j++) {
                x[j][i] = toy.x()[j][permutation[i]];
                v[j][i] = toy.v()[j][permutation[i]];
            }
            for (int k = 0; k < 3; k++) {
                wp[k * 37 + i] = w[k * 37 + permutation[i]];
            }
        }
        final NmfSettings settings = settings(3, 5).build();
        final double[] expected = Nmf.factorise(
            NmfProblem.of(toy.observations()).withTemplates(w).withCoefficients(h), settings, Observer.NONE).factors()
            .w();
        final double[] permuted = Nmf.factorise(
            NmfProblem.of(Observations.of(x, v)).withTemplates(wp).withCoefficients(h), settings, Observer.NONE)
            .factors().w();
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < 37; i++) {
                // sums over pixels run in another order
                assertThat(permuted[k * 37 + i]).isCloseTo(expected[k * 37 + permutation[i]], within(1e-9));
            }
        }
    }

    @Test
    public void continuingIsTheSameAsNotHavingStopped() {
        final Toy toy = toy(0.3, 13);
        final NmfProblem problem = NmfProblem.of(toy.observations());
        final NmfResult whole = Nmf.factorise(problem, settings(3, 24).build(), Observer.NONE);
        NmfResult parts = Nmf.factorise(problem, settings(3, 9).build(), Observer.NONE);
        parts = Nmf.resume(problem, settings(3, 8).build(), parts.state(), Observer.NONE);
        parts = Nmf.resume(problem, settings(3, 7).build(), parts.state(), Observer.NONE);
        assertThat(parts.passes()).isEqualTo(24);
        assertThat(Arrays.equals(parts.factors().w(), whole.factors().w())).isTrue();
        assertThat(Arrays.equals(parts.factors().h(), whole.factors().h())).isTrue();
    }

    @Test
    public void cancelStopsWithinOnePass() {
        final AtomicInteger passes = new AtomicInteger();
        final NmfResult result = Nmf.factorise(NmfProblem.of(toy(0.3, 14).observations()), settings(3, 1000).build(),
            new Observer() {
                @Override
                public boolean cancelled() {
                    return passes.get() >= 3;
                }

                @Override
                public void progress(final double fraction, final String message) {
                    passes.incrementAndGet();
                }
            });
        assertThat(result.stopReason()).isEqualTo(StopReason.CANCELLED);
        assertThat(result.passes()).isEqualTo(3);
        assertThat(result.trace()).hasSize(4);
    }

    @Test
    public void memoryDoesNotGrowWithThePasses() {
        final Toy big = Toy.random(600, 200, 4, 0.2, 0.3, 15);
        final Toy accepted = m_algorithm.can(Capability.NEGATIVE_DATA) ? big : big.clipped();
        final Toy toy = m_algorithm.can(Capability.WEIGHTS) ? accepted : uniform(accepted);
        final NmfProblem problem = NmfProblem.of(toy.observations());
        final long few = allocated(problem, 20);
        final long many = allocated(problem, 120);
        // a trace row and the lambdas of a pass, 2.2 to 3.1 kB; the smallest factor alone takes 6 kB
        assertThat((many - few) / 100.0).isLessThan(4000);
    }

    private static double distance(final double[] w, final int from, final double[] template) {
        double largest = 0;
        for (int i = 0; i < template.length; i++) {
            largest = Math.max(largest, Math.abs(w[from + i] - template[i]));
        }
        return largest;
    }

    private long allocated(final NmfProblem problem, final int passes) {
        final com.sun.management.ThreadMXBean bean =
            (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
        Nmf.factorise(problem, settings(4, passes).build(), Observer.NONE);
        final long before = bean.getThreadAllocatedBytes(Thread.currentThread().getId());
        Nmf.factorise(problem, settings(4, passes).build(), Observer.NONE);
        return bean.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }
}
