package org.knime.core.node.config.base;

import java.util.function.Function;

/** The types of a setting; the names are those in the XML. */
public enum ConfigEntries {
    /** A group of settings; its value is its key. */
    config {

        @Override
        public AbstractConfigEntry createEntry(final String key, final String value) {
            throw new IllegalArgumentException("\"" + key + "\" is a group, not a value");
        }
    },
    xint {

        @Override
        public AbstractConfigEntry createEntry(final String key, final String value) {
            return parsed(key, value, Integer::valueOf);
        }
    },
    xdouble {

        @Override
        public AbstractConfigEntry createEntry(final String key, final String value) {
            return parsed(key, value, Double::valueOf);
        }
    },
    xstring {

        @Override
        public AbstractConfigEntry createEntry(final String key, final String value) {
            return parsed(key, value, text -> text);
        }
    },
    xchar {

        @Override
        public AbstractConfigEntry createEntry(final String key, final String value) {
            return parsed(key, value, ConfigEntries::character);
        }
    },
    xbyte {

        @Override
        public AbstractConfigEntry createEntry(final String key, final String value) {
            return parsed(key, value, Byte::valueOf);
        }
    },
    xlong {

        @Override
        public AbstractConfigEntry createEntry(final String key, final String value) {
            return parsed(key, value, Long::valueOf);
        }
    },
    xshort {

        @Override
        public AbstractConfigEntry createEntry(final String key, final String value) {
            return parsed(key, value, Short::valueOf);
        }
    },
    xfloat {

        @Override
        public AbstractConfigEntry createEntry(final String key, final String value) {
            return parsed(key, value, Float::valueOf);
        }
    },
    xboolean {

        @Override
        public AbstractConfigEntry createEntry(final String key, final String value) {
            return parsed(key, value, Boolean::valueOf);
        }
    },
    xpassword {

        @Override
        public AbstractConfigEntry createEntry(final String key, final String value) {
            return parsed(key, value, text -> text);
        }
    },
    xtransientstring {

        @Override
        public AbstractConfigEntry createEntry(final String key, final String value) {
            return parsed(key, value, text -> text);
        }
    };

    /**
     * @param value as in the XML; null for none
     * @throws IllegalArgumentException if the text is no value of the type
     */
    public abstract AbstractConfigEntry createEntry(String key, String value);

    AbstractConfigEntry parsed(final String key, final String value, final Function<String, Object> parser) {
        return new ConfigValueEntry(this, key, value == null ? null : parser.apply(value));
    }

    private static Object character(final String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("No single character: " + text);
        }
        return text.charAt(0);
    }
}
