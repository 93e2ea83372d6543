package org.noisynmf.engine.posterior;

/**
 * Entries of W H, the same number of each array, by which the reconstruction is judged.
 *
 * @param pixel index of the pixel of each
 * @param observation index of its observation
 * @param mean posterior mean
 * @param sd posterior standard deviation, without the noise of the data
 */
public record WatchedEntries(int[] pixel, int[] observation, double[] mean, double[] sd) {
}
