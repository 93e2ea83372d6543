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

    private static final int BAR_WIDTH = 20;

    private static final int WIDEST = 120;

    /** Redrawing more often only costs time. */
    private static final long REDRAW_NANOS = 100_000_000;

    /** Before so much is done nobody knows how long it takes. */
    private static final double LEAST_SHARE = 0.005;

    private static final int MINUTE = 60;

    private final PrintStream m_out;

    private final PrintStream m_err;

    private final boolean m_terminal;

    private boolean m_verbose;

    private double m_fraction = -1;

    private long m_begun;

    private double m_begunAt;

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

    /** @return whether {@link #stage} prints */
    public boolean verbose() {
        return m_verbose;
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
        if (fraction < m_fraction || m_fraction < 0) {
            // another stage
            m_begun = now;
            m_begunAt = fraction;
        }
        m_fraction = fraction;
        if (!m_terminal || now - m_lastDrawn < REDRAW_NANOS) {
            return;
        }
        m_lastDrawn = now;
        final double done = Math.max(0, Math.min(1, fraction));
        final int full = (int)Math.round(done * BAR_WIDTH);
        final String text = String.format(Locale.ROOT, "[%s%s] %3.0f %% %s", "#".repeat(full),
            "-".repeat(BAR_WIDTH - full), 100 * done, message + left(done, (now - m_begun) * 1e-9));
        final String fitting = text.length() > WIDEST ? text.substring(0, WIDEST) : text;
        m_out.print('\r' + fitting + " ".repeat(Math.max(0, m_drawn - fitting.length())));
        m_out.flush();
        m_drawn = fitting.length();
    }

    /** As long as the share of this stage that is done says; a search may end earlier. */
    private String left(final double done, final double seconds) {
        final double share = done - m_begunAt;
        if (!(share > LEAST_SHARE && seconds > 1)) {
            return "";
        }
        final long left = Math.round(seconds * (1 - done) / share);
        return left < 2 * MINUTE ? ", at most " + left + " s left" : ", at most " + left / MINUTE + " min left";
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
