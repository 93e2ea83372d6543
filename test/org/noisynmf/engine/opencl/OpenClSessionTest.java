package org.noisynmf.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_context;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jocl.cl_program;
import org.junit.Test;
import org.noisynmf.engine.device.DeviceException;

/** A session fails in words, and leaves nothing on the device. */
public class OpenClSessionTest {

    private static final String KERNEL = "__kernel void work(__global int *a) { a[0] = THREADS; }";

    private static int references(final cl_mem buffer) {
        final int[] count = new int[1];
        CL.clGetMemObjectInfo(buffer, CL.CL_MEM_REFERENCE_COUNT, Sizeof.cl_int, Pointer.to(count), null);
        return count[0];
    }

    private static int references(final cl_kernel kernel) {
        final int[] count = new int[1];
        CL.clGetKernelInfo(kernel, CL.CL_KERNEL_REFERENCE_COUNT, Sizeof.cl_int, Pointer.to(count), null);
        return count[0];
    }

    private static int references(final cl_program program) {
        final int[] count = new int[1];
        CL.clGetProgramInfo(program, CL.CL_PROGRAM_REFERENCE_COUNT, Sizeof.cl_int, Pointer.to(count), null);
        return count[0];
    }

    private static int references(final cl_context context) {
        final int[] count = new int[1];
        CL.clGetContextInfo(context, CL.CL_CONTEXT_REFERENCE_COUNT, Sizeof.cl_int, Pointer.to(count), null);
        return count[0];
    }

    @Test
    public void everythingIsReleasedOnce() {
        final cl_mem buffer;
        final cl_kernel kernel;
        final cl_program program = new cl_program();
        final cl_context context = new cl_context();
        final int[] before = new int[2];
        try (OpenClSession session = new OpenClSession(TestDevice.get())) {
            session.build(KERNEL, "-DTHREADS=1");
            kernel = session.kernel("work");
            buffer = session.buffer(100);
            session.arguments(kernel, buffer);
            session.run(kernel, 1, 1);
            session.read(buffer, Sizeof.cl_int, Pointer.to(new int[1]));
            CL.clGetMemObjectInfo(buffer, CL.CL_MEM_CONTEXT, Sizeof.POINTER, Pointer.to(context), null);
            CL.clGetKernelInfo(kernel, CL.CL_KERNEL_PROGRAM, Sizeof.POINTER, Pointer.to(program), null);
            // with one more reference each can be asked after the session has let go of it
            CL.clRetainMemObject(buffer);
            CL.clRetainKernel(kernel);
            CL.clRetainProgram(program);
            CL.clRetainContext(context);
            before[0] = references(program);
            before[1] = references(context);
        }
        // a driver's thread may let go of what a finished command used a moment after it says that it is finished
        final long patience = System.nanoTime() + 10_000_000_000L;
        while ((references(buffer) > 1 || references(kernel) > 1 || references(program) > before[0] - 1
            || references(context) > before[1] - 1) && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }
        assertThat(references(buffer)).isEqualTo(1);
        assertThat(references(kernel)).isEqualTo(1);
        // the kernel holds its program; queue, program and buffer hold their context
        assertThat(references(program)).isEqualTo(before[0] - 1);
        assertThat(references(context)).isLessThanOrEqualTo(before[1] - 1);
        CL.clReleaseMemObject(buffer);
        CL.clReleaseKernel(kernel);
        CL.clReleaseProgram(program);
        CL.clReleaseContext(context);
    }

    @Test
    public void whatRefusesToBeReleasedDoesNotKeepTheRest() {
        final List<String> released = new ArrayList<>();
        final Releases releases = new Releases();
        releases.add(() -> released.add("context"));
        releases.add(() -> {
            throw new CLException("CL_OUT_OF_RESOURCES", CL.CL_OUT_OF_RESOURCES);
        });
        releases.add(() -> released.add("buffer"));
        releases.close();
        assertThat(released).containsExactly("buffer", "context");
        releases.close();
        assertThat(released).as("closed again").hasSize(2);
    }

    @Test
    public void groupsAreAsLargeAsTheKernelAllows() {
        try (OpenClSession session = new OpenClSession(TestDevice.get())) {
            final int most = 1 << 24;
            final int threads = session.build(KERNEL, "", "work", most);
            assertThat(threads).isPositive().isLessThan(most);
            final cl_kernel kernel = session.kernel("work");
            final cl_mem buffer = session.buffer(Sizeof.cl_int);
            final int[] built = new int[1];
            session.arguments(kernel, buffer);
            session.run(kernel, threads, threads);
            session.read(buffer, Sizeof.cl_int, Pointer.to(built));
            assertThat(built[0]).isEqualTo(threads);
        }
    }

    @Test
    public void failuresNameTheDeviceAndTheReasonInALine() {
        final OpenClDevice device = TestDevice.get();
        try (OpenClSession session = new OpenClSession(device)) {
            final String name = "OpenCL device " + device.index() + " (" + device.name() + ") ";
            assertThatThrownBy(() -> session.build("this is\nno program", "")).isInstanceOf(DeviceException.class)
                .hasMessageStartingWith(name + "cannot compile the kernels: CL_BUILD_PROGRAM_FAILURE")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
            assertThatThrownBy(() -> session.buffer(Long.MAX_VALUE)).isInstanceOf(DeviceException.class)
                .hasMessageStartingWith(name + "has no room for " + Long.MAX_VALUE + " bytes: CL_");
            session.build(KERNEL, "-DTHREADS=1");
            assertThatThrownBy(() -> session.kernel("play")).isInstanceOf(DeviceException.class)
                .hasMessageContaining("CL_INVALID_KERNEL_NAME");
            // an argument that was never set
            assertThatThrownBy(() -> session.run(session.kernel("work"), 1, 1)).isInstanceOf(DeviceException.class)
                .hasMessageContaining("failed: CL_");
        }
    }
}
