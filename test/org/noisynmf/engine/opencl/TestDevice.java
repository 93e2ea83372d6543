package org.noisynmf.engine.opencl;

import java.util.List;

import org.junit.Assert;
import org.junit.AssumptionViolatedException;
import org.noisynmf.engine.device.DeviceException;

/** The device that tests run on: the first that OpenCL offers, PoCL on the build machine. */
public final class TestDevice {

    private TestDevice() {
    }

    /** @return the device; fails with CI=true and otherwise says so loudly and skips if there is none */
    static OpenClDevice get() {
        String reason = "OpenCL offers no device (on Debian: install pocl-opencl-icd and ocl-icd-libopencl1)";
        try {
            final List<OpenClDevice> devices = OpenClDevices.all();
            if (!devices.isEmpty()) {
                return devices.get(0);
            }
        } catch (DeviceException e) {
            reason = e.getMessage();
        }
        if ("true".equals(System.getenv("CI"))) {
            Assert.fail(reason);
        }
        System.out.println("NOT TESTED: OpenCL. " + reason);
        throw new AssumptionViolatedException(reason);
    }

    /** Fails or skips, as {@link #get}, if there is no device 0. */
    public static void require() {
        get();
    }

    /** @return whether device 0 computes in double precision */
    public static boolean doubles() {
        return get().doubles();
    }

    /** @return the device, said to be another kind */
    static OpenClDevice like(final OpenClDevice d, final boolean processor, final boolean doubles) {
        return new OpenClDevice(d.index(), d.name(), d.platform(), processor, doubles, d.units(), d.memory(),
            d.largestBuffer(), d.localMemory(), d.workGroup(), d.doubleLanes(), d.floatLanes(), d.id(),
            d.platformId());
    }

    /** @return the device, said to have less memory */
    static OpenClDevice withMemory(final OpenClDevice d, final long memory, final long largestBuffer) {
        return new OpenClDevice(d.index(), d.name(), d.platform(), d.processor(), d.doubles(), d.units(), memory,
            largestBuffer, d.localMemory(), d.workGroup(), d.doubleLanes(), d.floatLanes(), d.id(), d.platformId());
    }

    /** @return the device, said to be a processor with other vectors and cores */
    static OpenClDevice withLanes(final OpenClDevice d, final int doubleLanes, final int floatLanes, final int units) {
        return new OpenClDevice(d.index(), d.name(), d.platform(), true, d.doubles(), units, d.memory(),
            d.largestBuffer(), d.localMemory(), d.workGroup(), doubleLanes, floatLanes, d.id(), d.platformId());
    }

    /** @return the device, said to be an accelerator with smaller work groups */
    static OpenClDevice withGroups(final OpenClDevice d, final int workGroup, final long localMemory) {
        return new OpenClDevice(d.index(), d.name(), d.platform(), false, d.doubles(), d.units(), d.memory(),
            d.largestBuffer(), localMemory, workGroup, d.doubleLanes(), d.floatLanes(), d.id(), d.platformId());
    }
}
