package org.knime.core.node.config.base;

import java.util.Objects;

/** A key with a value or with a whole sub-tree. */
public abstract class AbstractConfigEntry {

    private final ConfigEntries m_type;

    private String m_key;

    AbstractConfigEntry(final ConfigEntries type, final String key) {
        m_type = type;
        m_key = key;
    }

    public final String getKey() {
        return m_key;
    }

    void setKey(final String key) {
        m_key = key;
    }

    public final ConfigEntries getType() {
        return m_type;
    }

    /** @return the value as written to XML, null if there is none */
    public abstract String toStringValue();

    /** @return the value, or the entries of a group */
    abstract Object content();

    @Override
    public boolean equals(final Object other) {
        return other instanceof AbstractConfigEntry entry && m_type == entry.m_type
            && Objects.equals(m_key, entry.m_key) && Objects.equals(content(), entry.content());
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_type, m_key, content());
    }

    @Override
    public String toString() {
        return m_key + " " + m_type + "=" + toStringValue();
    }
}
