package org.knime.core.node.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

public final class MessageBuilder {

    private final List<String> m_resolutions = new ArrayList<>();

    private String m_summary;

    private String m_firstIssue;

    private long m_issueCount;

    MessageBuilder() {
    }

    public MessageBuilder withSummary(final String summary) {
        m_summary = summary;
        return this;
    }

    public MessageBuilder addTextIssue(final String description) {
        // KNIME keeps the first issue and counts the rest
        if (m_issueCount++ == 0) {
            m_firstIssue = description;
        }
        return this;
    }

    public MessageBuilder addRowIssue(final int port, final long row, final String description) {
        return addTextIssue("Row " + (row + 1) + " of input " + (port + 1) + ": " + description);
    }

    public MessageBuilder addRowIssue(final int port, final int column, final long row, final String description) {
        return addTextIssue(
            "Row " + (row + 1) + ", column " + (column + 1) + " of input " + (port + 1) + ": " + description);
    }

    public MessageBuilder addResolutions(final String... resolutions) {
        m_resolutions.addAll(List.of(resolutions));
        return this;
    }

    public Optional<String> getSummary() {
        return Optional.ofNullable(m_summary);
    }

    public Optional<String> getFirstIssue() {
        return Optional.ofNullable(m_firstIssue);
    }

    public long getIssueCount() {
        return m_issueCount;
    }

    public Optional<Message> build() {
        return getSummary().map(summary -> new Message(summary, m_firstIssue, m_resolutions));
    }
}
