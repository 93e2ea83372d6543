package org.noisynmf.engine.opencl;

import java.util.Locale;

import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/**
 * A device that OpenCL offers.
 *
 * @param index its number, counted over all platforms; what the settings name it by
 * @param name its name
 * @param platform name of its platform
 * @param processor whether it is the CPU
 * @param doubles whether it computes in double precision
 * @param units compute units
 * @param memory bytes of its memory
 * @param largestBuffer most bytes of one buffer
 * @param localMemory bytes of local memory of a work group
 * @param workGroup most work items of a group
 * @param doubleLanes natural length of a vector of double, 0 or 1 where it has none
 * @param floatLanes natural length of a vector of float
 * @param id OpenCL's handle
 * @param platformId OpenCL's handle of the platform
 */
record OpenClDevice(int index, String name, String platform, boolean processor, boolean doubles, int units, long memory,
    long largestBuffer, long localMemory, long workGroup, int doubleLanes, int floatLanes, cl_device_id id,
    cl_platform_id platformId) {

    private static final double GIB = 1024.0 * 1024 * 1024;

    /** @return index and name, for people */
    String label() {
        return "OpenCL device " + index + ", " + name;
    }

    /** @return one line for people: index, name, platform, kind, memory and precision */
    String describe() {
        return String.format(Locale.ROOT, "%d: %s (%s), %s, %d compute units, %.1f GiB, %s", index, name, platform,
            processor ? "CPU" : "accelerator", units, memory / GIB, doubles ? "double precision" : "single precision");
    }
}
