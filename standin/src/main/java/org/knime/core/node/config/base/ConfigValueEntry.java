package org.knime.core.node.config.base;

import java.util.Objects;

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

    /** @throws IllegalArgumentException if the text is no value of the type */
    static ConfigValueEntry parse(final ConfigEntries type, final String key, final String text) {
        return new ConfigValueEntry(type, key, text == null ? null : parsed(type, key, text));
    }

    private static Object parsed(final ConfigEntries type, final String key, final String text) {
        return switch (type) {
            case xint -> Integer.valueOf(text);
            case xlong -> Long.valueOf(text);
            case xshort -> Short.valueOf(text);
            case xbyte -> Byte.valueOf(text);
            case xdouble -> Double.valueOf(text);
            case xfloat -> Float.valueOf(text);
            case xboolean -> Boolean.valueOf(text);
            case xchar -> {
                if (text.length() != 1) {
                    throw new IllegalArgumentException("Setting \"" + key + "\" is no single character: " + text);
                }
                yield text.charAt(0);
            }
            case xstring, xtransientstring, xpassword -> text;
            case config -> throw new IllegalArgumentException("\"" + key + "\" is a group, not a value");
        };
    }

    Object value() {
        return m_value;
    }

    @Override
    public String toStringValue() {
        return m_value == null ? null : m_value.toString();
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof ConfigValueEntry entry && getType() == entry.getType()
            && getKey().equals(entry.getKey()) && Objects.equals(m_value, entry.m_value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(getType(), getKey(), m_value);
    }
}
