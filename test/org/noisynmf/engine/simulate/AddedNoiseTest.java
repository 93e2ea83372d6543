package org.noisynmf.engine.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;

/** How much noise is added. */
public class AddedNoiseTest {

    @Test
    public void sigmaIsGivenOrFollowsFromTheData() {
        assertThat(new AddedNoise(1, GaussianScale.NONE, 0).sigma(7)).isZero();
        assertThat(new AddedNoise(0, GaussianScale.STANDARD_DEVIATION, 3).sigma(7)).isEqualTo(3);
        assertThat(new AddedNoise(0, GaussianScale.SIGNAL_TO_NOISE, 4).sigma(8)).isEqualTo(2);
    }

    @Test
    public void dataWithoutSizeSetNoRatio() {
        final AddedNoise ratio = new AddedNoise(0, GaussianScale.SIGNAL_TO_NOISE, 4);
        assertThatThrownBy(() -> ratio.sigma(0)).hasMessageContaining("is 0.0");
        assertThatThrownBy(() -> ratio.sigma(Double.NaN)).hasMessageContaining("NaN");
    }

    @Test
    public void noNoiseIsNoSetting() {
        assertThatThrownBy(() -> new AddedNoise(0, GaussianScale.NONE, 1)).hasMessageContaining("Neither");
        assertThatThrownBy(() -> new AddedNoise(Double.NaN, GaussianScale.NONE, 1)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new AddedNoise(0, GaussianScale.STANDARD_DEVIATION, -1))
            .hasMessageContaining("-1.0, but must be ≥");
    }

    @Test
    public void weightsStayFiniteAtTheEndsOfTheRanges() {
        final double[] x = new double[2];
        final double[] v = new double[2];
        new Noise(1).observe(new double[]{0, 1e-101}, 0, 1e100, x, v);
        assertThat(v[0]).isEqualTo(1e200).isFinite();
        new Noise(1).observe(new double[]{0, 1}, 1e-100, 0, x, v);
        assertThat(v[0]).isFinite().isPositive();
        new Noise(1).observe(new double[]{0, 1e109}, 1e100, 1e-100, x, v);
        assertThat(v[1]).isPositive();
    }

    @Test
    public void infiniteTruthIsRefused() {
        assertThatThrownBy(
            () -> new Noise(1).observe(new double[]{1, Double.NEGATIVE_INFINITY}, 1, 0, new double[2], new double[2]))
            .hasMessageContaining("Pixel 1").hasMessageContaining("-Infinity");
    }
}
