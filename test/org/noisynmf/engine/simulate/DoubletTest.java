package org.noisynmf.engine.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.junit.Test;

/** The doublet is what eq. 4–6 say, and its seed says everything. */
public class DoubletTest {

    private static final Simulation DEFAULT = Doublet.DEFAULT.simulate(1);

    @Test
    public void aboutAThirdOfTheValuesIsNegative() {
        final double negative = Arrays.stream(DEFAULT.x()).flatMapToDouble(Arrays::stream).filter(x -> x < 0).count();
        assertThat(negative / (510 * 500)).isBetween(0.30, 0.40);
    }

    @Test
    public void sameSeedSameBitsOtherSeedOtherValues() {
        assertThat(Doublet.DEFAULT.simulate(1).x()).isDeepEqualTo(DEFAULT.x());
        assertThat(Doublet.DEFAULT.simulate(2).x()[0]).isNotEqualTo(DEFAULT.x()[0]);
    }

    @Test
    public void ratiosFillTheirRangeAndNothingBeyond() {
        final double[] ratios = Arrays.stream(DEFAULT.coefficients()).mapToDouble(h -> h[1] / h[0]).sorted().toArray();
        assertThat(ratios[0]).isBetween(0.5, 0.52);
        assertThat(ratios[499]).isBetween(1.97, 2.0);
    }

    @Test
    public void residualsHaveTheVarianceThatTheWeightsSay() {
        double chi2 = 0;
        for (int j = 0; j < DEFAULT.count(); j++) {
            for (int i = 0; i < DEFAULT.pixels(); i++) {
                final double residual = DEFAULT.x()[j][i] - DEFAULT.truth()[j][i];
                chi2 += DEFAULT.v()[j][i] * residual * residual;
            }
        }
        // 255,000 values: the standard deviation of χ²/dof is 0.0028; the estimate P for the variance adds a little
        assertThat(chi2 / (510 * 500)).isCloseTo(1, within(0.015));
    }

    @Test
    public void noiseIsUniformInWhatWasChosen() {
        assertThat(meanSigma(NoiseDraw.SIGMA)).as("mean of U(2, 10)").isCloseTo(6, within(0.3));
        assertThat(meanSigma(NoiseDraw.VARIANCE)).as("mean of √U(4, 100)").isCloseTo(6.89, within(0.3));
    }

    private static double meanSigma(final NoiseDraw draw) {
        final Simulation s = new Doublet(10, 2000, 1e-9, 1, 1, 2, 10, draw).simulate(3);
        return Arrays.stream(s.v()).mapToDouble(v -> 1 / Math.sqrt(v[0])).average().orElseThrow();
    }

    @Test
    public void rangesAreChecked() {
        assertThatThrownBy(() -> new Doublet(510, 500, Double.NaN, 0.5, 2, 10, 15, NoiseDraw.SIGMA))
            .hasMessageContaining("amplitude is NaN");
        assertThatThrownBy(() -> new Doublet(510, 500, 40, 2, 0.5, 10, 15, NoiseDraw.SIGMA))
            .hasMessageContaining("highest ratio is 0.5, but must be ≥ 2.0");
        assertThatThrownBy(() -> new Doublet(510, 0, 40, 0.5, 2, 10, 15, NoiseDraw.SIGMA))
            .hasMessageContaining("number of exposures is 0");
    }

    @Test
    public void missingTruthStaysMissing() {
        final double[] x = new double[2];
        final double[] v = new double[2];
        new Noise(1).observe(new double[]{Double.NaN, 5}, 1, 1, x, v);
        assertThat(x[0]).isNaN();
        assertThat(v[0]).isZero();
        assertThat(v[1]).isPositive();
    }

    @Test
    public void withoutNoiseTheTruthIsSeen() {
        final double[] x = new double[2];
        final double[] v = new double[2];
        new Noise(1).observe(new double[]{-3, 5}, 0, 0, x, v);
        assertThat(x).containsExactly(-3, 5);
        assertThat(v).containsExactly(1, 1);
    }

    @Test
    public void negativePhotonsAreRefused() {
        assertThatThrownBy(() -> new Noise(1).observe(new double[]{1, -2}, 1, 1, new double[2], new double[2]))
            .hasMessageContaining("Pixel 1").hasMessageContaining("-2");
    }
}
