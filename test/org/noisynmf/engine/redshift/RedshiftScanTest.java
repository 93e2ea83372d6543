package org.noisynmf.engine.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.Test;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.redshift.shift.RedshiftGrid;
import org.noisynmf.engine.redshift.shift.RestTemplates;
import org.noisynmf.engine.simulate.Quasars;
import org.noisynmf.engine.spectra.Spectrum;
import org.noisynmf.engine.step.ExactQp;

/** Redshifts of spectra whose redshifts are known, and χ² against programmes that are solved one by one. */
public class RedshiftScanTest {

    /** Photons that leave next to no noise of their own. */
    private static final double BRIGHT = 1e5;

    private static final double STEP = 5e-4;

    private static Quasars quasars(final int count, final double signalToNoise) {
        return new Quasars(count, STEP, 0, 4, 5, signalToNoise, BRIGHT);
    }

    private static RestTemplates templates(final Quasars.Spectra spectra) {
        final double[][] shapes = spectra.simulation().templates();
        final int d = spectra.wavelengths().length;
        final double[] values = new double[shapes.length * d];
        for (int k = 0; k < shapes.length; k++) {
            System.arraycopy(shapes[k], 0, values, k * d, d);
        }
        return new RestTemplates(spectra.wavelengths(), values);
    }

    private static List<Spectrum> observed(final Quasars.Spectra spectra) {
        final Quasars.ObservedSpectra seen = spectra.observed();
        final List<Spectrum> all = new ArrayList<>();
        for (int j = 0; j < seen.flux().length; j++) {
            all.add(new Spectrum(seen.wavelengths(), seen.flux()[j], seen.weights()[j]));
        }
        return all;
    }

    private static RedshiftSettings settings(final RedshiftGrid grid, final int continuum) {
        return new RedshiftSettings(grid, continuum, 3, 0.5, 2);
    }

    /** A spectrum with pixels of no common step, a few of them not measured. */
    private static Spectrum uneven(final RestTemplates templates, final double z, final long seed) {
        final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        final ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        final double[] wavelengths = new double[500];
        final double[] flux = new double[500];
        final double[] weights = new double[500];
        double wavelength = 380;
        for (int i = 0; i < flux.length; i++) {
            wavelength += 0.4 + random.nextDouble();
            wavelengths[i] = wavelength;
            final double sigma = 0.2 + 0.2 * random.nextDouble();
            flux[i] = value(templates, 0, wavelength / (1 + z)) + 0.7 * value(templates, 1, wavelength / (1 + z))
                + sigma * normal.sample();
            weights[i] = i % 37 == 0 ? 0 : 1 / (sigma * sigma);
            flux[i] = i % 41 == 0 ? Double.NaN : flux[i];
        }
        return new Spectrum(wavelengths, flux, weights);
    }

    @Test
    public void whatDoesNotDependOnTheRedshiftHasNoError() {
        final double[] rest = new double[900];
        Arrays.setAll(rest, i -> 100 * Math.pow(10, i * 1e-3));
        final double[] flat = new double[rest.length];
        Arrays.fill(flat, 1.1);
        final double[] observed = new double[50];
        Arrays.setAll(observed, i -> 500 + i);
        final double[] flux = new double[observed.length];
        Arrays.setAll(flux, i -> 2 + 0.3 * Math.sin(i));
        final RedshiftSettings settings =
            new RedshiftSettings(new RedshiftGrid(0.1, 0.3, 1e-3, true), 0, 3, 0.5, 1);
        final RedshiftFit fit = new RedshiftScan(new RestTemplates(rest, flat), settings)
            .scan(new Spectrum(observed, flux, null));
        assertThat(fit.minima()).isNotEmpty().allSatisfy(minimum -> {
            assertThat(minimum.error()).isNaN();
            assertThat(minimum.warnings()).contains(RedshiftWarning.BAD_MINFIT);
        });
    }

    /** Interpolated in log₁₀ λ, from scratch. */
    private static double value(final RestTemplates templates, final int k, final double wavelength) {
        final double[] grid = templates.wavelengths();
        final int d = grid.length;
        int at = Arrays.binarySearch(grid, wavelength);
        if (at >= 0) {
            return templates.values()[k * d + at];
        }
        at = -2 - at;
        if (at < 0 || at >= d - 1) {
            return 0;
        }
        final double f = Math.log(wavelength / grid[at]) / Math.log(grid[at + 1] / grid[at]);
        return (1 - f) * templates.values()[k * d + at] + f * templates.values()[k * d + at + 1];
    }

