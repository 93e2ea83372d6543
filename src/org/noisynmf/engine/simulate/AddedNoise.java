package org.noisynmf.engine.simulate;

/**
 * What noise is added to given data, the same for all of them. Ranges are such that no variance leaves the range of a
 * double.
 *
 * @param photonsPerUnit g, photons counted for a value of 1, 0 (no photon noise) or 1e-100 to 1e100
 * @param scale what the strength is
 * @param strength σ, or the mean size of all values over σ, 1e-100 to 1e100; without Gaussian noise not looked at
 */
public record AddedNoise(double photonsPerUnit, GaussianScale scale, double strength) {

    private static final double SMALLEST = 1e-100;

    private static final double LARGEST = 1e100;

    /** Checks the ranges, and that there is any noise. */
    public AddedNoise {
        if (photonsPerUnit == 0 && scale == GaussianScale.NONE) {
            throw new IllegalArgumentException("Neither photon noise nor Gaussian noise is switched on");
        }
        if (photonsPerUnit != 0) {
            Ranges.within(photonsPerUnit, SMALLEST, LARGEST, "number of photons per unit");
        }
        if (scale != GaussianScale.NONE) {
            Ranges.within(strength, SMALLEST, LARGEST,
                scale == GaussianScale.SIGNAL_TO_NOISE ? "signal-to-noise ratio" : "standard deviation of the noise");
        }
    }

    /** @return whether {@link #sigma} depends on the data */
    public boolean needsMeanSize() {
        return scale == GaussianScale.SIGNAL_TO_NOISE;
    }

    /**
     * @param sigma σ of the Gaussian noise, ≥ 0
     * @return σ², or where there is none the square of half a photon, 1 / (2 g)²: far below the noise of any count, but a
     *         variance of 0 would be an infinite weight
     */
    public double backgroundVariance(final double sigma) {
        return sigma > 0 ? sigma * sigma : 0.25 / (photonsPerUnit * photonsPerUnit);
    }

    /**
     * @param meanSize mean of |value| over all data; not looked at unless {@link #needsMeanSize}
     * @return σ of the Gaussian noise, 0 where there is none
     * @throws IllegalArgumentException if the data set no noise
     */
    public double sigma(final double meanSize) {
        if (scale != GaussianScale.SIGNAL_TO_NOISE) {
            return scale == GaussianScale.NONE ? 0 : strength;
        }
        final double sigma = meanSize / strength;
        if (!(sigma >= SMALLEST && sigma <= LARGEST)) {
            throw new IllegalArgumentException("The mean absolute value is " + meanSize
                + ", from which a signal-to-noise ratio of " + strength
                + " gives no noise between " + SMALLEST + " and " + LARGEST);
        }
        return sigma;
    }
}
