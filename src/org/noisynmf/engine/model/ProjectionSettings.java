package org.noisynmf.engine.model;

/**
 * How to project.
 *
 * @param covariances whether covariances of the coefficients are wanted
 * @param threads worker threads, ≥ 0; 0 = all cores
 * @param device {@code cpu}, {@code auto}, or the index of an OpenCL device
 */
public record ProjectionSettings(boolean covariances, int threads, String device) {

    /** No covariances, all cores, CPU. */
    public static final ProjectionSettings DEFAULT = new ProjectionSettings(false, 0, NmfSettings.PROCESSOR);

    /** Checks the number of threads and the form of the device. */
    public ProjectionSettings {
        if (threads < 0) {
            throw new IllegalArgumentException("The number of threads is " + threads + ", but must be ≥ 0");
        }
        NmfSettings.checkDevice(device);
    }
}
