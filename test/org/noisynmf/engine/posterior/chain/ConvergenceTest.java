package org.noisynmf.engine.posterior.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.Test;

/** R̂ and effective sample size of series whose answer is known. */
public class ConvergenceTest {

    /** AR(1) with unit variance. */
    private static double[][] series(final double correlation, final double shift, final int length) {
        final var normal = ZigguratSampler.NormalizedGaussian.of(RandomSource.SPLIT_MIX_64.create(3L));
        final double[][] chains = new double[2][length];
        for (int c = 0; c < 2; c++) {
            double value = normal.sample();
            for (int i = 0; i < length; i++) {
                value = correlation * value + Math.sqrt(1 - correlation * correlation) * normal.sample();
                chains[c][i] = value + c * shift;
            }
        }
        return chains;
    }

    @Test
    public void independentDrawsCountInFull() {
        final Convergence convergence = Convergence.of(series(0, 0, 4000));
        assertThat(convergence.rHat()).isCloseTo(1, within(0.003));
        assertThat(convergence.ess()).isCloseTo(8000, within(1200.0));
    }

    @Test
    public void correlatedDrawsCountByTheirCorrelationTime() {
        // N (1 − ρ)/(1 + ρ)
        assertThat(Convergence.of(series(0.9, 0, 20_000)).ess()).isCloseTo(40_000 * 0.1 / 1.9, within(500.0));
    }

    @Test
    public void chainsApartAreSeen() {
        // variance of means 2, of chains 1: √(1 + 4/3 · ½ … ) with halves in pairs
        assertThat(Convergence.of(series(0, 2, 4000)).rHat()).isGreaterThan(1.4);
        assertThat(Convergence.of(series(0, 2, 4000)).ess()).isLessThan(10);
    }

    @Test
    public void aDriftIsSeenInOneChain() {
        final double[] drift = new double[1000];
        Arrays.setAll(drift, i -> i / 1000.0);
        assertThat(Convergence.of(new double[][]{drift}).rHat()).isGreaterThan(1.5);
    }

    @Test
    public void whatNeverChangesHasSettled() {
        final double[] constant = new double[100];
        Arrays.fill(constant, 0.1);
        assertThat(Convergence.of(new double[][]{constant, constant})).isEqualTo(new Convergence(1, 200));
    }

    @Test
    public void tooShortChainsAreRefused() {
        assertThatThrownBy(() -> Convergence.of(new double[][]{{1, 2, 3}}))
            .hasMessage("Chains of 3 draws are too short to be compared; at least 4 are needed");
    }
}
