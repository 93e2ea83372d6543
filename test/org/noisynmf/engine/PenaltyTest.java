package org.noisynmf.engine;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.engine.settings.Penalty;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.testing.Toy;

/** Penalties are in the objective and do what they are for, with every algorithm that honours them. */
@RunWith(Parameterized.class)
public class PenaltyTest {

    private final Algorithm m_algorithm;

    /** @return algorithms that honour L1 and L2 */
    @Parameters(name = "{0}")
    public static List<Algorithm> algorithms() {
        return Arrays.stream(Algorithm.values()).filter(a -> a.can(Capability.L1) && a.can(Capability.L2)).toList();
    }

    public PenaltyTest(final Algorithm algorithm) {
        m_algorithm = algorithm;
    }

    private Toy toy(final long seed) {
        final Toy toy = Toy.random(37, 23, 3, 0.2, 0, seed).clipped();
        if (!m_algorithm.can(Capability.WEIGHTS)) {
            for (final double[] weights : toy.v()) {
                Arrays.fill(weights, 1);
            }
        }
        return toy;
    }

    private NmfResult fit(final Observations data, final Penalty w, final Penalty h, final int passes) {
        return Nmf.factorise(NmfProblem.of(data), NmfSettings.builder().algorithm(m_algorithm).rank(4).threads(1)
            .templatePenalty(w).coefficientPenalty(h).stopping(new Stopping(passes, 0, 0, Double.POSITIVE_INFINITY))
            .build(), Observer.NONE);
    }

    private static double twice(final Penalty penalty, final double[] z, final int problems, final int rank,
        final boolean templates) {
        double total = 0;
        for (int m = 0; m < problems; m++) {
            for (int k = 0; k < rank; k++) {
                final double zk = z[templates ? k * problems + m : m * rank + k];
                total += 2 * penalty.l1() * zk + penalty.l2() * zk * zk;
                for (int l = 0; l < rank; l++) {
                    total += l == k ? 0
                        : penalty.orthogonality() * zk * z[templates ? l * problems + m : m * rank + l];
                }
            }
        }
        return total;
    }

    @Test
    public void objectiveIsChiSquarePlusTwiceThePenalty() {
        final double gamma = m_algorithm.can(Capability.ORTHOGONALITY) ? 0.07 : 0;
        final Penalty w = new Penalty(0.1, 0.2, gamma);
        final Penalty h = new Penalty(0.05, 0.3, 2 * gamma);
        final Toy toy = toy(30);
        final NmfResult result = fit(toy.observations(), w, h, 12);
        final Factors factors = result.factors();
        final double penalty =
            twice(w, factors.w(), 37, 4, true) + twice(h, factors.h(), 23, 4, false);
        // the same terms in another order
        assertThat(result.chi2()).isCloseTo(toy.chi2(factors), within(1e-9));
        assertThat(result.objective()).isCloseTo(toy.chi2(factors) + penalty, within(1e-9));
        assertThat(result.trace().get(12).objective()).isCloseTo(result.objective(), within(1e-9));
        final NmfResult further = fit(toy.observations(), w, h, 13);
        assertThat(further.trace().get(12).objective()).isCloseTo(result.objective(), within(1e-9));
    }

    private static double sum(final double[] values) {
        return Arrays.stream(values).sum();
    }

    private static double squares(final double[] values) {
        return Arrays.stream(values).map(value -> value * value).sum();
    }

    /** Data and weights far from order one are stored scaled; penalties must be scaled along. */
    @Test
    public void penaltiesMeanTheSameAtEveryScaleOfTheData() {
        final Toy toy = toy(33);
        final int e = -60;
        final double[][] x = Arrays.stream(toy.x())
            .map(row -> Arrays.stream(row).map(value -> Math.scalb(value, e)).toArray()).toArray(double[][]::new);
        final double[] w = Toy.random(37, 2, 4, 0, 0, 90).truth().w();
        final double[] h = Toy.random(2, 23, 4, 0, 0, 91).truth().h();
        final double[] wScaled = Arrays.stream(w).map(value -> Math.scalb(value, e)).toArray();
        final NmfSettingsBuilder settings = NmfSettings.builder().algorithm(m_algorithm).rank(4).threads(1)
            .stopping(new Stopping(10, 0, 0, Double.POSITIVE_INFINITY));
        // x → c x, w → c w, h → h leaves the minimum in place if λ₁w → c λ₁w, λ₂w → λ₂w, λ₁h → c² λ₁h, λ₂h → c² λ₂h
        final NmfResult plain = Nmf.factorise(
            NmfProblem.of(toy.observations()).withTemplates(w).withCoefficients(h), settings
                .templatePenalty(new Penalty(0.1, 0.2, 0)).coefficientPenalty(new Penalty(0.3, 0.4, 0)).build(),
            Observer.NONE);
        final NmfResult scaled = Nmf.factorise(
            NmfProblem.of(Observations.of(x, toy.v())).withTemplates(wScaled).withCoefficients(h),
            settings.templatePenalty(new Penalty(Math.scalb(0.1, e), 0.2, 0))
                .coefficientPenalty(new Penalty(Math.scalb(0.3, 2 * e), Math.scalb(0.4, 2 * e), 0)).build(),
            Observer.NONE);
        assertThat(scaled.factors().h()).usingComparatorWithPrecision(1e-9).containsExactly(plain.factors().h());
        assertThat(Math.scalb(scaled.objective(), -2 * e)).isCloseTo(plain.objective(), within(1e-9));
    }

    @Test
    public void penaltyOnOneFactorAloneIsToldAndPinsTheScaleOfTheOther() {
        final NmfResult result = fit(toy(34).observations(), Penalty.NONE, new Penalty(0.5, 0, 0), 60);
        assertThat(result.warnings()).anyMatch(text -> text.contains("coefficients alone"));
        for (int k = 0; k < 4; k++) {
            final double norm = Math.sqrt(squares(Arrays.copyOfRange(result.factors().w(), k * 37, k * 37 + 37)));
            assertThat(norm).satisfiesAnyOf(value -> assertThat(value).isCloseTo(1, within(1e-9)),
                value -> assertThat(value).isZero());
        }
    }
}
