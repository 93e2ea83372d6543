package org.noisynmf.engine.nnls;

import org.jspecify.annotations.Nullable;

import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.engine.settings.Machine;

/**
 * How to project.
 *
 * @param covariances whether covariances of the coefficients are wanted
 * @param machine where it is computed
 * @param photonNoise photon noise whose variance comes from the projection itself; the weights of the observations are then
 *            1 / σ² of the background alone. null = they are the whole of it
 */
public record ProjectionSettings(boolean covariances, Machine machine, @Nullable PhotonNoise photonNoise) {

    /** No covariances, all cores, CPU. */
    public static final ProjectionSettings DEFAULT = new ProjectionSettings(false, Machine.DEFAULT, null);

    /**
     * Settings without photon noise of the model.
     *
     * @param covariances whether covariances of the coefficients are wanted
     * @param threads worker threads, ≥ 0; 0 = all cores
     * @param device {@code cpu}, {@code auto}, or the index of an OpenCL device
     */
    public ProjectionSettings(final boolean covariances, final int threads, final String device) {
        this(covariances, new Machine(threads, device), null);
    }

    /**
     * @param noise photon noise whose variance comes from the projection, or null
     * @return these settings with that noise
     */
    public ProjectionSettings withPhotonNoise(final @Nullable PhotonNoise noise) {
        return new ProjectionSettings(covariances, machine, noise);
    }
}
