package org.noisynmf.headless.option;

import org.noisynmf.engine.nnls.ProjectionSettings;

import picocli.CommandLine.Option;

/** Options that say what does the work. */
public final class MachineOptions {

    @Option(names = "--threads", paramLabel = "N", defaultValue = "0", order = 90,
        description = "Number of threads; 0 = all cores. Results do not depend on it. Default: all cores.")
    public int threads;

    @Option(names = "--device", paramLabel = "DEVICE", defaultValue = "cpu", order = 91,
        description = "cpu, auto (an OpenCL device if there is one that works, otherwise the CPU), or the index of an "
            + "OpenCL device from the command devices. Default: ${DEFAULT-VALUE}.")
    public String device;

    /**
     * @param covariances whether covariances are wanted
     * @return settings for a projection
     */
    public ProjectionSettings projectionSettings(final boolean covariances) {
        return new ProjectionSettings(covariances, threads, device);
    }
}
