package org.noisynmf.knime.dialog;

/** Titles and descriptions of settings that several nodes have. */
public final class SettingTexts {

    /** Title of the choice of what a table of weights holds. */
    public static final String WEIGHTS_TITLE = "Weights are";

    /** Its description. */
    public static final String WEIGHTS =
        "What the numbers of the weights table are. Rows are matched to the data by row ID, columns by name; a "
            + "missing cell is an entry of weight 0. Add the weights port with the three dots of the node; without it "
            + "all weights are 1. Default: inverse variances.";

    /** Title of the number of threads. */
    public static final String THREADS_TITLE = "Number of threads";

    /** Its description. */
    public static final String THREADS =
        "0 or more; 0 (the default) uses all cores. The result does not depend on it.";

    /** Title of the device. */
    public static final String DEVICE_TITLE = "Device";

    private static final String DEVICES = "<tt>cpu</tt> (the default); <tt>auto</tt> for the fastest OpenCL "
        + "accelerator, or the CPU if there is none or it cannot do the work; or the number of an OpenCL device, from "
        + "0. The node fails if that device is missing.";

    /** Description of the device of a search. */
    public static final String DEVICE = DEVICES;

    /** Description of the device of a projection. */
    public static final String PROJECTION_DEVICE = "What forms the normal equations, which the CPU solves: " + DEVICES
        + " The data are sent to the device and used only once, so with few templates the CPU alone is faster.";

    private SettingTexts() {
    }
}
