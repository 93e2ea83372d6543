package org.noisynmf.headless.output;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Where the command line prints: lines, errors, and on a terminal a bar that shows progress. Thread-safe. */
public final class Console {

    private static final int BAR_WIDTH = 30;

    /** Redrawing more often only costs time. */
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintStream m_out;

    private final PrintStream m_err;

    private final boolean m_terminal;

    private boolean m_verbose;

    private long m_lastDrawn;

    private int m_drawn;

    /**
     * @param out results and progress
     * @param err errors and warnings
     * @param terminal whether out is a terminal, on which a line can be drawn over
     */
    public Console(final PrintStream out, final PrintStream err, final boolean terminal) {
        m_out = out;
        m_err = err;
        m_terminal = terminal;
        m_lastDrawn = System.nanoTime() - REDRAW_NANOS;
    }

    public PrintWriter writer() {
        return writer(m_out);
    }

    public PrintWriter errorWriter() {
        return writer(m_err);
    }

    /** Java 17 would take the locale's letters where the stream has its own. */
    private static PrintWriter writer(final PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    public synchronized void line(final String text) {
        clear();
        m_out.println(text);
    }

    public synchronized void error(final String text) {
        clear();
        m_err.println(text);
    }

    /** @param verbose whether {@link #stage} prints */
    public void setVerbose(final boolean verbose) {
        m_verbose = verbose;
    }

    /**
     * Prints a line on standard error if the user asked for them.
     *
     * @param text what was done
     */
    public synchronized void stage(final String text) {
        if (m_verbose) {
            error(text);
        }
    }

    /**
     * Says what a command has done, once its results are written.
     *
     * @param out where they lie
     * @param folder the same as the user named it
     * @param warnings what the user should know
     * @param sentence the outcome in one line
     */
    public void done(final OutputFolder out, final Path folder, final List<String> warnings, final String sentence) {
        stage("written: " + String.join(", ", out.names()) + ", " + Index.SUMMARY + " in " + folder);
        clear();
        warnings.forEach(text -> error("warning: " + text));
        line(sentence);
    }

    /**
     * Draws the bar, if this is a terminal and the last drawing is some time ago.
     *
     * @param fraction done so far, 0 to 1
     * @param message what is being done
     */
    public synchronized void progress(final double fraction, final String message) {
        final long now = System.nanoTime();
        if (!m_terminal || now - m_lastDrawn < REDRAW_NANOS) {
            return;
        }
        m_lastDrawn = now;
        final double done = Math.max(0, Math.min(1, fraction));
        final int full = (int)Math.round(done * BAR_WIDTH);
        final String text = String.format(Locale.ROOT, "[%s%s] %3.0f %% %s", "#".repeat(full),
            "-".repeat(BAR_WIDTH - full), 100 * done, message);
        final String fitting = text.length() > 110 ? text.substring(0, 110) : text;
        m_out.print('\r' + fitting + " ".repeat(Math.max(0, m_drawn - fitting.length())));
        m_out.flush();
        m_drawn = fitting.length();
    }

    /** Takes the bar away. */
    public synchronized void clear() {
        if (m_drawn > 0) {
            m_out.print('\r' + " ".repeat(m_drawn) + '\r');
            m_out.flush();
            m_drawn = 0;
        }
    }
}
