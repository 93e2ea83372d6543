package org.knime.core.node.config.base;

/** A key with a single value. */
final class ConfigValueEntry extends AbstractConfigEntry {

    private final Object m_value;

    ConfigValueEntry(final ConfigEntries type, final String key, final Object value) {
        super(type, key);
        if (value == null && type != ConfigEntries.xstring && type != ConfigEntries.xtransientstring
            && type != ConfigEntries.xpassword) {
            throw new IllegalArgumentException("Setting \"" + key + "\" of type " + type + " must not be null");
        }
        m_value = value;
    }

    @Override
    Object content() {
        return m_value;
    }

    @Override
    public String toStringValue() {
        return m_value == null ? null : m_value.toString();
    }
}
