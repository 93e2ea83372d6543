package org.noisynmf.engine.opencl;

import java.util.function.Supplier;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The process's signal handlers, which an OpenCL driver is not to replace.
 *
 * <p>The JVM stops its threads, and finds null references, by faults that its own handlers catch. LLVM, the compiler in
 * PoCL and in other drivers, puts handlers of its own in their place. These give way at the first fault, but each fault
 * that comes before they have done so ends the process, without a word: the first garbage collection after a compilation
 * kills a JVM with several busy threads. LLVM registers its handlers once, so after they have been put back it leaves
 * them alone.
 */
final class SignalHandlers {

    /** The signals 1 to 31, all but those for real time, which no driver touches. */
    private static final int SIGNALS = 31;

    /** More than a {@code struct sigaction}, which begins with the handler's address wherever JOCL has a library. */
    private static final long SIZE = 256;

    private SignalHandlers() {
    }

    /**
     * Runs something, alone, and puts every handler back that it replaced.
     *
     * @param <T> type of the result
     * @param use what to run
     * @return its result
     * @throws LinkageError if the handlers cannot be read on this machine; nothing was run then
     */
    static synchronized <T> T kept(final Supplier<T> use) {
        if (Platform.isWindows()) {
            // has no signals: faults are passed on along a list that starts with the JVM's handler
            return use.get();
        }
        try (Memory before = read()) {
            try {
                return use.get();
            } finally {
                restore(before);
            }
        }
    }

    private static Memory read() {
        final Memory handlers = new Memory((SIGNALS + 1) * SIZE);
        handlers.clear();
        for (int s = 1; s <= SIGNALS; s++) {
            sigaction(s, null, handlers.share(s * SIZE));
        }
        return handlers;
    }

    private static void restore(final Memory before) {
        try (Memory now = read()) {
            for (int s = 1; s <= SIGNALS; s++) {
                if (now.getNativeLong(s * SIZE).longValue() != before.getNativeLong(s * SIZE).longValue()) {
                    sigaction(s, before.share(s * SIZE), null);
                }
            }
        }
    }

    private static void sigaction(final int signal, final @Nullable Pointer replacement,
        final @Nullable Pointer former) {
        C.SIGACTION.invokeInt(new Object[]{signal, replacement, former});
    }

    /** Loaded only where there are signals. */
    private static final class C {

        static final Function SIGACTION = Function.getFunction(Platform.C_LIBRARY_NAME, "sigaction");
    }
}