    /** χ² over templates with coefficients ≥ 0 and polynomials of either sign, which two columns each make non-negative. */
    private static double chi2(final Spectrum spectrum, final RestTemplates templates, final double z,
        final int continuum) {
        final List<double[]> columns = new ArrayList<>();
        final int d = spectrum.pixels();
        for (int k = 0; k < templates.rank(); k++) {
            final double[] column = new double[d];
            for (int i = 0; i < d; i++) {
                column[i] = value(templates, k, spectrum.wavelengths()[i] / (1 + z));
            }
            columns.add(column);
        }
        for (int j = 0; j < continuum; j++) {
            final double[] column = new double[d];
            for (int i = 0; i < d; i++) {
                column[i] = Math.pow((spectrum.wavelengths()[i] - 600) / 400, j);
            }
            columns.add(column);
            columns.add(Arrays.stream(column).map(c -> -c).toArray());
        }
        final int q = columns.size();
        final double[] gram = new double[q * q];
        final double[] linear = new double[q];
        double squares = 0;
        for (int i = 0; i < d; i++) {
            if (spectrum.isMeasured(i)) {
                final double v = spectrum.weights()[i];
                squares += v * spectrum.flux()[i] * spectrum.flux()[i];
                for (int k = 0; k < q; k++) {
                    linear[k] += v * spectrum.flux()[i] * columns.get(k)[i];
                    for (int l = 0; l < q; l++) {
                        gram[k * q + l] += v * columns.get(k)[i] * columns.get(l)[i];
                    }
                }
            }
        }
        final double[] h = new double[q];
        new ExactQp(q).solve(gram, linear, q, false, h);
        double chi2 = squares;
        for (int k = 0; k < q; k++) {
            double slope = -2 * linear[k];
            for (int l = 0; l < q; l++) {
                slope += gram[k * q + l] * h[l];
            }
            chi2 += h[k] * slope;
        }
        return chi2;
    }

    @Test
    public void everyChiSquareOfTheCurveIsThatOfItsOwnProgramme() {
        final RestTemplates templates = templates(quasars(1, 3).simulate(1));
        for (final boolean logarithmic : new boolean[]{true, false}) {
            for (final int continuum : new int[]{0, 3}) {
                final RedshiftGrid grid = logarithmic ? new RedshiftGrid(0.31, 2.9, 2 * STEP, true)
                    : new RedshiftGrid(0.31, 2.9, 0.02, false);
                final Spectrum spectrum = uneven(templates, 1.7, 5);
                final RedshiftFit fit = new RedshiftScan(templates, settings(grid, continuum)).scan(spectrum);
                for (int i = 0; i < grid.count(); i += 7) {
                    // nearly dependent columns of the comparison leave 1e-8 of Σ v x², about 2e4
                    assertThat(fit.chi2()[i]).as("z " + grid.redshift(i) + ", continuum " + continuum)
                        .isCloseTo(chi2(spectrum, templates, grid.redshift(i), continuum), within(1e-4));
                }
            }
        }
    }

