package org.noisynmf.engine.opencl;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/**
 * The process's signal handlers, which an OpenCL driver is not to replace.
 *
 * <p>The JVM stops its threads, and finds null references, by faults that its own handlers catch. LLVM, the compiler in
 * PoCL and in other drivers, puts handlers of its own in their place. These give way at the first fault, but each fault
 * that comes before they have done so ends the process, without a word: the first garbage collection after a compilation
 * kills a JVM with several busy threads. LLVM registers its handlers once, so after they have been put back it leaves
 * them alone. A fault while it compiles would delete its files, too; so a thread of its own puts them back at once.
 *
 * <p>Only the handlers of faults are put back, and those of other signals that are the very function which the driver had
 * put at a fault: LLVM takes the signals that end a process, too, and would end it without the JVM's shutdown. What KNIME
 * or another plug-in installs in the meantime stays.
 */
final class SignalHandlers {

    /** The signals 1 to 31, all but those for real time, which no driver touches. */
    private static final int SIGNALS = 31;

    /** Illegal instruction, bus error (7 on Linux, 10 elsewhere), arithmetic and memory: what the JVM itself lives on. */
    private static final int[] FAULTS = {4, 7, 8, 10, 11};

    /** Between two looks at the handlers of faults. */
    private static final long NANOS = 20_000;

    /** More than a {@code struct sigaction}, which begins with the handler's address wherever JOCL has a library. */
    private static final long SIZE = 256;

    private SignalHandlers() {
    }

    /**
     * Runs something, alone, and puts the handlers back that a driver replaced: those of faults while it runs, its others
     * afterwards.
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
            final Watch watch = new Watch(before);
            watch.start();
            try {
                return use.get();
            } finally {
                watch.end();
                restoreOthers(before, watch.m_drivers);
            }
        }
    }

    /** Puts back what a driver's functions were put in the place of. */
    private static void restoreOthers(final Memory before, final Set<Long> drivers) {
        try (Memory now = new Memory(SIZE)) {
            for (final int s : FAULTS) {
                restore(s, before, now, drivers);
            }
            for (int s = 1; s <= SIGNALS; s++) {
                now.clear();
                sigaction(s, null, now);
                if (drivers.contains(now.getNativeLong(0).longValue())) {
                    restore(s, before, now, drivers);
                }
            }
        }
    }

    /** Puts the handlers of faults back as soon as they are replaced. */
    private static final class Watch extends Thread {

        private final Memory m_before;

        /** Addresses of handlers that were found at a fault in place of the JVM's; read by others when this has ended. */
        private final Set<Long> m_drivers = new HashSet<>();

        private volatile boolean m_over;

        Watch(final Memory before) {
            super("nmf-signals");
            setDaemon(true);
            m_before = before;
        }

        @Override
        public void run() {
            try (Memory now = new Memory(SIZE)) {
                while (!m_over) {
                    for (final int s : FAULTS) {
                        restore(s, m_before, now, m_drivers);
                    }
                    LockSupport.parkNanos(NANOS);
                }
            }
        }

        /** Returns when this has ended, since it reads what is then released. */
        void end() {
            m_over = true;
            boolean interrupted = false;
            while (isAlive()) {
                try {
                    join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                currentThread().interrupt();
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

    /** Puts one handler back if it is another, whose address is added to the drivers'; {@code now} is a buffer. */
    private static void restore(final int signal, final Memory before, final Memory now, final Set<Long> drivers) {
        now.clear();
        sigaction(signal, null, now);
        final long handler = now.getNativeLong(0).longValue();
        if (handler != before.getNativeLong(signal * SIZE).longValue()) {
            // 0 and 1 stand for the default and for none
            if (handler != 0 && handler != 1) {
                drivers.add(handler);
            }
            sigaction(signal, before.share(signal * SIZE), null);
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
