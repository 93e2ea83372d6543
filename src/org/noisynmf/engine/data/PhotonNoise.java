package org.noisynmf.engine.data;

/**
 * Photon noise whose variance the model tells: an entry has the variance max(m, 0) / g + σ², where m = (W H)_ij is the
 * model, g the gain and σ² the variance of everything that is no photon noise (read-out, subtracted background).
 *
 * <p>A variance estimated from the noisy value itself, max(x, 0) / g + σ², is small where the noise happens to be negative
 * and large where it is positive, so that a weighted fit comes out too low; that of the model is the same for both. The
 * observations of a problem with photon noise have the weights of the background alone, 1 / σ².
 *
 * @param gain g, photons for a value of 1 in the data, &gt; 0 and finite
 */
public record PhotonNoise(double gain) {

    /** Checks the range. */
    public PhotonNoise {
        if (!(gain > 0 && gain < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The gain is " + gain + ", but must be a finite number > 0");
        }
    }

    /**
     * @param background 1 / σ² of the entry, ≥ 0; 0 = ignored
     * @param model m, what is expected there; below zero it counts as zero
     * @return V = 1 / (max(m, 0) / g + σ²); 0 where the entry is ignored
     */
    public double weight(final double background, final double model) {
        return background / (1 + background * (Math.max(model, 0) / gain));
    }
}
