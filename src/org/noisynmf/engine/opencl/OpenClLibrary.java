package org.noisynmf.engine.opencl;

import java.util.function.Supplier;

import org.jocl.CL;
import org.jocl.CLException;
import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.device.DeviceException;

/**
 * The native half of JOCL, loaded once, when first needed.
 *
 * <p>JOCL asks the class loader first: inside the plug-in that finds the copy that Bundle-NativeCode names. Otherwise JOCL
 * unpacks its library under a fixed name into the temporary directory and loads whatever lies there already, which
 * another user may have put there. So JOCL is told, while it loads, to make up a name that nobody can guess; it deletes
 * that file when the JVM ends.
 */
final class OpenClLibrary {

    /** Enumerating devices on two threads at once for the first time crashes the JVM. */
    private static final Object LOCK = new Object();

    /** What JOCL asks for whether to make up a name; nobody else does. */
    private static final String UNIQUE_NAMES = "uniqueLibraryNames";

    private static boolean loaded;

    /** Why a native library cannot be loaded: Java says so once, and then only that it could not. */
    private static @Nullable DeviceException failure;

    private OpenClLibrary() {
    }

    /**
     * Runs something that may be the first use of OpenCL.
     *
     * @param <T> type of the result
     * @param use what to run, alone
     * @return its result
     * @throws DeviceException if there is no OpenCL on this machine
     */
    static <T> T locked(final Supplier<T> use) {
        synchronized (LOCK) {
            if (failure != null) {
                throw failure;
            }
            try {
                load();
                return SignalHandlers.kept(use);
            } catch (LinkageError e) {
                failure = cannotLoad(e);
                throw failure;
            } catch (CLException | UnsupportedOperationException e) {
                throw cannotLoad(e);
            }
        }
    }

    private static DeviceException cannotLoad(final Throwable e) {
        return new DeviceException("OpenCL cannot be loaded: " + firstLine(e), e);
    }

    private static String firstLine(final Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }

    private static void load() {
        if (loaded) {
            return;
        }
        final String before = System.getProperty(UNIQUE_NAMES);
        System.setProperty(UNIQUE_NAMES, "true");
        try {
            CL.setExceptionsEnabled(true);
        } finally {
            if (before == null) {
                System.clearProperty(UNIQUE_NAMES);
            } else {
                System.setProperty(UNIQUE_NAMES, before);
            }
        }
        loaded = true;
    }
}
