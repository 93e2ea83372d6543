package org.noisynmf.engine.posterior.draw;

import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Draws from the normal distribution with mean r σ and standard deviation σ, given that the value is ≥ 0. From where its
 * mean lies not far below 0 normals are drawn until one will do; else exponentials are drawn and accepted as Robert (1995)
 * does, exact at any distance.
 */
final class TruncatedNormal {

    /** Lower bound in units of σ, seen from the mean, above which Robert's way takes fewer draws. */
    private static final double BOUND = 0.3;

    private final KeyedRandom m_random;

    private final SharedStateContinuousSampler m_normal;

    /** @param random where the numbers come from */
    TruncatedNormal(final KeyedRandom random) {
        m_random = random;
        m_normal = ZigguratSampler.NormalizedGaussian.of(random);
    }

    /**
     * @param r mean / σ, any finite number
     * @param sd σ &gt; 0
     * @return a value ≥ 0
     * @throws IllegalStateException if a number is not finite, with which the draws would never end
     */
    double draw(final double r, final double sd) {
        if (!(Math.abs(r) < Double.POSITIVE_INFINITY && sd > 0)) {
            throw new IllegalStateException("A truncated normal with mean / sd " + r + " and sd " + sd);
        }
        final double bound = -r;
        if (bound < BOUND) {
            double z = m_normal.sample();
            while (z < bound) {
                z = m_normal.sample();
            }
            return sd * (z + r);
        }
        final double rate = (bound + Math.sqrt(bound * bound + 4)) / 2;
        while (true) {
            final double e = -Math.log(m_random.open()) / rate;
            final double miss = bound + e - rate;
            if (Math.log(m_random.open()) <= -miss * miss / 2) {
                return sd * e;
            }
        }
    }
}
