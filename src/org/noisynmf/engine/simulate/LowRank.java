package org.noisynmf.engine.simulate;

import java.util.Arrays;

/**
 * Exact or noisy products of random factors, entries uniform on (0, 1), with starts of which a share is 0. Pav (2024),
 * section 4.
 *
 * @param observations n ≥ 1, rows of Pav's Y
 * @param pixels d ≥ 1, columns of Pav's Y
 * @param rank of the product, ≥ 1
 * @param fitted q of the starts, ≥ 1
 * @param zeros share of entries of the starts that are 0, 0 to 1
 * @param noise standard deviation of the Gaussian noise, ≥ 0; with 0 the data are exact
 */
public record LowRank(int observations, int pixels, int rank, int fitted, double zeros, double noise) {

    /** Pav's second simulation: 40 × 10 of rank 3, fitted with 4 templates from starts of which a third is 0. */
    public static final LowRank DEFAULT = new LowRank(40, 10, 3, 4, 1.0 / 3, 0);

    /** Checks the ranges. */
    public LowRank {
        Ranges.atLeast(observations, 1, "number of observations");
        Ranges.atLeast(pixels, 1, "number of pixels");
        Ranges.atLeast(rank, 1, "rank");
        Ranges.atLeast(fitted, 1, "number of start templates");
        Ranges.within(zeros, 0, 1, "share of zeros");
        Ranges.within(noise, 0, 1e150, "noise");
    }

    /**
     * Data and starts.
     *
     * @param simulation the data
     * @param startTemplates q arrays of d values
     * @param startCoefficients n arrays of q values
     */
    public record Product(Simulation simulation, double[][] startTemplates, double[][] startCoefficients) {
    }

    /**
     * Simulates.
     *
     * @param seed of everything random; the same seed gives the same bits
     * @return data with weight 1, or the inverse variance of the noise, and starts
     */
    public Product simulate(final long seed) {
        final Noise draws = new Noise(seed);
        final double[][] coefficients = uniform(draws, observations, rank, 0);
        final double[][] templates = uniform(draws, rank, pixels, 0);
        final double[][] startCoefficients = uniform(draws, observations, fitted, zeros);
        final double[][] startTemplates = uniform(draws, fitted, pixels, zeros);
        final double[][] truth = Simulation.product(coefficients, templates);
        final double[][] x = new double[observations][pixels];
        final double[][] v = new double[observations][pixels];
        for (int j = 0; j < observations; j++) {
            draws.observe(truth[j], noise, 0, x[j], v[j]);
        }
        return new Product(new Simulation(x, v, truth, templates, coefficients), startTemplates, startCoefficients);
    }

    private static double[][] uniform(final Noise draws, final int rows, final int columns, final double zeros) {
        final double[][] values = new double[rows][columns];
        for (final double[] row : values) {
            Arrays.setAll(row, c -> {
                final boolean zero = draws.uniform(0, 1) < zeros;
                final double value = draws.uniform(0, 1);
                return zero ? 0 : value;
            });
        }
        return values;
    }
}
