package org.noisynmf.engine.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.Test;

/** Spectra on a grid in the rest frame. */
public class RebinningTest {

    /** Sums of some hundred products in double precision. */
    private static final double ROUNDING = 1e-12;

    private static double[] linear(final double first, final double step, final int pixels) {
        final double[] wavelengths = new double[pixels];
        Arrays.setAll(wavelengths, i -> first + i * step);
        return wavelengths;
    }

    private static double[] filled(final int pixels, final double value) {
        final double[] values = new double[pixels];
        Arrays.fill(values, value);
        return values;
    }

    private static double integral(final AlignedSpectrum aligned, final RestFrameGrid grid) {
        double sum = 0;
        for (int k = 0; k < grid.pixels(); k++) {
            sum += Double.isNaN(aligned.flux()[k]) ? 0 : aligned.flux()[k] * (grid.edge(k + 1) - grid.edge(k));
        }
        return sum;
    }

    @Test
    public void fluxIsConservedForFinerAndCoarserGrids() {
        final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(4);
        final double[] flux = new double[400];
        Arrays.setAll(flux, i -> 5 + random.nextDouble());
        // Nothing where the grid might cut a pixel off.
        Arrays.fill(flux, 0, 20, 0);
        Arrays.fill(flux, 380, 400, 0);
        final Spectrum spectrum = new Spectrum(linear(400, 1, 400), flux, null);
        final double sum = Arrays.stream(flux).sum();
        for (final double step : new double[]{1e-5, 3e-4, 1e-3, 4e-3}) {
            for (final double z : new double[]{0, 0.7, 3}) {
                final RestFrameGrid grid = RestFrameGrid.covering(400 / (1 + z), 799 / (1 + z), step);
                assertThat(integral(new Rebinning(grid, 1e-9).align(spectrum, z), grid)).as("step " + step + ", z " + z)
                    .isCloseTo(sum, within(sum * ROUNDING));
            }
        }
    }

    @Test
    public void constantSpectrumStaysConstantAndRisesWithRedshift() {
        final RestFrameGrid grid = RestFrameGrid.covering(210, 390, 1e-3);
        final Spectrum spectrum = new Spectrum(linear(400, 1, 400), filled(400, 3), null);
        assertThat(new Rebinning(grid, 1).align(spectrum, 1).flux()).as("3 · (1 + z)")
            .usingElementComparator((a, b) -> Math.abs(a - b) < ROUNDING ? 0 : 1).containsOnly(6.0);
    }

    @Test
    public void emissionLineMovesToItsRestWavelength() {
        final double[] flux = new double[400];
        flux[100] = 1;
        final RestFrameGrid grid = RestFrameGrid.covering(200, 399, 1e-3);
        final AlignedSpectrum aligned =
            new Rebinning(grid, 0.5).align(new Spectrum(linear(400, 1, 400), flux, null), 1);
        int peak = 0;
        for (int k = 0; k < grid.pixels(); k++) {
            peak = aligned.flux()[k] > aligned.flux()[peak] ? k : peak;
        }
        assertThat(grid.wavelength(peak)).as("500 / (1 + z), within a pixel").isCloseTo(250, within(0.6));
    }

    /** Four observed pixels of variance 4 in one: the mean has variance 1, in the rest frame (1 + z)² times that. */
    @Test
    public void varianceOfAMeanFalls() {
        final RestFrameGrid grid = new RestFrameGrid(0, 2 * Math.log10(1.5), 1);
        final double low = grid.edge(0);
        final double width = (grid.edge(1) - low) / 4;
        final double[] wavelengths = linear(low + width / 2, width, 4);
        final Spectrum here = new Spectrum(wavelengths, filled(4, 1), filled(4, 0.25));
        assertThat(new Rebinning(grid, 1 - 1e-9).align(here, 0).weights()[0]).isCloseTo(1, within(ROUNDING));
        final double[] shifted = Arrays.stream(wavelengths).map(w -> 3 * w).toArray();
        assertThat(new Rebinning(grid, 1 - 1e-9).align(new Spectrum(shifted, filled(4, 1), filled(4, 0.25)), 2)
            .weights()[0]).isCloseTo(1.0 / 9, within(ROUNDING));
    }

