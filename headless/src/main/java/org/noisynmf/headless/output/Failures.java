package org.noisynmf.headless.output;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.concurrent.CancellationException;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.device.DeviceException;

import picocli.CommandLine.ExitCode;

/** Turns what went wrong into a line and an exit code. */
public final class Failures {

    private Failures() {
    }

    /**
     * Reports what a command threw. What the user can correct (arguments, input) takes one line; anything else is a fault
     * of the program, of which the stack trace is wanted.
     *
     * @param failure what was thrown
     * @param command the command's name
     * @param console where to report
     * @return the exit code
     */
    public static int report(final Throwable failure, final String command, final Console console) {
        if (failure instanceof UncheckedIOException && failure.getCause() instanceof IOException cause) {
            return report(cause, command, console);
        }
        if (failure instanceof OutputException || failure instanceof DeviceException) {
            console.error(command + ": " + oneLine(failure.getMessage()));
            return ExitCode.SOFTWARE;
        }
        if (failure instanceof IOException || failure instanceof IllegalArgumentException) {
            console.error(command + ": " + oneLine(message(failure)));
            return ExitCode.USAGE;
        }
        if (failure instanceof CancellationException) {
            console.error(command + ": cancelled, nothing was written");
            return Interruption.EXIT_CODE;
        }
        if (failure instanceof OutOfMemoryError) {
            console.error(command + ": not enough memory: Java has " + (Runtime.getRuntime().maxMemory() >> 20)
                + " MB; give it more (java -Xmx…); factorise, project, rank, posterior and errors can hold data in --precision "
                + "float32 or in a file, --cache FOLDER");
            return ExitCode.SOFTWARE;
        }
        final StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        console.error(command + ": internal error, please report it: " + trace);
        return ExitCode.SOFTWARE;
    }

    /**
     * @param failure what was thrown
     * @return what it says; its kind if it says nothing
     */
    public static String message(final Throwable failure) {
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + " may not be read";
        }
        if (failure instanceof FileSystemException file && file.getReason() != null) {
            return file.getFile() + ": " + file.getReason();
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    public static String oneLine(final @Nullable String text) {
        return text == null ? "" : text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
