package org.noisynmf.engine.opencl;

import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jocl.cl_program;
import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.device.DeviceException;

/**
 * A context on one device with one program, the owner of everything allocated there; failures become
 * {@link DeviceException}.
 */
final class OpenClSession implements AutoCloseable {

    /** Begin of the line that JOCL puts before what a compiler says. */
    private static final String LOG = "Build log for device";

    private final OpenClDevice m_device;

    private final cl_context m_context;

    private @Nullable cl_command_queue m_queue;

    private final Releases m_releases = new Releases();

    private @Nullable cl_program m_program;

    OpenClSession(final OpenClDevice device) {
        m_device = device;
        final cl_device_id[] ids = {device.id()};
        m_context = guard("cannot be used", () -> {
            final cl_context_properties properties = new cl_context_properties();
            properties.addProperty(CL.CL_CONTEXT_PLATFORM, device.platformId());
            return SignalHandlers.kept(() -> CL.clCreateContext(properties, 1, ids, null, null, null));
        });
        m_releases.add(() -> CL.clReleaseContext(m_context));
        try {
            m_queue = createQueue();
        } catch (DeviceException e) {
            close();
            throw e;
        }
        final cl_command_queue queue = m_queue;
        m_releases.add(() -> CL.clReleaseCommandQueue(queue));
    }

    /** The call of OpenCL 1, which every device still understands. */
    @SuppressWarnings("deprecation")
    private cl_command_queue createQueue() {
        return guard("cannot be used",
            () -> SignalHandlers.kept(() -> CL.clCreateCommandQueue(m_context, m_device.id(), 0, null)));
    }

    private <T> T guard(final String failure, final Supplier<T> use) {
        try {
            return use.get();
        } catch (CLException | UnsupportedOperationException e) {
            // JOCL throws the latter where a driver lacks a function
            throw new DeviceException(
                "OpenCL device " + m_device.index() + " (" + m_device.name() + ") " + failure + ": " + reason(e), e);
        }
    }

