package org.noisynmf.engine.settings;

/**
 * Where it is computed. Results do not depend on the number of threads.
 *
 * @param threads worker threads, ≥ 0; 0 = all cores
 * @param device {@code cpu}, {@code auto}, or the index of an OpenCL device
 */
public record Machine(int threads, String device) {

    /** {@link #device()}: the CPU, without OpenCL. */
    public static final String PROCESSOR = "cpu";

    /** {@link #device()}: an OpenCL device if there is one that works, else the CPU. */
    public static final String AUTOMATIC_DEVICE = "auto";

    /** All cores, no OpenCL. */
    public static final Machine DEFAULT = new Machine(0, PROCESSOR);

    /** Checks the number of threads and the form of the device. */
    public Machine {
        if (threads < 0) {
            throw new IllegalArgumentException("The number of threads is " + threads + ", but must be ≥ 0");
        }
        if (!device.matches("cpu|auto|\\d{1,4}")) {
            throw new IllegalArgumentException(
                "The device is \"" + device + "\", but must be cpu, auto or the index of an OpenCL device");
        }
    }

    /** @return whether OpenCL is not to be used */
    public boolean processorOnly() {
        return PROCESSOR.equals(device);
    }

    /** @return whether the CPU is to go on where no OpenCL device works */
    public boolean automatic() {
        return AUTOMATIC_DEVICE.equals(device);
    }
}
