package org.noisynmf.engine.simulate;

/**
 * The doublet of Green and Bailey (2024), eq. 4–6: two Gaussian lines of equal width whose amplitudes A and B = r A vary
 * from exposure to exposure, r uniform in a range; photon noise on the sum, and Gaussian noise of a strength drawn for
 * each exposure. Outside the lines the truth is 0, so that half of the values there are negative.
 *
 * @param pixels d ≥ 10; the lines stand at 43 % and 62 % of them, each with a standard deviation of 4 %
 * @param exposures n ≥ 1
 * @param amplitude A &gt; 0, the peak of the first line in photons
 * @param lowestRatio smallest r ≥ 0
 * @param highestRatio largest r ≥ lowestRatio
 * @param lowestNoise smallest σ of the Gaussian noise, &gt; 0
 * @param highestNoise largest σ ≥ lowestNoise
 * @param draw what is drawn uniformly between them
 */
public record Doublet(int pixels, int exposures, double amplitude, double lowestRatio, double highestRatio,
    double lowestNoise, double highestNoise, NoiseDraw draw) {

    /** 500 exposures of 510 pixels, A = 40, r from 1:2 to 2:1, σ from 10 to 15: about 36 % of the values are negative. */
    public static final Doublet DEFAULT = new Doublet(510, 500, 40, 0.5, 2, 10, 15, NoiseDraw.SIGMA);

    private static final double FIRST_LINE = 0.43;

    private static final double SECOND_LINE = 0.62;

    private static final double LINE_WIDTH = 0.04;

    /** Brightest line that can be counted in photons. */
    private static final double BRIGHTEST = 1e9;

    /** Checks the ranges. */
    public Doublet {
        Ranges.atLeast(pixels, 10, "number of pixels");
        Ranges.atLeast(exposures, 1, "number of exposures");
        Ranges.within(amplitude, Double.MIN_VALUE, BRIGHTEST, "amplitude");
        Ranges.within(lowestRatio, 0, BRIGHTEST, "lowest ratio");
        Ranges.within(highestRatio, lowestRatio, BRIGHTEST / amplitude, "highest ratio");
        Ranges.within(lowestNoise, Double.MIN_VALUE, Double.MAX_VALUE, "lowest noise");
        Ranges.within(highestNoise, lowestNoise, 1e150, "highest noise");
    }

    /**
     * Simulates.
     *
     * @param seed of everything random; the same seed gives the same bits
     * @return exposures, inverse variances and truth; templates are the two lines with peak 1, coefficients A and B
     */
    public Simulation simulate(final long seed) {
        final Noise noise = new Noise(seed);
        final double[][] lines = {line(FIRST_LINE), line(SECOND_LINE)};
        final double[][] amplitudes = new double[exposures][];
        for (int j = 0; j < exposures; j++) {
            amplitudes[j] = new double[]{amplitude, amplitude * noise.uniform(lowestRatio, highestRatio)};
        }
        final double[][] truth = Simulation.product(amplitudes, lines);
        final double[][] x = new double[exposures][pixels];
        final double[][] v = new double[exposures][pixels];
        final double[] background = new double[exposures];
        for (int j = 0; j < exposures; j++) {
            final double sigma = draw.draw(noise, lowestNoise, highestNoise);
            background[j] = sigma * sigma;
            noise.observe(truth[j], sigma, 1, x[j], v[j]);
        }
        return new Simulation(x, v, truth, lines, amplitudes, background);
    }

    private double[] line(final double place) {
        final double[] line = new double[pixels];
        for (int i = 0; i < pixels; i++) {
            final double distance = (i - place * (pixels - 1)) / (LINE_WIDTH * (pixels - 1));
            line[i] = StrictMath.exp(-0.5 * distance * distance);
        }
        return line;
    }
}
