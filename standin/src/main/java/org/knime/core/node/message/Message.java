package org.knime.core.node.message;

import java.util.List;
import java.util.Objects;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;

/** A summary, the issues behind it, and what the user may do. KNIME's console prints no resolutions. */
public final class Message {

    private final String m_summary;

    private final String m_issue;

    private final List<String> m_resolutions;

    Message(final String summary, final String issue, final List<String> resolutions) {
        m_summary = Objects.requireNonNull(summary, "A message needs a summary");
        m_issue = issue;
        m_resolutions = List.copyOf(resolutions);
    }

    public static MessageBuilder builder() {
        return new MessageBuilder();
    }

    public static Message fromSummary(final String summary) {
        return new Message(summary, null, List.of());
    }

    public static Message fromSummaryWithResolution(final String summary, final String... resolutions) {
        return new Message(summary, null, List.of(resolutions));
    }

    public static Message fromRowIssue(final String summary, final int port, final long row, final int column,
        final String description) {
        return new MessageBuilder().withSummary(summary).addRowIssue(port, column, row, description).build()
            .orElseThrow();
    }

    public String getSummary() {
        return m_summary;
    }

    public List<String> getResolutions() {
        return m_resolutions;
    }

    public KNIMEException toKNIMEException() {
        return KNIMEException.of(this);
    }

    public KNIMEException toKNIMEException(final Throwable cause) {
        return KNIMEException.of(this, cause);
    }

    public InvalidSettingsException toInvalidSettingsException() {
        return new InvalidSettingsException(m_summary);
    }

    public InvalidSettingsException toInvalidSettingsException(final Throwable cause) {
        return new InvalidSettingsException(m_summary, cause);
    }

    /** @return the summary and the issues, as KNIME writes them to its log */
    public String toLogPrintable() {
        return m_issue == null ? m_summary : m_summary + System.lineSeparator() + m_issue;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Message message && m_summary.equals(message.m_summary)
            && Objects.equals(m_issue, message.m_issue) && m_resolutions.equals(message.m_resolutions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_summary, m_issue, m_resolutions);
    }

    @Override
    public String toString() {
        return toLogPrintable();
    }
}
