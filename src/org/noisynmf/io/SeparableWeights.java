package org.noisynmf.io;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.model.BadEntryException;

/**
 * Weights that are products, V_ij = u_i r_j, on top of the weights of entries. Pav (2024), eq. 1 with diagonal matrices.
 *
 * @param observations r, one number ≥ 0 an observation; null = all 1. Not copied.
 * @param pixels u, one number ≥ 0 a pixel; null = all 1. Not copied.
 */
public record SeparableWeights(double @Nullable [] observations, double @Nullable [] pixels) {

    /** All 1. */
    public static final SeparableWeights NONE = new SeparableWeights(null, null);

    /** @return whether all are 1 */
    public boolean isNone() {
        return observations == null && pixels == null;
    }

    /**
     * @param observation 0-based index of the observation
     * @param v its weights. Modified.
     * @throws BadEntryException if there is no number for the observation, or not one for each pixel
     */
    void multiply(final long observation, final double[] v) {
        if (observations != null && observation >= observations.length) {
            throw new BadEntryException(observation, 0,
                "there are weights of " + observations.length + " observations only");
        }
        if (pixels != null && pixels.length != v.length) {
            throw new BadEntryException(observation, 0,
                "there are weights of " + pixels.length + " pixels, but the data have " + v.length);
        }
        final double r = observations == null ? 1 : observations[(int)observation];
        for (int i = 0; i < v.length; i++) {
            v[i] *= pixels == null ? r : r * pixels[i];
        }
    }
}
