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
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Distance;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.testing.Toy;

/** Kullback–Leibler and Itakura–Saito divergences fall, are what they say, and are refused where they make no sense. */
@RunWith(Parameterized.class)
public class DivergenceTest {

    private final Distance m_distance;

    /** @return the divergences */
    @Parameters(name = "{0}")
    public static List<Distance> divergences() {
        return List.of(Distance.KULLBACK_LEIBLER, Distance.ITAKURA_SAITO);
    }

    public DivergenceTest(final Distance distance) {
        m_distance = distance;
    }

    /** Positive data with missing entries. */
    private static Toy toy(final long seed) {
        final Toy noisy = Toy.random(37, 23, 3, 0.2, 0.3, seed);
        for (final double[] x : noisy.x()) {
            Arrays.setAll(x, i -> Math.abs(x[i]) + 0.01);
        }
        return noisy;
    }

    private NmfSettingsBuilder settings(final int passes) {
        return NmfSettings.builder().algorithm(Algorithm.WEIGHTED_MU).distance(m_distance).rank(3).threads(1)
            .stopping(new Stopping(passes, 0, 0, Double.POSITIVE_INFINITY));
    }

    private NmfResult fit(final Observations data, final NmfSettings settings) {
        return Nmf.factorise(NmfProblem.of(data), settings, Observer.NONE);
    }

    private double naive(final Toy toy, final Factors factors) {
        double sum = 0;
        final double[] y = new double[factors.pixels()];
        for (int j = 0; j < toy.x().length; j++) {
            factors.reconstruct(j, y);
            for (int i = 0; i < y.length; i++) {
                final double x = toy.x()[j][i];
                final double ratio = x / y[i];
                sum += toy.v()[j][i] * (m_distance == Distance.KULLBACK_LEIBLER ? x * Math.log(ratio) - x + y[i]
                    : ratio - Math.log(ratio) - 1);
            }
        }
        return sum;
    }

    @Test
    public void divergenceNeverRises() {
        for (long seed = 0; seed < 10; seed++) {
            final NmfResult result = fit(toy(seed).observations(), settings(80).seed(seed).build());
            for (int p = 1; p < result.trace().size(); p++) {
                assertThat(result.trace().get(p).objective()).as("seed %d, pass %d", seed, p)
                    .isLessThanOrEqualTo(result.trace().get(p - 1).objective() * (1 + 1e-12));
            }
        }
    }

    @Test
    public void reportedDivergenceIsThatOfTheReturnedFactors() {
        final Toy toy = toy(20);
        final NmfResult result = fit(toy.observations(), settings(15).build());
        // the same terms added in another order
        assertThat(result.objective()).isCloseTo(naive(toy, result.factors()), within(1e-9));
        assertThat(Arrays.stream(result.chi2PerObservation()).sum()).isCloseTo(result.objective(), within(1e-9));
    }

    @Test
    public void gradientVanishesInTheEnd() {
        // one template, all positive: with more some entries go to 0, which multiplicative rules reach only in the limit
        final NmfResult result = fit(toy(21).observations(), settings(500).rank(1).build());
        assertThat(result.kkt()).isLessThan(1e-10);
    }

    @Test
    public void scaleOfTheDataScalesTheDivergenceAsItShould() {
        final Toy toy = toy(22);
        final double plain = fit(toy.observations(), settings(300).build()).objective();
        final double[][] x = Arrays.stream(toy.x()).map(row -> Arrays.stream(row).map(v -> v * 1e-17).toArray())
            .toArray(double[][]::new);
        final double tiny = fit(Observations.of(x, toy.v()), settings(300).build()).objective();
        final double factor = m_distance == Distance.KULLBACK_LEIBLER ? 1e-17 : 1;
        // another start in the engine's units, so that only the level compares
        assertThat(tiny / factor).isCloseTo(plain, within(0.2 * plain));
    }

    @Test
    public void sameBitsAtAnyNumberOfThreads() {
        final Toy big = Toy.random(700, 90, 3, 0, 0.3, 23);
        for (final double[] x : big.x()) {
            Arrays.setAll(x, i -> x[i] + 0.01);
        }
        final NmfResult one = fit(big.observations(), settings(10).build());
        final NmfResult many = fit(big.observations(), settings(10).threads(3).build());
        assertThat(many.factors().w()).isEqualTo(one.factors().w());
        assertThat(many.objective()).isEqualTo(one.objective());
    }

    @Test
    public void zerosAreAllowedWhereTheDivergenceIsFinite() {
        final Toy toy = toy(24);
        toy.x()[3][5] = 0;
        if (m_distance == Distance.KULLBACK_LEIBLER) {
            assertThat(fit(toy.observations(), settings(20).build()).objective()).isFinite();
        } else {
            toy.v()[3][5] = 1;
            assertThatThrownBy(() -> fit(toy.observations(), settings(20).build()))
                .hasMessageContaining("observed values > 0").hasMessageContaining("0.0");
        }
    }

    @Test
    public void algorithmsThatMinimiseOnlySquaredErrorSayWhichOthersCan() {
        assertThatThrownBy(() -> fit(toy(25).observations(), settings(20).algorithm(Algorithm.NEARLY).build()))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(m_distance.title())
            .hasMessageContaining(Algorithm.WEIGHTED_MU.title());
    }
}
