package org.noisynmf.engine.opencl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;
import org.noisynmf.engine.device.DeviceException;

/** What OpenCL offers on this machine. */
public final class OpenClDevices {

    /** OpenCL's error code of a machine with a loader but no driver. */
    private static final int NO_PLATFORM = -1001;

    private OpenClDevices() {
    }

    /**
     * @return one line for each device, for people, in the order of their indices; empty if there is none
     * @throws DeviceException if OpenCL itself is missing; the message says what could not be loaded
     */
    public static List<String> list() {
        return all().stream().map(OpenClDevice::describe).toList();
    }

    static List<OpenClDevice> all() {
        return OpenClLibrary.locked(OpenClDevices::enumerate);
    }

    private static List<OpenClDevice> enumerate() {
        final List<OpenClDevice> devices = new ArrayList<>();
        DeviceException failure = null;
        for (final cl_platform_id platform : platforms()) {
            final int before = devices.size();
            try {
                for (final cl_device_id id : devicesOf(platform)) {
                    devices.add(describe(devices.size(), platform, id));
                }
            } catch (CLException e) {
                // one damaged driver must not hide the devices of another
                devices.subList(before, devices.size()).clear();
                failure = new DeviceException("OpenCL does not list its devices: " + e.getMessage(), e);
            }
        }
        if (devices.isEmpty() && failure != null) {
            throw failure;
        }
        return devices;
    }

    private static cl_platform_id[] platforms() {
        final int[] count = new int[1];
        try {
            CL.clGetPlatformIDs(0, null, count);
            final cl_platform_id[] platforms = new cl_platform_id[count[0]];
            if (count[0] > 0) {
                CL.clGetPlatformIDs(count[0], platforms, null);
            }
            return platforms;
        } catch (CLException e) {
            if (e.getStatus() == NO_PLATFORM) {
                return new cl_platform_id[0];
            }
            throw new DeviceException("OpenCL does not list its platforms: " + e.getMessage(), e);
        }
    }

    private static cl_device_id[] devicesOf(final cl_platform_id platform) {
        final int[] count = new int[1];
        try {
            CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, 0, null, count);
        } catch (CLException e) {
            if (e.getStatus() == CL.CL_DEVICE_NOT_FOUND) {
                return new cl_device_id[0];
            }
            throw e;
        }
        final cl_device_id[] devices = new cl_device_id[count[0]];
        if (count[0] > 0) {
            CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, count[0], devices, null);
        }
        return devices;
    }

    private static OpenClDevice describe(final int index, final cl_platform_id platform, final cl_device_id id) {
        final boolean processor = (number(id, CL.CL_DEVICE_TYPE) & CL.CL_DEVICE_TYPE_CPU) != 0;
        return new OpenClDevice(index, text(id, CL.CL_DEVICE_NAME), platformName(platform), processor,
            text(id, CL.CL_DEVICE_EXTENSIONS).contains("cl_khr_fp64"),
            (int)number(id, CL.CL_DEVICE_MAX_COMPUTE_UNITS), number(id, CL.CL_DEVICE_GLOBAL_MEM_SIZE),
            number(id, CL.CL_DEVICE_MAX_MEM_ALLOC_SIZE), number(id, CL.CL_DEVICE_LOCAL_MEM_SIZE),
            number(id, CL.CL_DEVICE_MAX_WORK_GROUP_SIZE), (int)number(id, CL.CL_DEVICE_NATIVE_VECTOR_WIDTH_DOUBLE),
            (int)number(id, CL.CL_DEVICE_NATIVE_VECTOR_WIDTH_FLOAT), id, platform);
    }

    private static String platformName(final cl_platform_id platform) {
        final long[] size = new long[1];
        CL.clGetPlatformInfo(platform, CL.CL_PLATFORM_NAME, 0, null, size);
        final byte[] text = new byte[(int)size[0]];
        CL.clGetPlatformInfo(platform, CL.CL_PLATFORM_NAME, text.length, Pointer.to(text), null);
        return withoutEnd(text);
    }

    private static String text(final cl_device_id id, final int what) {
        return withoutEnd(info(id, what));
    }

    private static String withoutEnd(final byte[] text) {
        return new String(text, StandardCharsets.UTF_8).replace("\0", "").strip();
    }

    /** An integer of 4 or 8 bytes, whichever the device answers with. */
    private static long number(final cl_device_id id, final int what) {
        final byte[] bytes = info(id, what);
        final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        return bytes.length == Integer.BYTES ? Integer.toUnsignedLong(buffer.getInt()) : buffer.getLong();
    }

    private static byte[] info(final cl_device_id id, final int what) {
        final long[] size = new long[1];
        CL.clGetDeviceInfo(id, what, 0, null, size);
        final byte[] bytes = new byte[(int)size[0]];
        CL.clGetDeviceInfo(id, what, bytes.length, Pointer.to(bytes), null);
        return bytes;
    }
}
