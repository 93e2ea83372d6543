package org.noisynmf.engine.simulate;

import java.util.Arrays;

/**
 * Quasar-like spectra as in Green and Bailey (2024), section III-B: each a mixture of a power-law continuum and groups of
 * emission lines, shifted to a redshift uniform in a range, seen through the window 360 to 1000 nm with photon and Gaussian
 * noise, and laid on the common rest-frame grid of constant Δ log₁₀ λ, where what lies outside the window is missing.
 *
 * <p>Redshifts are whole numbers of grid steps, so that no rebinning blurs the truth.
 *
 * @param exposures n ≥ 1
 * @param step Δ log₁₀ λ, 1e-5 to 0.01; the window holds 0.4437 / step pixels
 * @param lowestRedshift ≥ 0
 * @param highestRedshift ≥ lowestRedshift, at most 10
 * @param templates q, 1 to 5: continuum, ultraviolet lines, magnesium and iron, Balmer lines and oxygen, host galaxy
 * @param signalToNoise mean signal in units of the standard deviation of the Gaussian noise, &gt; 0
 * @param photons mean number of photons a pixel, &gt; 0
 */
public record Quasars(int exposures, double step, double lowestRedshift, double highestRedshift, int templates,
    double signalToNoise, double photons) {

    /** First and last wavelength of the window, in nm. */
    private static final double WINDOW_START = 360;

    private static final double WINDOW_END = 1000;

    /** Standard deviation of a broad line in ln λ: 3600 km/s. */
    private static final double BROAD = 0.012;

    private static final double NARROW = 0.002;

    /** Spread of brightness from quasar to quasar, in ln. */
    private static final double BRIGHTNESS = 0.3;

    /** Spread of each template's share, in ln. */
    private static final double SHARE = 0.5;

    /** Lines by template: wavelength in nm, height, standard deviation in ln λ. */
    private static final double[][][] LINES = {
        // Lyman α, N V, Si IV, C IV, He II, C III]
        {{121.567, 3, BROAD}, {124.0, 0.8, BROAD}, {139.7, 0.5, BROAD}, {154.9, 1.8, BROAD}, {164.0, 0.2, BROAD},
            {190.9, 0.9, 1.5 * BROAD}},
        // Mg II between bumps of Fe II
        {{279.8, 1.2, BROAD}, {248, 0.5, 0.05}, {320, 0.3, 0.06}, {457, 0.3, 0.02}, {530, 0.3, 0.025}},
        // H γ, H β, [O III], H α
        {{434.1, 0.4, BROAD}, {486.1, 0.9, BROAD}, {495.9, 0.5, NARROW}, {500.7, 1.5, NARROW}, {656.3, 2.5, BROAD},
            {372.7, 0.3, NARROW}},
        // a red bulge
        {{650, 0.6, 0.35}}};

    /** 500 exposures on 11,427 pixels, redshifts 0 to 4: 61 % of the entries are missing, about 11 % of the others negative. */
    public static final Quasars DEFAULT = new Quasars(500, 1e-4, 0, 4, 5, 1.4, 10);

    /** Checks the ranges. */
    public Quasars {
        Ranges.atLeast(exposures, 1, "number of exposures");
        Ranges.within(step, 1e-5, 0.01, "step of the grid");
        Ranges.within(lowestRedshift, 0, 10, "lowest redshift");
        Ranges.within(highestRedshift, lowestRedshift, 10, "highest redshift");
        Ranges.atLeast(templates, 1, "number of templates");
        if (templates > LINES.length + 1) {
            throw new IllegalArgumentException("The number of templates is " + templates + ", but only "
                + (LINES.length + 1) + " are known");
        }
        Ranges.within(signalToNoise, Double.MIN_VALUE, 1e6, "signal-to-noise ratio");
        Ranges.within(photons, Double.MIN_VALUE, 1e6, "number of photons");
    }

    /**
     * Spectra with what places them on their grid.
     *
     * @param simulation the spectra in the rest frame; truth is known outside the window too
     * @param wavelengths rest-frame wavelength of each pixel in nm
     * @param redshifts z of each spectrum
     */
    public record Spectra(Simulation simulation, double[] wavelengths, double[] redshifts) {

        /**
         * The spectra as a telescope sees them: wavelengths times 1 + z, flux densities divided by 1 + z. All are seen
         * through one window, so that they share their wavelengths and nothing is missing.
         *
         * @return the spectra before they were brought to the rest frame
         */
        public ObservedSpectra observed() {
            final int n = redshifts.length;
            final int[] first = new int[n];
            Arrays.setAll(first, j -> firstObserved(simulation.v()[j]));
            int window = 0;
            while (first[0] + window < wavelengths.length && simulation.v()[0][first[0] + window] > 0) {
                window++;
            }
            final double[][] flux = new double[n][];
            final double[][] weights = new double[n][];
            final double[][] truth = new double[n][];
            for (int j = 0; j < n; j++) {
                final double squeeze = 1 / (1 + redshifts[j]);
                flux[j] = part(simulation.x()[j], first[j], window, squeeze);
                truth[j] = part(simulation.truth()[j], first[j], window, squeeze);
                weights[j] = part(simulation.v()[j], first[j], window, StrictMath.pow(1 + redshifts[j], 2));
            }
            return new ObservedSpectra(part(wavelengths, first[0], window, 1 + redshifts[0]), flux, weights, truth);
        }

        private static int firstObserved(final double[] weights) {
            int first = 0;
            while (!(weights[first] > 0)) {
                first++;
            }
            return first;
        }

        private static double[] part(final double[] numbers, final int first, final int window, final double factor) {
            return Arrays.stream(numbers, first, first + window).map(number -> factor * number).toArray();
        }
    }

    /**
     * Spectra in the frame of the observer, one array a spectrum.
     *
     * @param wavelengths of the pixels of every spectrum in nm
     * @param flux as observed, nothing missing
     * @param weights inverse variances, &gt; 0
     * @param truth the flux without noise
     */
    public record ObservedSpectra(double[] wavelengths, double[][] flux, double[][] weights, double[][] truth) {
    }

    /**
     * Simulates.
     *
     * @param seed of everything random; the same seed gives the same bits
     * @return spectra on the common rest-frame grid
     */
    public Spectra simulate(final long seed) {
        final Noise noise = new Noise(seed);
        final int window = window();
        final int highestShift = shift(highestRedshift);
        final double[] wavelengths = wavelengths();
        final int pixels = wavelengths.length;
        final double[][] shapes = new double[templates][];
        Arrays.setAll(shapes, k -> shape(k, wavelengths));
        final double[][] coefficients = new double[exposures][templates];
        final double[] redshifts = new double[exposures];
        final int[] first = new int[exposures];
        for (int j = 0; j < exposures; j++) {
            final int shift = shift(noise.uniform(lowestRedshift, highestRedshift));
            redshifts[j] = StrictMath.pow(10, shift * step) - 1;
            first[j] = highestShift - shift;
            final double brightness = StrictMath.exp(BRIGHTNESS * noise.normal());
            for (int k = 0; k < templates; k++) {
                coefficients[j][k] = brightness * (k == 0 ? 1 : 0.6 * StrictMath.exp(SHARE * noise.normal()));
            }
        }
        final double[][] truth = Simulation.product(coefficients, shapes);
        final double[][] x = new double[exposures][pixels];
        final double[][] v = new double[exposures][pixels];
        for (int j = 0; j < exposures; j++) {
            observe(truth[j], first[j], window, noise, x[j], v[j]);
        }
        return new Spectra(new Simulation(x, v, truth, shapes, coefficients), wavelengths, redshifts);
    }

    /** @return rest-frame wavelength of each pixel in nm, the same for every seed */
    public double[] wavelengths() {
        // pixel 0 is where the window of the highest redshift begins
        final int highestShift = shift(highestRedshift);
        final double[] wavelengths = new double[window() + highestShift - shift(lowestRedshift)];
        Arrays.setAll(wavelengths, i -> WINDOW_START * StrictMath.pow(10, (i - highestShift) * step));
        return wavelengths;
    }

    /** @return wavelength in nm of each pixel of the window, in the frame of the observer, the same for every seed */
    public double[] windowWavelengths() {
        final double[] wavelengths = new double[window()];
        Arrays.setAll(wavelengths, i -> WINDOW_START * StrictMath.pow(10, i * step));
        return wavelengths;
    }

    /** Pixels between the ends of the window; the summand keeps a pixel that lies on its end. */
    private int window() {
        return 1 + (int)Math.floor(StrictMath.log10(WINDOW_END / WINDOW_START) / step + 1e-9);
    }

    private int shift(final double redshift) {
        return (int)Math.round(StrictMath.log10(1 + redshift) / step);
    }

    private static double[] shape(final int template, final double[] wavelengths) {
        final double[] shape = new double[wavelengths.length];
        for (int i = 0; i < shape.length; i++) {
            if (template == 0) {
                shape[i] = StrictMath.pow(wavelengths[i] / 150, -0.8);
                continue;
            }
            for (final double[] line : LINES[template - 1]) {
                final double distance = StrictMath.log(wavelengths[i] / line[0]) / line[2];
                shape[i] += line[1] * StrictMath.exp(-0.5 * distance * distance);
            }
        }
        return shape;
    }

    private void observe(final double[] truth, final int first, final int window, final Noise noise, final double[] x,
        final double[] v) {
        final double[] seen = new double[truth.length];
        Arrays.fill(seen, Double.NaN);
        System.arraycopy(truth, first, seen, first, window);
        final double mean = Arrays.stream(truth, first, first + window).average().orElseThrow();
        noise.observe(seen, mean / signalToNoise, photons / mean, x, v);
    }
}
