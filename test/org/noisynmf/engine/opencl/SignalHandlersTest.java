package org.noisynmf.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.jocl.Sizeof;
import org.jocl.cl_kernel;
import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/** OpenCL leaves the JVM the handlers of signals that it stops its threads by. */
public class SignalHandlersTest {

    /** A change of a terminal's size: ignored unless somebody listens, and of the same number everywhere. */
    private static final int SIGWINCH = 28;

    /** Arithmetic, a fault; nothing in these tests divides integers by zero. */
    private static final int SIGFPE = 8;

    private static final Pointer IGNORED = Pointer.createConstant(1);

    @Rule
    public final TemporaryFolder m_folder = new TemporaryFolder();

    /** @return the handler before */
    private static Pointer replace(final int signal, final Pointer handler) {
        return Function.getFunction(Platform.C_LIBRARY_NAME, "signal").invokePointer(new Object[]{signal, handler});
    }

    @Test
    public void handlersOfFaultsReplacedInsideAreBackAfterwards() {
        Assume.assumeFalse("Windows has no signals", Platform.isWindows());
        final Pointer before = SignalHandlers.kept(() -> replace(SIGFPE, IGNORED));
        assertThat(replace(SIGFPE, before)).isEqualTo(before).isNotEqualTo(IGNORED);
    }

    @Test
    public void handlersOfFaultsReplacedBeforeAFailureAreBackAfterwards() {
        Assume.assumeFalse("Windows has no signals", Platform.isWindows());
        final Pointer[] before = new Pointer[1];
        assertThatThrownBy(() -> SignalHandlers.kept(() -> {
            before[0] = replace(SIGFPE, IGNORED);
            throw new IllegalStateException("no driver");
        })).hasMessage("no driver");
        assertThat(replace(SIGFPE, before[0])).isEqualTo(before[0]).isNotEqualTo(IGNORED);
    }

    @Test
    public void whatAnotherPlugInInstallsInTheMeantimeStays() {
        Assume.assumeFalse("Windows has no signals", Platform.isWindows());
        final Pointer before = SignalHandlers.kept(() -> replace(SIGWINCH, IGNORED));
        assertThat(replace(SIGWINCH, before)).isEqualTo(IGNORED);
    }

    @Test
    public void otherSignalsThatADriversHandlerTookAreBackAfterwards() {
        Assume.assumeFalse("Windows has no signals", Platform.isWindows());
        // any function will do that is nobody's handler: it is never called
        final Pointer driver = Function.getFunction(Platform.C_LIBRARY_NAME, "labs");
        final Pointer before = SignalHandlers.kept(() -> {
            replace(SIGFPE, driver);
            return replace(SIGWINCH, driver);
        });
        assertThat(replace(SIGWINCH, before)).isEqualTo(before);
    }

    /** In a JVM of its own, since what this guards against ends the process, though not each time. */
    @Test
    public void theJvmCatchesItsFaultsAfterTheCompilerHasRun() throws IOException, InterruptedException {
        TestDevice.get();
        // PoCL lets its compiler replace the handlers when devices are listed, or else with the first program
        for (final String whenListed : new String[]{"1", "0"}) {
            final Path output = m_folder.newFile().toPath();
            final Path errors = m_folder.newFile().toPath();
            final ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-cp",
                System.getProperty("java.class.path"), BusyJvm.class.getName()).redirectOutput(output.toFile())
                .redirectError(errors.toFile()).directory(m_folder.getRoot());
            // PoCL keeps what it has compiled: here it is to compile
            java.environment().put("POCL_CACHE_DIR", m_folder.newFolder().toString());
            java.environment().put("POCL_SIGFPE_HANDLER", whenListed);
            final Process process = java.start();
            try {
                assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ended in time").isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(process.exitValue()).as("exit status; %s", Files.readString(errors)).isZero();
            assertThat(output).content().isEqualTo("survived" + System.lineSeparator());
        }
    }

    /** Compiles kernels while other threads are busy, with a garbage collection, which stops them, after each. */
    static final class BusyJvm {

        private static final int SIGSEGV = 11;

        private static final int BUSY = 4;

        private static final int ROUNDS = 2;

        private BusyJvm() {
        }

        /** @param arguments none */
        public static void main(final String[] arguments) {
            final long before = faultHandler();
            OpenClDevices.all();
            report("after the list of devices", before);
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
                report("in round " + r, before);
                System.gc();
            }
            System.out.println("survived");
        }

        private static void report(final String when, final long before) {
            if (faultHandler() != before) {
                System.out.println("another handler " + when);
            }
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
