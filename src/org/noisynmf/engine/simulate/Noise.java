package org.noisynmf.engine.simulate;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * Observes values with photon and Gaussian noise, P ~ Pois(g f) / g, x = P + N(0, σ²), each with the variance that an
 * observer would estimate, P / g + σ². Green and Bailey (2024), eq. 5 and 6, where g = 1.
 *
 * <p>One instance draws from one generator; values depend on the seed and on the order of the calls.
 */
public final class Noise {

    private final UniformRandomProvider m_generator;

    private final ContinuousDistribution.Sampler m_normal;

    /**
     * @param seed of all draws
     */
    public Noise(final long seed) {
        m_generator = RandomSource.XO_SHI_RO_256_PP.create(seed);
        m_normal = NormalDistribution.of(0, 1).createSampler(m_generator);
    }

    /**
     * @param low smallest value
     * @param high largest value, ≥ low
     * @return a value uniform on [low, high)
     */
    public double uniform(final double low, final double high) {
        return low + (high - low) * m_generator.nextDouble();
    }

    /** @return a value from the standard normal distribution */
    public double normal() {
        return m_normal.sample();
    }

    /**
     * Observes a spectrum.
     *
     * @param truth f, d values; NaN = not observed. Must be ≥ 0 with photon noise. Not modified.
     * @param sigma standard deviation of the Gaussian noise, ≥ 0 and finite
     * @param photonsPerUnit g, photons counted for a value of 1, ≥ 0 and finite; 0 = no photon noise
     * @param x receives d values, NaN where nothing is observed. Modified.
     * @param v receives d inverse variances, 0 where nothing is observed; where the estimate is 0, that of a single photon
     *            counts, and without any noise it is 1. Modified.
     * @throws IllegalArgumentException if a value cannot be observed so; the message names it and its pixel
     */
    public void observe(final double[] truth, final double sigma, final double photonsPerUnit, final double[] x,
        final double[] v) {
        check(sigma, "standard deviation of the noise");
        check(photonsPerUnit, "number of photons per unit");
        for (int i = 0; i < truth.length; i++) {
            if (Double.isNaN(truth[i])) {
                x[i] = Double.NaN;
                v[i] = 0;
                continue;
            }
            if (Double.isInfinite(truth[i])) {
                throw new IllegalArgumentException(
                    place(i) + " has the value " + truth[i] + ", but noise can only be added to finite numbers");
            }
            final double signal = photonsPerUnit > 0 ? count(truth[i], photonsPerUnit, i) / photonsPerUnit : truth[i];
            x[i] = sigma > 0 ? signal + sigma * m_normal.sample() : signal;
            v[i] = 1 / variance(signal, sigma, photonsPerUnit);
        }
    }

    private static void check(final double value, final String name) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The " + name + " is " + value + ", but must be a finite number ≥ 0");
        }
    }

    private static double variance(final double signal, final double sigma, final double photonsPerUnit) {
        if (photonsPerUnit == 0) {
            return sigma > 0 ? sigma * sigma : 1;
        }
        final double variance = signal / photonsPerUnit + sigma * sigma;
        return variance > 0 ? variance : 1 / (photonsPerUnit * photonsPerUnit);
    }

    private static String place(final int pixel) {
        return "Pixel " + pixel + " (counted from 0)";
    }

    private int count(final double truth, final double photonsPerUnit, final int pixel) {
        final double mean = truth * photonsPerUnit;
        if (!(mean >= 0 && mean <= Integer.MAX_VALUE / 2)) {
            throw new IllegalArgumentException(place(pixel) + " has the value " + truth + ", which is " + mean
                + " photons; photon noise needs 0 to " + Integer.MAX_VALUE / 2);
        }
        return mean > 0 ? PoissonDistribution.of(mean).createSampler(m_generator).sample() : 0;
    }
}
