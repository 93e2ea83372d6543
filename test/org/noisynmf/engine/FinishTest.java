package org.noisynmf.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.junit.Test;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Scaling;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.testing.Toy;

/** Scale and order of the templates in the result. */
public class FinishTest {

    private static Factors fit(final Toy toy, final Scaling scaling, final boolean ordered) {
        return Nmf.factorise(NmfProblem.of(toy.observations()),
            NmfSettings.builder().algorithm(Algorithm.NEARLY).rank(3).scaling(scaling).ordered(ordered)
                .stopping(new Stopping(20, 0, 0, Double.POSITIVE_INFINITY)).build(),
            Observer.NONE).factors();
    }

    @Test
    public void templatesHaveTheNormAskedForAndTheirProductStays() {
        final Toy toy = Toy.random(37, 23, 3, 0.2, 0.3, 100);
        final double plain = toy.chi2(fit(toy, Scaling.NONE, false));
        for (final Scaling scaling : Scaling.values()) {
            final Factors factors = fit(toy, scaling, true);
            for (int k = 0; k < 3; k++) {
                final double[] w = Arrays.copyOfRange(factors.w(), k * 37, k * 37 + 37);
                final double norm = switch (scaling) {
                    case NONE -> 1;
                    case MAX -> Arrays.stream(w).max().getAsDouble();
                    case SUM -> Arrays.stream(w).sum();
                    case EUCLIDEAN -> Math.sqrt(Arrays.stream(w).map(value -> value * value).sum());
                };
                assertThat(norm).as("%s of template %d", scaling, k).isCloseTo(1, within(1e-12));
            }
            // dividing and multiplying rounds once each
            assertThat(toy.chi2(factors)).isCloseTo(plain, within(1e-9));
        }
    }

    @Test
    public void templateThatExplainsMostComesFirst() {
        final Toy toy = Toy.random(37, 23, 3, 0.2, 0.3, 101);
        final Factors factors = fit(toy, Scaling.MAX, true);
        double before = Double.POSITIVE_INFINITY;
        for (int k = 0; k < 3; k++) {
            double explained = 0;
            for (int j = 0; j < 23; j++) {
                for (int i = 0; i < 37; i++) {
                    final double part = factors.w()[k * 37 + i] * factors.h()[j * 3 + k];
                    explained += toy.v()[j][i] * part * part;
                }
            }
            assertThat(explained).isLessThanOrEqualTo(before);
            before = explained;
        }
    }

    @Test
    public void pixelsThatNothingWasObservedInDoNotSetTheScale() {
        final Toy toy = Toy.random(37, 23, 3, 0.2, 0.3, 102);
        for (final double[] weights : toy.v()) {
            weights[5] = 0;
        }
        final double[] w = Toy.random(37, 2, 3, 0, 0, 103).truth().w();
        w[5] = 1e6;
        final Factors factors = Nmf.factorise(NmfProblem.of(toy.observations()).withTemplates(w),
            NmfSettings.builder().rank(3).scaling(Scaling.MAX)
                .stopping(new Stopping(10, 0, 0, Double.POSITIVE_INFINITY)).build(),
            Observer.NONE).factors();
        for (int k = 0; k < 3; k++) {
            double largest = 0;
            for (int i = 0; i < 37; i++) {
                largest = i == 5 ? largest : Math.max(largest, factors.w()[k * 37 + i]);
            }
            assertThat(largest).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    public void deadTemplatesAreNumberedAsTheResultHasThem() {
        final Toy toy = Toy.random(37, 23, 2, 0.1, 0, 104);
        // no observation uses the first template, and a multiplicative rule cannot leave 0; in order it is the last
        final double[] w = Toy.random(37, 2, 3, 0, 0, 105).truth().w();
        final double[] h = Toy.random(2, 23, 3, 0, 0, 106).truth().h();
        for (int j = 0; j < 23; j++) {
            h[j * 3] = 0;
        }
        final var result = Nmf.factorise(NmfProblem.of(toy.observations()).withTemplates(w).withCoefficients(h),
            NmfSettings.builder().algorithm(Algorithm.NEARLY).rank(3).ordered(true).scaling(Scaling.MAX)
                .stopping(new Stopping(5, 0, 0, Double.POSITIVE_INFINITY)).build(),
            Observer.NONE);
        assertThat(result.deadTemplates()).containsExactly(2);
        for (int j = 0; j < 23; j++) {
            assertThat(result.factors().h()[j * 3 + 2]).isZero();
        }
    }
}
