package org.noisynmf.spark.command;

import java.io.PrintStream;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** What a user reads while a command runs: on standard error, since standard output is Spark's. */
final class Console {

    private final PrintStream m_err;

    Console(final PrintStream err) {
        m_err = err;
    }

    /**
     * @param format as of {@link String#format}
     * @param arguments of it
     */
    void line(final String format, final @Nullable Object... arguments) {
        m_err.println(String.format(Locale.ROOT, format, arguments));
        m_err.flush();
    }

    /**
     * @param bytes a number of bytes
     * @return the same for people
     */
    static String bytes(final long bytes) {
        return bytes < 10_000_000 ? bytes / 1000 + " kB" : bytes / 1_000_000 + " MB";
    }
}
