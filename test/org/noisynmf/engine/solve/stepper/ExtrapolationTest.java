package org.noisynmf.engine.solve.stepper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.Test;

/** How far passes are extrapolated, with the constants of the recipe: β₀ = ½, η = 1.5, γ = 1.05, γ̄ = 1.01. */
public class ExtrapolationTest {

    private static final double ROUNDING = 1e-14;

    @Test
    public void everyAcceptedPassLengthensItUpToOne() {
        final Extrapolation extrapolation = new Extrapolation();
        assertThat(extrapolation.beta()).isEqualTo(0.5);
        extrapolation.grow();
        assertThat(extrapolation.beta()).isCloseTo(0.525, within(ROUNDING));
        for (int pass = 0; pass < 100; pass++) {
            extrapolation.grow();
        }
        assertThat(extrapolation.beta()).isEqualTo(1);
    }

    @Test
    public void aDiscardedPassShortensItAndItsLimit() {
        final Extrapolation extrapolation = new Extrapolation();
        extrapolation.grow();
        extrapolation.shrink();
        assertThat(extrapolation.beta()).isCloseTo(0.525 / 1.5, within(ROUNDING));
        // β catches up with a limit that began at the last β that was accepted
        double beta = 0.35;
        double limit = 0.5;
        for (int pass = 0; pass < 40; pass++) {
            extrapolation.grow();
            limit = Math.min(1, 1.01 * limit);
            beta = Math.min(limit, 1.05 * beta);
            assertThat(extrapolation.beta()).as("pass %d", pass).isCloseTo(beta, within(ROUNDING));
        }
        assertThat(beta).as("the limit was met").isEqualTo(limit);
    }

    @Test
    public void valuesGoOnAlongTheirLastChangeButNotBelowZero() {
        final double[] further = new double[3];
        new Extrapolation().extrapolate(new double[]{3, 1, 2}, new double[]{1, 5, 2}, further);
        assertThat(further).containsExactly(4, 0, 2);
    }

    @Test
    public void aRiseWithinRoundingIsNone() {
        assertThat(Extrapolation.holds(4, 4, 100)).isTrue();
        assertThat(Extrapolation.holds(4 + 5e-12, 4, 100)).isTrue();
        assertThat(Extrapolation.holds(4 + 5e-11, 4, 100)).isFalse();
        assertThat(Extrapolation.holds(Double.NaN, 4, 100)).isFalse();
    }

    @Test
    public void itGoesOnFromWhatWasSavedAndBeginsAgainWhenReset() {
        final Extrapolation first = new Extrapolation();
        first.grow();
        first.grow();
        first.shrink();
        final Extrapolation second = new Extrapolation();
        final double[] saved = first.save(7, 9);
        assertThat(saved[0]).isEqualTo(7);
        assertThat(saved[4]).isEqualTo(9);
        second.restore(saved);
        for (int pass = 0; pass < 30; pass++) {
            assertThat(second.beta()).isEqualTo(first.beta());
            first.grow();
            second.grow();
        }
        first.shrink();
        first.reset();
        assertThat(first.save(0, 0)).containsExactly(new Extrapolation().save(0, 0));
    }
}
