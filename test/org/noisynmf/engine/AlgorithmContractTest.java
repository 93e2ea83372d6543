package org.noisynmf.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.testing.Toy;

/** What every algorithm of the catalogue keeps. Random data carry their seed in the call that makes them. */
@RunWith(Parameterized.class)
public class AlgorithmContractTest extends AlgorithmContract {

    /** @return the algorithms this holds for */
    @Parameters(name = "{0}")
    public static List<Algorithm> algorithms() {
        return List.of(Algorithm.values());
    }

    public AlgorithmContractTest(final Algorithm algorithm) {
        super(algorithm);
    }

    @Test
    public void factorsHaveTheRightShapesAndAreNonNegative() {
        final Factors factors = fit(toy(0, 1), settings(3, 20).build()).factors();
        assertThat(factors.w()).hasSize(37 * 3);
        assertThat(factors.h()).hasSize(23 * 3);
        assertNonNegative(factors);
    }

    @Test
    public void reportedObjectiveIsThatOfTheReturnedFactors() {
        final Toy toy = toy(0.3, 2);
        for (final int passes : new int[]{0, 1, 2, 7, 30}) {
            final NmfResult result = fit(toy, settings(3, passes).build());
            // the naïve sum adds the same terms in another order
            assertThat(result.chi2()).isCloseTo(toy.chi2(result.factors()), within(ROUNDING * 1e3));
            assertThat(last(result).objective()).isCloseTo(result.objective(), within(ROUNDING * 1e3));
        }
    }

    @Test
    public void traceHoldsTheStartAndEveryPass() {
        final NmfResult result = fit(toy(0.3, 3), settings(3, 12).build());
        assertThat(result.trace()).hasSize(iterative() ? 13 : 1);
        for (int p = 0; p < result.trace().size(); p++) {
            assertThat(result.trace().get(p).pass()).isEqualTo(p);
            assertThat(result.trace().get(p).objective()).isFinite();
        }
        assertThat(result.stopReason()).isEqualTo(iterative() ? StopReason.ITERATION_LIMIT : StopReason.DIRECT);
    }

    @Test
    public void scalingTheDataByAPowerOfTwoScalesTheTemplates() {
        final Toy toy = toy(0.3, 9);
        final NmfResult plain = fit(toy, settings(3, 20).build());
        // 2^-57 is 7e-18: far from order one, where the engine works on scaled copies
        for (final int exponent : new int[]{-57, 90}) {
            final double[][] x = new double[toy.x().length][];
            for (int j = 0; j < x.length; j++) {
                x[j] = Arrays.stream(toy.x()[j]).map(value -> Math.scalb(value, exponent)).toArray();
            }
            final NmfResult scaled = fit(new Toy(x, toy.v(), toy.truth()), settings(3, 20).build());
            assertThat(scaled.stopReason()).isEqualTo(plain.stopReason());
            assertThat(Math.scalb(scaled.objective(), -2 * exponent)).isFinite().isPositive();
            assertNonNegative(scaled.factors());
            // the random start is of order one in the engine's units, so that only the quality of the fit compares
            assertThat(Math.scalb(scaled.objective(), -2 * exponent)).isLessThan(2 * plain.objective());
        }
    }

    @Test
    public void inputsAreNotModified() {
        final Toy toy = toy(0.3, 11);
        final Observations observations = toy.observations();
        final double[] w = Toy.random(37, 2, 3, 0, 0, 83).truth().w();
        final double[] h = Toy.random(2, 23, 3, 0, 0, 84).truth().h();
        final double[] wBefore = w.clone();
        final double[] hBefore = h.clone();
        final NmfProblem problem = iterative() ? NmfProblem.of(observations).withTemplates(w).withCoefficients(h)
            : NmfProblem.of(observations);
        final double[] first = Nmf.factorise(problem, settings(3, 10).build(), Observer.NONE).factors().w();
        assertThat(w).isEqualTo(wBefore);
        assertThat(h).isEqualTo(hBefore);
        assertThat(Nmf.factorise(problem, settings(3, 10).build(), Observer.NONE).factors().w()).isEqualTo(first);
    }

    @Test
    public void sameSeedGivesSameBitsAtAnyNumberOfThreads() {
        // more than two blocks, whose sums change with their order, and more than one tile
        final Toy big = Toy.random(300, 1100, 4, 0.2, 0.3, 12);
        final Toy accepted = m_algorithm.can(Capability.NEGATIVE_DATA) ? big : big.clipped();
        final Toy toy = m_algorithm.can(Capability.WEIGHTS) ? accepted : uniform(accepted);
        final NmfResult one = fit(toy, settings(4, 12).seed(5).build());
        for (final int threads : new int[]{2, 3, 8}) {
            final NmfResult many = fit(toy, settings(4, 12).seed(5).threads(threads).build());
            assertThat(Arrays.equals(many.factors().w(), one.factors().w())).as("%d threads", threads).isTrue();
            assertThat(Arrays.equals(many.factors().h(), one.factors().h())).isTrue();
            assertThat(many.trace().stream().map(TraceRow::objective))
                .containsExactlyElementsOf(one.trace().stream().map(TraceRow::objective).toList());
        }
    }

    @Test
    public void restartsKeepTheBestAndTheTraceOfAll() {
        final Toy toy = toy(0.3, 16);
        final NmfResult best = fit(toy, settings(3, 30).restarts(4).seed(100).build());
        assertThat(best.seeds()).containsExactly(100L, 101L, 102L, 103L);
        double lowest = Double.POSITIVE_INFINITY;
        for (int r = 0; r < 4; r++) {
            final NmfResult single = fit(toy, settings(3, 30).seed(100 + r).build());
            lowest = Math.min(lowest, single.objective());
            final int restart = r;
            assertThat(best.trace().stream().filter(row -> row.restart() == restart).map(TraceRow::objective))
                .containsExactlyElementsOf(single.trace().stream().map(TraceRow::objective).toList());
        }
        assertThat(best.objective()).isEqualTo(lowest);
    }

    @Test
    public void negativeDataAreUsedOrRefusedWithTheAlgorithmsThatCan() {
        final Toy noisy = Toy.random(37, 23, 3, 0.5, 0, 17);
        final Toy toy = m_algorithm.can(Capability.WEIGHTS) ? noisy : uniform(noisy);
        if (m_algorithm.can(Capability.NEGATIVE_DATA)) {
            assertNonNegative(fit(toy, settings(3, 20).build()).factors());
        } else {
            assertThatThrownBy(() -> fit(toy, settings(3, 20).build())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("negative").hasMessageContaining(Algorithm.NEARLY.title());
        }
    }
}