    /** Repeated draws of noise scatter as the variance says. */
    @Test
    public void varianceIsThatOfRepeatedObservations() {
        final RestFrameGrid grid = RestFrameGrid.covering(450, 700, 2e-3);
        final Rebinning rebinning = new Rebinning(grid, 0.5);
        final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(11);
        final double[] wavelengths = linear(400, 1.3, 300);
        final double[] weights = new double[300];
        Arrays.setAll(weights, i -> 0.5 + random.nextDouble());
        final int draws = 4000;
        double chi2 = 0;
        for (int n = 0; n < draws; n++) {
            final double[] flux = new double[300];
            // Uniform numbers of variance 1/12, scaled to that of the pixel.
            Arrays.setAll(flux, i -> (random.nextDouble() - 0.5) * Math.sqrt(12 / weights[i]));
            final AlignedSpectrum aligned = rebinning.align(new Spectrum(wavelengths, flux, weights), 0.1);
            final int k = n % 50 + 20;
            chi2 += aligned.flux()[k] * aligned.flux()[k] * aligned.weights()[k];
        }
        // The mean of 4000 squares of variance below 2 has a standard deviation below 0.023.
        assertThat(chi2 / draws).isCloseTo(1, within(0.1));
    }

    @Test
    public void whatWasNotMeasuredHasWeightZero() {
        final double[] weights = filled(400, 1);
        Arrays.fill(weights, 100, 150, 0);
        final double[] flux = filled(400, 2);
        flux[300] = Double.NaN;
        flux[120] = 1e30;
        final RestFrameGrid grid = RestFrameGrid.covering(300, 900, 1e-3);
        final AlignedSpectrum aligned =
            new Rebinning(grid, 0.5).align(new Spectrum(linear(400, 1, 400), flux, weights), 0);
        for (int k = 0; k < grid.pixels(); k++) {
            final double lambda = grid.wavelength(k);
            final boolean measured = lambda > 399.6 && lambda < 799.4 && !(lambda > 500 && lambda < 549)
                && Math.abs(lambda - 700) > 2;
            if (measured) {
                assertThat(aligned.flux()[k]).as("flux at " + lambda).isCloseTo(2, within(ROUNDING));
                assertThat(aligned.weights()[k]).isPositive();
            } else if (lambda < 399 || lambda > 800.5 || lambda > 500 && lambda < 549) {
                assertThat(aligned.flux()[k]).as("flux at " + lambda).isNaN();
                assertThat(aligned.weights()[k]).isZero();
            }
        }
        assertThat(aligned.observed()).isBetween(240, 290);
    }

    @Test
    public void inputsAreNotModified() {
        final double[] flux = filled(5, 1);
        final double[] weights = filled(5, 2);
        final double[] wavelengths = linear(100, 1, 5);
        new Rebinning(RestFrameGrid.covering(100, 104, 1e-3), 0.5).align(new Spectrum(wavelengths, flux, weights), 0);
        assertThat(flux).containsOnly(1);
        assertThat(weights).containsOnly(2);
        assertThat(wavelengths).containsExactly(100, 101, 102, 103, 104);
    }

    @Test
    public void valuesOutOfRangeAreNamed() {
        final RestFrameGrid grid = new RestFrameGrid(0, 1e-3, 10);
        final Spectrum spectrum = new Spectrum(linear(1, 0.001, 5), filled(5, 1), null);
        for (final double z : new double[]{-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Rebinning(grid, 0.5).align(spectrum, z))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("redshift is " + z);
        }
        for (final double coverage : new double[]{0, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> new Rebinning(grid, coverage)).hasMessageContaining("coverage is " + coverage);
        }
        assertThatThrownBy(() -> new Spectrum(new double[]{2, 1}, new double[2], null))
            .hasMessageContaining("pixel 1").hasMessageContaining("increase");
        assertThatThrownBy(() -> new Spectrum(new double[]{1, 2}, new double[3], null))
            .hasMessageContaining("3 fluxes");
        assertThatThrownBy(() -> new Spectrum(new double[]{1, 2}, new double[2], new double[]{1, -1}))
            .hasMessageContaining("inverse variance of pixel 1");
    }
}