    @Test
    public void cancellingDoesNotWaitForTheSpectrum() {
        final Quasars.Spectra spectra = quasars(1, 3).simulate(1);
        for (final boolean logarithmic : new boolean[]{true, false}) {
            final RedshiftScan scan =
                new RedshiftScan(templates(spectra), settings(new RedshiftGrid(0, 1, 1e-3, logarithmic), 0));
            final AtomicInteger asked = new AtomicInteger();
            final Observer third = new Observer() {
                @Override
                public boolean cancelled() {
                    return asked.incrementAndGet() >= 3;
                }

                @Override
                public void progress(final double fraction, final String message) {
                    assertThat(fraction).as(message).isZero();
                }
            };
            assertThatThrownBy(() -> scan.scan(observed(spectra), third)).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    public void ninetyNineOfHundredQuasarsAreFoundAtSignalToNoiseThree() {
        final Quasars.Spectra spectra = quasars(300, 3).simulate(7);
        final List<RedshiftFit> fits =
            new RedshiftScan(templates(spectra), settings(new RedshiftGrid(0, 4, STEP, true), 0))
                .scan(observed(spectra), Observer.NONE);
        int right = 0;
        double pulls = 0;
        for (int j = 0; j < fits.size(); j++) {
            final RedshiftMinimum best = fits.get(j).minima().get(0);
            final double z = spectra.redshifts()[j];
            final boolean near = Math.abs(best.redshift() - z) <= 0.003 * (1 + z);
            right += near ? 1 : 0;
            pulls += near ? Math.pow((best.redshift() - z) / best.error(), 2) : 1;
        }
        assertThat(right).isGreaterThanOrEqualTo(297);
        // the mean of 300 squares of normal numbers scatters by 0.08
        assertThat(pulls / fits.size()).as("squared distance to the truth in standard errors").isBetween(0.7, 1.4);
    }

    @Test
    public void resultsAreTheSameBitsForAnyNumberOfThreads() {
        final Quasars.Spectra spectra = quasars(9, 2).simulate(3);
        final RedshiftGrid grid = new RedshiftGrid(0, 4, STEP, true);
        final List<RedshiftFit> one = new RedshiftScan(templates(spectra), new RedshiftSettings(grid, 2, 3, 0.5, 1))
            .scan(observed(spectra), Observer.NONE);
        final List<RedshiftFit> four = new RedshiftScan(templates(spectra), new RedshiftSettings(grid, 2, 3, 0.5, 4))
            .scan(observed(spectra), Observer.NONE);
        for (int j = 0; j < one.size(); j++) {
            assertThat(four.get(j).chi2()).containsExactly(one.get(j).chi2());
            for (int r = 0; r < one.get(j).minima().size(); r++) {
                final RedshiftMinimum here = four.get(j).minima().get(r);
                final RedshiftMinimum there = one.get(j).minima().get(r);
                assertThat(here.redshift()).isEqualTo(there.redshift());
                assertThat(here.chi2()).isEqualTo(there.chi2());
                assertThat(here.coefficients()).containsExactly(there.coefficients());
                assertThat(here.errors()).containsExactly(there.errors());
                assertThat(here.continuum()).containsExactly(there.continuum());
                assertThat(here.warnings()).isEqualTo(there.warnings());
            }
        }
    }

    @Test
    public void unitsOfTheFluxChangeNothingButTheCoefficients() {
        final Quasars.Spectra spectra = quasars(1, 3).simulate(4);
        final RestTemplates templates = templates(spectra);
        final Spectrum spectrum = observed(spectra).get(0);
        final double unit = 0x1p-60;
        final Spectrum small = new Spectrum(spectrum.wavelengths(),
            Arrays.stream(spectrum.flux()).map(x -> unit * x).toArray(),
            Arrays.stream(spectrum.weights()).map(v -> v / unit / unit).toArray());
        final RedshiftScan scan = new RedshiftScan(templates, settings(new RedshiftGrid(0, 4, STEP, true), 2));
        final RedshiftMinimum best = scan.scan(spectrum).minima().get(0);
        final RedshiftMinimum same = scan.scan(small).minima().get(0);
        assertThat(same.redshift()).isEqualTo(best.redshift());
        assertThat(same.chi2()).isEqualTo(best.chi2());
        assertThat(same.error()).isEqualTo(best.error());
        for (int k = 0; k < 5; k++) {
            assertThat(same.coefficients()[k]).isEqualTo(unit * best.coefficients()[k]);
        }
        // NaN is NaN in arrays
        assertThat(same.errors()).containsExactly(Arrays.stream(best.errors()).map(e -> unit * e).toArray());
    }

    @Test
    public void modelOfTheBestMinimumLeavesItsChiSquare() {
        final Quasars.Spectra spectra = quasars(1, 3).simulate(6);
        final Spectrum spectrum = observed(spectra).get(0);
        final RedshiftScan scan =
            new RedshiftScan(templates(spectra), settings(new RedshiftGrid(0, 4, STEP, true), 3));
        final RedshiftMinimum best = scan.scan(spectrum).minima().get(0);
        final double[] model = scan.model(spectrum, best);
        double chi2 = 0;
        for (int i = 0; i < model.length; i++) {
            chi2 += spectrum.weights()[i] * Math.pow(spectrum.flux()[i] - model[i], 2);
        }
        assertThat(chi2).isCloseTo(best.chi2(), within(1e-9 * chi2));
        assertThat(best.deltaChi2()).isPositive();
        assertThat(best.warnings()).isEmpty();
        assertThat(best.degreesOfFreedom()).isEqualTo(
            model.length - (int)Arrays.stream(best.coefficients()).filter(h -> h > 0).count() - 3 - 1);
    }

    @Test
    public void curvesAreKeptOnlyWhereWanted() {
        final Quasars.Spectra spectra = quasars(3, 3).simulate(6);
        final RedshiftScan scan =
            new RedshiftScan(templates(spectra), settings(new RedshiftGrid(0, 4, STEP, true), 0));
        final List<RedshiftFit> all = scan.scan(observed(spectra), Observer.NONE);
        final List<RedshiftFit> one = scan.scan(observed(spectra), j -> j == 1, Observer.NONE);
        for (int j = 0; j < 3; j++) {
            assertThat(one.get(j).chi2()).isEqualTo(j == 1 ? all.get(j).chi2() : new double[0]);
            assertThat(one.get(j).minima().get(0).redshift()).isEqualTo(all.get(j).minima().get(0).redshift());
        }
    }

    @Test
    public void doubtfulRedshiftsAreMarked() {
        final Quasars.Spectra spectra = quasars(1, 3).simulate(8);
        final Spectrum spectrum = observed(spectra).get(0);
        final double z = spectra.redshifts()[0];
        final RestTemplates templates = templates(spectra);
        final RedshiftGrid beyond = new RedshiftGrid(z + 0.02, z + 0.5, STEP, true);
        assertThat(new RedshiftScan(templates, settings(beyond, 0)).scan(spectrum).minima())
            .anyMatch(m -> m.warnings().contains(RedshiftWarning.Z_FITLIMIT));

        final ZigguratSampler.NormalizedGaussian normal =
            ZigguratSampler.NormalizedGaussian.of(RandomSource.XO_RO_SHI_RO_128_PP.create(2));
        final double[] noise = new double[spectrum.pixels()];
        final double[] weights = new double[noise.length];
        Arrays.setAll(noise, i -> normal.sample());
        Arrays.fill(weights, 1);
        final RedshiftScan scan = new RedshiftScan(templates, settings(new RedshiftGrid(0, 4, STEP, true), 0));
        assertThat(scan.scan(new Spectrum(spectrum.wavelengths(), noise, weights)).minima().get(0).warnings())
            .contains(RedshiftWarning.SMALL_DELTA_CHI2);
        assertThat(scan.scan(new Spectrum(spectrum.wavelengths(),
            Arrays.stream(spectrum.flux()).map(x -> -x).toArray(), spectrum.weights())).minima().get(0).warnings())
            .contains(RedshiftWarning.NEGATIVE_MODEL, RedshiftWarning.SMALL_DELTA_CHI2);

        final RedshiftFit nothing = scan.scan(new Spectrum(spectrum.wavelengths(), noise, new double[noise.length]));
        assertThat(nothing.minima()).isEmpty();
        assertThat(nothing.chi2()).containsOnly(Double.NaN);
    }

    @Test
    public void redshiftsAtWhichTemplatesCoverTooLittleAreNotTried() {
        final RestTemplates templates = templates(quasars(1, 3).simulate(1));
        final Spectrum spectrum = uneven(templates, 1.7, 1);
        // templates end at 1000 nm, spectra begin at 380 nm: at z = −0.7 the rest frame begins at 1267 nm
        final RedshiftGrid grid = new RedshiftGrid(-0.7, 3, STEP, true);
        final RedshiftFit fit = new RedshiftScan(templates, settings(grid, 0)).scan(spectrum);
        assertThat(fit.chi2()[0]).isNaN();
        assertThat(fit.chi2()[grid.count() - 1]).isNotNaN();
        assertThat(fit.minima().get(0).redshift()).isCloseTo(1.7, within(0.008));
    }

    @Test
    public void impossibleSettingsAreNamed() {
        assertThatThrownBy(() -> new RedshiftGrid(0, 1, 0, true)).hasMessageContaining("log₁₀(1 + z) is 0.0");
        assertThatThrownBy(() -> new RedshiftGrid(0, 1, Double.NaN, false))
            .hasMessageContaining("The step of z is NaN");
        assertThatThrownBy(() -> new RedshiftGrid(1, 1, 1e-4, true))
            .hasMessageContaining("greater than -1 and increase");
        assertThatThrownBy(() -> new RedshiftSettings(new RedshiftGrid(0, 1, 1e-3, true), 0, 3, Double.NaN, 0))
            .hasMessageContaining("coverage is NaN");
        assertThatThrownBy(() -> new RestTemplates(new double[]{1, 2}, new double[]{1, 2, 3}))
            .hasMessageContaining("one per wavelength");
        assertThatThrownBy(() -> new RestTemplates(new double[]{2, 1}, new double[]{1, 2}))
            .hasMessageContaining("pixel 1 (from 0) of the templates is 1.0 after 2.0");
    }
}
