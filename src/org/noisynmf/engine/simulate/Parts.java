package org.noisynmf.engine.simulate;

/**
 * Square images put together from parts: each part is a rectangle at a random place, each image shows each part with a
 * set probability and a brightness uniform on (0.5, 1), with Gaussian noise. What NMF finds in them are the parts. Lee and
 * Seung (1999).
 *
 * @param images n ≥ 1
 * @param side of an image in pixels, ≥ 4; d = side², rows of an image one after the other
 * @param parts q ≥ 1
 * @param probability that an image shows a part, 0 to 1
 * @param noise standard deviation of the Gaussian noise, ≥ 0
 */
public record Parts(int images, int side, int parts, double probability, double noise) {

    /** 400 images of 16 × 16 pixels from 8 parts, each shown in a third of them, σ = 0.2. */
    public static final Parts DEFAULT = new Parts(400, 16, 8, 1.0 / 3, 0.2);

    /** Checks the ranges. */
    public Parts {
        Ranges.atLeast(images, 1, "number of images");
        Ranges.atLeast(side, 4, "side of an image");
        if (side > 10_000) {
            throw new IllegalArgumentException("The side of an image is " + side + ", but must be ≤ 10000");
        }
        Ranges.atLeast(parts, 1, "number of parts");
        Ranges.within(probability, 0, 1, "probability of a part");
        Ranges.within(noise, 0, 1e150, "noise");
    }

    /**
     * Simulates.
     *
     * @param seed of everything random; the same seed gives the same bits
     * @return images, inverse variances and truth; templates are the parts with brightness 1
     */
    public Simulation simulate(final long seed) {
        final Noise draws = new Noise(seed);
        final double[][] shapes = new double[parts][];
        for (int k = 0; k < parts; k++) {
            shapes[k] = rectangle(draws);
        }
        final double[][] brightness = new double[images][parts];
        for (final double[] row : brightness) {
            for (int k = 0; k < parts; k++) {
                final boolean shown = draws.uniform(0, 1) < probability;
                final double value = draws.uniform(0.5, 1);
                row[k] = shown ? value : 0;
            }
        }
        final double[][] truth = Simulation.product(brightness, shapes);
        final double[][] x = new double[images][side * side];
        final double[][] v = new double[images][side * side];
        for (int j = 0; j < images; j++) {
            draws.observe(truth[j], noise, 0, x[j], v[j]);
        }
        return new Simulation(x, v, truth, shapes, brightness);
    }

    /** A rectangle, each side between an eighth and a half of the image's. */
    private double[] rectangle(final Noise draws) {
        final int width = extent(draws);
        final int height = extent(draws);
        final int left = (int)draws.uniform(0, side - width + 1);
        final int top = (int)draws.uniform(0, side - height + 1);
        final double[] shape = new double[side * side];
        for (int row = top; row < top + height; row++) {
            for (int column = left; column < left + width; column++) {
                shape[row * side + column] = 1;
            }
        }
        return shape;
    }

    private int extent(final Noise draws) {
        return Math.max(1, (int)Math.round(draws.uniform(side / 8.0, side / 2.0)));
    }
}
