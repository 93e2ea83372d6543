package org.knime.core.node;

import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes to java.util.logging. As KNIME's log configuration drops info and warn of packages outside org.knime, so they
 * are of level FINE here.
 */
public final class NodeLogger {

    private final Logger m_logger;

    private final boolean m_isKnime;

    private NodeLogger(final String name) {
        m_logger = Logger.getLogger(name);
        m_isKnime = name.startsWith("org.knime.");
    }

    private Level shown(final Level level) {
        return m_isKnime ? level : Level.FINE;
    }

    public static NodeLogger getLogger(final Class<?> c) {
        return new NodeLogger(c.getName());
    }

    public static NodeLogger getLogger(final String name) {
        return new NodeLogger(name);
    }

    public void debug(final Object message) {
        debug(message, null);
    }

    public void debug(final Object message, final Throwable cause) {
        m_logger.log(Level.FINE, cause, () -> String.valueOf(message));
    }

    public void debug(final Supplier<Object> message) {
        m_logger.log(Level.FINE, () -> String.valueOf(message.get()));
    }

    public void info(final Object message) {
        info(message, null);
    }

    public void info(final Object message, final Throwable cause) {
        m_logger.log(shown(Level.INFO), cause, () -> String.valueOf(message));
    }

    public void warn(final Object message) {
        warn(message, null);
    }

    public void warn(final Object message, final Throwable cause) {
        m_logger.log(shown(Level.WARNING), cause, () -> String.valueOf(message));
    }

    public void error(final Object message) {
        error(message, null);
    }

    public void error(final Object message, final Throwable cause) {
        m_logger.log(Level.SEVERE, cause, () -> String.valueOf(message));
    }

    public void coding(final Object message) {
        error("CODING PROBLEM: " + message);
    }

    public void coding(final Object message, final Throwable cause) {
        error("CODING PROBLEM: " + message, cause);
    }
}