    /** One line: the compiler's may be many, and are kept in the cause. */
    private static String reason(final RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith(LOG)).limit(2).collect(Collectors.joining(" "));
    }

    /**
     * Builds a program whose constant THREADS is the number of work items of a group, as many as a kernel can have.
     *
     * @param source text of the program
     * @param options of its compiler
     * @param kernel name of the kernel that has such groups
     * @param most work items of a group, a power of two
     * @return work items of a group
     */
    int build(final String source, final String options, final String kernel, final int most) {
        build(source, options + " -DTHREADS=" + most);
        // what a kernel needs of registers and local memory is known only now
        return most > 1 && workGroup(kernel(kernel)) < most ? build(source, options, kernel, most / 2) : most;
    }

    private long workGroup(final cl_kernel kernel) {
        final long[] size = new long[1];
        guard("failed", () -> CL.clGetKernelWorkGroupInfo(kernel, m_device.id(), CL.CL_KERNEL_WORK_GROUP_SIZE,
            Sizeof.size_t, Pointer.to(size), null));
        return size[0];
    }

    /**
     * @param source text of the program
     * @param options of its compiler
     */
    void build(final String source, final String options) {
        guard("cannot compile the kernels", () -> {
            final cl_program program = CL.clCreateProgramWithSource(m_context, 1, new String[]{source}, null, null);
            m_releases.add(() -> CL.clReleaseProgram(program));
            m_program = program;
            return SignalHandlers.kept(
                () -> CL.clBuildProgram(program, 1, new cl_device_id[]{m_device.id()}, options, null, null));
        });
    }

    cl_kernel kernel(final String name) {
        return guard("cannot compile the kernels", () -> {
            final cl_kernel kernel = SignalHandlers.kept(() -> CL.clCreateKernel(m_program, name, null));
            m_releases.add(() -> CL.clReleaseKernel(kernel));
            return kernel;
        });
    }

    /**
     * @param bytes its size; at least one element is allocated
     * @return a buffer that lives as long as this session
     */
    cl_mem buffer(final long bytes) {
        return guard("has no room for " + bytes + " bytes", () -> {
            final cl_mem buffer =
                CL.clCreateBuffer(m_context, CL.CL_MEM_READ_WRITE, Math.max(bytes, Sizeof.cl_double), null, null);
            m_releases.add(() -> CL.clReleaseMemObject(buffer));
            return buffer;
        });
    }

    /**
     * Writes and waits.
     *
     * @param buffer the buffer
     * @param offset first byte to write
     * @param bytes how many
     * @param from what to write
     */
    void write(final cl_mem buffer, final long offset, final long bytes, final Pointer from) {
        if (bytes > 0) {
            guard("failed while data were sent to it",
                () -> CL.clEnqueueWriteBuffer(m_queue, buffer, true, offset, bytes, from, 0, null, null));
        }
    }

    /**
     * Reads and waits for it and all that was queued before.
     *
     * @param buffer the buffer
     * @param bytes how many, from its begin
     * @param to where to write
     */
    void read(final cl_mem buffer, final long bytes, final Pointer to) {
        guard("failed", () -> CL.clEnqueueReadBuffer(m_queue, buffer, true, 0, bytes, to, 0, null, null));
    }

    /**
     * Writes numbers in the precision of the buffer and waits.
     *
     * @param buffer the buffer
     * @param values what to write, from its begin. Not modified.
     * @param doubles whether it holds double precision
     */
    void write(final cl_mem buffer, final double[] values, final boolean doubles) {
        if (doubles) {
            write(buffer, 0, (long)values.length * Sizeof.cl_double, Pointer.to(values));
            return;
        }
        final float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float)values[i];
        }
        write(buffer, 0, (long)floats.length * Sizeof.cl_float, Pointer.to(floats));
    }

    /**
     * Reads numbers in the precision of the buffer; waits for them and all that was queued before.
     *
     * @param buffer the buffer
     * @param values receives the first {@code count} numbers. Modified.
     * @param count how many
     * @param doubles whether the buffer holds double precision
     */
    void read(final cl_mem buffer, final double[] values, final int count, final boolean doubles) {
        if (doubles) {
            read(buffer, (long)count * Sizeof.cl_double, Pointer.to(values));
            return;
        }
        final float[] floats = new float[count];
        read(buffer, (long)count * Sizeof.cl_float, Pointer.to(floats));
        for (int i = 0; i < count; i++) {
            values[i] = floats[i];
        }
    }

    /** Lets the device begin with what is queued. */
    void flush() {
        guard("failed", () -> CL.clFlush(m_queue));
    }

    /**
     * @param buffer to fill with zeros
     * @param bytes its size
     */
    void clear(final cl_mem buffer, final long bytes) {
        guard("failed",
            () -> CL.clEnqueueFillBuffer(m_queue, buffer, Pointer.to(new int[1]), Sizeof.cl_int, 0, bytes, 0, null,
                null));
    }

    /**
     * @param kernel to set the arguments of
     * @param arguments {@code cl_mem}, {@code Integer}, {@code Double} or {@code Float}
     */
    void arguments(final cl_kernel kernel, final Object... arguments) {
        guard("failed", () -> {
            for (int a = 0; a < arguments.length; a++) {
                final Object argument = arguments[a];
                if (argument instanceof cl_mem buffer) {
                    CL.clSetKernelArg(kernel, a, Sizeof.cl_mem, Pointer.to(buffer));
                } else if (argument instanceof Integer number) {
                    CL.clSetKernelArg(kernel, a, Sizeof.cl_int, Pointer.to(new int[]{number}));
                } else if (argument instanceof Double number) {
                    CL.clSetKernelArg(kernel, a, Sizeof.cl_double, Pointer.to(new double[]{number}));
                } else {
                    CL.clSetKernelArg(kernel, a, Sizeof.cl_float, Pointer.to(new float[]{(Float)argument}));
                }
            }
            return null;
        });
    }

    /**
     * @param kernel to run
     * @param global number of work items
     * @param local work items of a group; 0 = the driver's choice
     */
    void run(final cl_kernel kernel, final long global, final long local) {
        guard("failed", () -> CL.clEnqueueNDRangeKernel(m_queue, kernel, 1, null, new long[]{global},
            local > 0 ? new long[]{local} : null, 0, null, null));
    }

    @Override
    public void close() {
        if (m_queue != null) {
            // drivers ought to keep what queued work needs, but some crash if it is released before that has ended
            m_releases.add(finish(m_queue));
            m_queue = null;
        }
        m_releases.close();
    }

    private static Runnable finish(final cl_command_queue queue) {
        return () -> CL.clFinish(queue);
    }
}
