package org.noisynmf.engine.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.junit.Test;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.NegativeValues;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Stopping;

/** Simulated spectra, products and images are what their descriptions say. */
public class SimulatorsTest {

    private static double share(final Simulation s, final java.util.function.DoublePredicate counted) {
        final long count = Arrays.stream(s.x()).flatMapToDouble(Arrays::stream).filter(counted).count();
        return (double)count / s.count() / s.pixels();
    }

    @Test
    public void quasarsAreMissingAndNegativeAsInThePaper() {
        final Simulation s = new Quasars(100, 1e-4, 0, 4, 5, 1.4, 10).simulate(1).simulation();
        final double missing = share(s, Double::isNaN);
        assertThat(s.pixels()).isBetween(11_400, 11_450);
        assertThat(missing).isCloseTo(0.611, within(0.005));
        assertThat(share(s, value -> value < 0) / (1 - missing)).isCloseTo(0.114, within(0.02));
    }

    @Test
    public void everyQuasarFillsTheWindowOfItsRedshift() {
        final Quasars.Spectra spectra = new Quasars(50, 1e-3, 0, 4, 3, 1.5, 30).simulate(2);
        for (int j = 0; j < 50; j++) {
            final double[] v = spectra.simulation().v()[j];
            for (int i = 0; i < v.length; i++) {
                final double observed = spectra.wavelengths()[i] * (1 + spectra.redshifts()[j]);
                assertThat(v[i] > 0).as("pixel %d at %s nm", i, observed)
                    .isEqualTo(observed > 360 * (1 - 1e-9) && observed < 1000 * (1 + 1e-9));
            }
        }
    }

    @Test
    public void quasarResidualsHaveTheVarianceThatTheWeightsSay() {
        final Simulation s = new Quasars(50, 1e-3, 0, 4, 5, 1.5, 1000).simulate(3).simulation();
        double chi2 = 0;
        long count = 0;
        for (int j = 0; j < s.count(); j++) {
            for (int i = 0; i < s.pixels(); i++) {
                if (s.v()[j][i] > 0) {
                    final double residual = s.x()[j][i] - s.truth()[j][i];
                    chi2 += s.v()[j][i] * residual * residual;
                    count++;
                }
            }
        }
        // 22,000 values; many photons, so that their count is a good estimate of the variance
        assertThat(chi2 / count).isCloseTo(1, within(0.03));
    }

    @Test
    public void exactProductsHaveTheirRankAndSparseStartsTheirZeros() {
        final LowRank.Product product = new LowRank(200, 100, 3, 4, 0.25, 0).simulate(4);
        assertThat(product.simulation().x()).isDeepEqualTo(product.simulation().truth());
        final long zeros = Arrays.stream(product.startTemplates()).flatMapToDouble(Arrays::stream)
            .filter(value -> value == 0).count();
        // 400 draws: three standard deviations are 0.065
        assertThat(zeros / 400.0).isCloseTo(0.25, within(0.07));
        assertThat(product.startCoefficients()).hasDimensions(200, 4);
    }

    @Test
    public void noisyProductsCarryTheWeightOfTheirNoise() {
        final Simulation s = new LowRank(50, 60, 2, 2, 0, 0.5).simulate(5).simulation();
        assertThat(s.v()[7][8]).isEqualTo(4);
        assertThat(s.x()[7][8]).isNotEqualTo(s.truth()[7][8]);
    }

    @Test
    public void imagesShowTheirPartsAndNothingElse() {
        final Simulation s = new Parts(300, 16, 6, 0.4, 0).simulate(6);
        assertThat(s.x()).isDeepEqualTo(s.truth());
        final double shown =
            Arrays.stream(s.coefficients()).flatMapToDouble(Arrays::stream).filter(value -> value > 0).count() / 1800.0;
        assertThat(shown).isCloseTo(0.4, within(0.05));
        assertThat(
            Arrays.stream(s.templates()).flatMapToDouble(Arrays::stream).allMatch(value -> value == 0 || value == 1))
            .isTrue();
    }

    @Test
    public void sameSeedSameBits() {
        assertThat(Quasars.DEFAULT.simulate(7).simulation().x()[499])
            .isEqualTo(Quasars.DEFAULT.simulate(7).simulation().x()[499]);
        assertThat(LowRank.DEFAULT.simulate(7).startTemplates())
            .isDeepEqualTo(LowRank.DEFAULT.simulate(7).startTemplates());
        assertThat(Parts.DEFAULT.simulate(7).x()).isDeepEqualTo(Parts.DEFAULT.simulate(7).x());
        assertThat(Parts.DEFAULT.simulate(8).x()[0]).isNotEqualTo(Parts.DEFAULT.simulate(7).x()[0]);
    }

    @Test
    public void rangesAreChecked() {
        assertThatThrownBy(() -> new Quasars(10, 1e-4, 2, 1, 5, 1.5, 30))
            .hasMessageContaining("highest redshift is 1.0");
        assertThatThrownBy(() -> new Quasars(10, 1e-4, 0, 4, 6, 1.5, 30)).hasMessageContaining("templates is 6");
        assertThatThrownBy(() -> new LowRank(4, 4, 2, 2, Double.NaN, 0)).hasMessageContaining("share of zeros is NaN");
        assertThatThrownBy(() -> new Parts(4, 3, 2, 0.5, 0)).hasMessageContaining("side of an image is 3");
    }

    /** Mean reconstruction over the pixels where the truth is below 1e-3 of its peak, in units of the peak. */
    private static double background(final Simulation s, final Algorithm algorithm, final NegativeValues negative) {
        final ObservationsBuilder builder = Observations.builder(s.pixels()).negativeValues(negative);
        for (int j = 0; j < s.count(); j++) {
            builder.add(s.x()[j], s.v()[j]);
        }
        final NmfResult result =
            Nmf.factorise(NmfProblem.of(builder.build()), NmfSettings.builder().algorithm(algorithm)
                .rank(2).threads(1).stopping(new Stopping(500, 0, 0, Double.POSITIVE_INFINITY)).build(), Observer.NONE);
        final double peak = Arrays.stream(s.truth()).flatMapToDouble(Arrays::stream).max().orElseThrow();
        final double[] model = new double[s.pixels()];
        double sum = 0;
        long count = 0;
        for (int j = 0; j < s.count(); j++) {
            result.factors().reconstruct(j, model);
            for (int i = 0; i < model.length; i++) {
                if (s.truth()[j][i] < 1e-3 * peak) {
                    sum += model[i];
                    count++;
                }
            }
        }
        return sum / count / peak;
    }

    /** Green and Bailey (2024), figures 1 and 3. */
    @Test
    public void clippingLiftsTheBackgroundOfTheDoubletAndNearlyAndShiftDoNot() {
        final Simulation s = Doublet.DEFAULT.simulate(1);
        assertThat(background(s, Algorithm.WEIGHTED_MU, NegativeValues.CLIP)).isGreaterThan(0.05);
        assertThat(background(s, Algorithm.NEARLY, NegativeValues.AS_IS)).isLessThan(0.01);
        assertThat(background(s, Algorithm.SHIFT, NegativeValues.AS_IS)).isLessThan(0.01);
    }
}
