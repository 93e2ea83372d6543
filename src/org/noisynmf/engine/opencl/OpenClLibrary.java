package org.noisynmf.engine.opencl;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

import org.jocl.CL;
import org.jocl.CLException;
import org.noisynmf.engine.moments.DeviceException;

/**
 * The native half of JOCL, loaded once, when first needed.
 *
 * <p>JOCL asks the class loader first: inside the plug-in that finds the copy that Bundle-NativeCode names. Otherwise JOCL
 * unpacks its library under a fixed name into the temporary directory and loads whatever lies there already, which
 * another user may have put there. So that directory is, while JOCL loads, a new one that only the present user can read
 * or write; it is deleted when the JVM ends.
 */
final class OpenClLibrary {

    /** Enumerating devices on two threads at once for the first time crashes the JVM. */
    private static final Object LOCK = new Object();

    private static final String TEMPORARY = "java.io.tmpdir";

    private static boolean loaded;

    /** Why a native library cannot be loaded: Java says so once, and then only that it could not. */
    private static DeviceException failure;

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
            } catch (CLException | UnsupportedOperationException | IOException e) {
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

    private static void load() throws IOException {
        if (loaded) {
            return;
        }
        final Path folder = privateFolder();
        final String before = System.getProperty(TEMPORARY);
        System.setProperty(TEMPORARY, folder.toString());
        try {
            CL.setExceptionsEnabled(true);
        } finally {
            System.setProperty(TEMPORARY, before);
            deleteAtExit(folder);
        }
        loaded = true;
    }

    private static Path privateFolder() throws IOException {
        final FileAttribute<?>[] onlyOwner = FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
            : new FileAttribute<?>[0];
        return Files.createTempDirectory("noisynmf-opencl-", onlyOwner);
    }

    private static void deleteAtExit(final Path folder) {
        // files are deleted in the reverse of the order in which they are named here
        folder.toFile().deleteOnExit();
        final File[] files = folder.toFile().listFiles();
        if (files != null) {
            for (final File file : files) {
                file.deleteOnExit();
            }
        }
    }
}
