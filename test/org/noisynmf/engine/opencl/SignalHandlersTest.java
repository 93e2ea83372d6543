package org.noisynmf.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jocl.Sizeof;
import org.jocl.cl_kernel;
import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** OpenCL leaves the JVM the handlers of signals that it stops its threads by. */
public class SignalHandlersTest {

    /** A change of a terminal's size: ignored unless somebody listens, and of the same number everywhere. */
    private static final int SIGWINCH = 28;

    private static final Pointer IGNORED = Pointer.createConstant(1);

    @Rule
    public final TemporaryFolder m_folder = new TemporaryFolder();

    /** @return the handler before */
    private static Pointer replace(final Pointer handler) {
        return Function.getFunction(Platform.C_LIBRARY_NAME, "signal").invokePointer(new Object[]{SIGWINCH, handler});
    }

    @Test
    public void handlersReplacedInsideAreBackAfterwards() {
        Assume.assumeFalse("Windows has no signals", Platform.isWindows());
        final Pointer before = SignalHandlers.kept(() -> replace(IGNORED));
        assertThat(replace(before)).isEqualTo(before).isNotEqualTo(IGNORED);
    }

    @Test
    public void handlersReplacedBeforeAFailureAreBackAfterwards() {
        Assume.assumeFalse("Windows has no signals", Platform.isWindows());
        final Pointer[] before = new Pointer[1];
        assertThatThrownBy(() -> SignalHandlers.kept(() -> {
            before[0] = replace(IGNORED);
            throw new IllegalStateException("no driver");
        })).hasMessage("no driver");
        assertThat(replace(before[0])).isEqualTo(before[0]).isNotEqualTo(IGNORED);
    }

    /** In a JVM of its own, since what this guards against ends the process, though not each time. */
    @Test
    public void theJvmCatchesItsFaultsAfterTheCompilerHasRun() throws IOException, InterruptedException {
        TestDevice.get();
        final Path output = m_folder.getRoot().toPath().resolve("output.txt");
        final ProcessBuilder java =
            new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-cp",
                System.getProperty("java.class.path"), BusyJvm.class.getName()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).directory(m_folder.getRoot());
        // PoCL keeps what it has compiled: here it is to compile
        java.environment().put("POCL_CACHE_DIR", m_folder.newFolder("cache").toString());
        final Process process = java.start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ended in time").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as("exit status").isZero();
        assertThat(output).content().isEqualTo("survived" + System.lineSeparator());
        assertThat(m_folder.getRoot().listFiles(File::isFile)).extracting(File::getName).containsExactly("output.txt");
    }

    /** Compiles kernels while other threads are busy, with a garbage collection, which stops them, after each. */
    static final class BusyJvm {

        private static final int SIGSEGV = 11;

        private static final int BUSY = 4;

        private static final int ROUNDS = 3;

        private BusyJvm() {
        }

        /** @param arguments none */
        public static void main(final String[] arguments) {
            final long before = faultHandler();
            for (int b = 0; b < BUSY; b++) {
                final Thread busy = new Thread(BusyJvm::spin);
                busy.setDaemon(true);
                busy.start();
            }
            for (int r = 0; r < ROUNDS; r++) {
                try (OpenClSession session = new OpenClSession(OpenClDevices.all().get(0))) {
                    session.build("__kernel void work(__global int *a) { a[0] = THREADS + " + r + "; }", "-DTHREADS=1");
                    final cl_kernel kernel = session.kernel("work");
                    session.arguments(kernel, session.buffer(Sizeof.cl_int));
                    session.run(kernel, 1, 1);
                }
                if (faultHandler() != before) {
                    System.out.println("another handler in round " + r);
                }
                System.gc();
            }
            System.out.println("survived");
        }

        /** @return address of the handler of faults */
        private static long faultHandler() {
            if (Platform.isWindows()) {
                return 0;
            }
            final Memory handler = new Memory(256);
            Function.getFunction(Platform.C_LIBRARY_NAME, "sigaction")
                .invokeInt(new Object[]{SIGSEGV, null, handler});
            return handler.getNativeLong(0).longValue();
        }

        private static void spin() {
            long sum = 0;
            // a loop that the compiler does not leave out, and stops in the middle of
            for (long i = 0; sum != Long.MIN_VALUE; i++) {
                sum = Math.max(0, sum + i ^ sum << 1);
            }
        }
    }
}
