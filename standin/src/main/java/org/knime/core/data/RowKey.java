package org.knime.core.data;

import java.util.Arrays;
import java.util.Objects;

/** The ID of a row, unique in its table. */
public final class RowKey implements RowKeyValue {

    private static final String ROW = "Row";

    private final String m_string;

    public RowKey(final String string) {
        m_string = Objects.requireNonNull(string, "Argument must not be null.");
    }

    public static RowKey createRowKey(final int index) {
        return createRowKey((long)index);
    }

    public static RowKey createRowKey(final long index) {
        return new RowKey(ROW + index);
    }

    public static RowKey[] toRowKeys(final String... strings) {
        return Arrays.stream(strings).map(RowKey::new).toArray(RowKey[]::new);
    }

    public static String[] toStrings(final RowKey... keys) {
        return Arrays.stream(keys).map(RowKey::getString).toArray(String[]::new);
    }

    @Override
    public String getString() {
        return m_string;
    }

    @Override
    public RowKey materializeRowKey() {
        return this;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof RowKey key && m_string.equals(key.m_string);
    }

    @Override
    public int hashCode() {
        return m_string.hashCode();
    }

    @Override
    public String toString() {
        return m_string;
    }
}
