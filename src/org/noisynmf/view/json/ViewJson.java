package org.noisynmf.view.json;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Records as JSON, as the page of the view reads them and as JSON libraries write them by default: bytes in base64,
 * numbers that JSON cannot spell as texts. A plug-in in KNIME has no such library of its own.
 */
public final class ViewJson {

    private static final int FIRST_PRINTABLE = 0x20;

    private final StringBuilder m_text = new StringBuilder();

    private ViewJson() {
    }

    /**
     * @param record a record of texts, numbers, booleans, lists, arrays and records
     * @return its text
     */
    public static String of(final Record record) {
        final ViewJson json = new ViewJson();
        json.value(record);
        return json.m_text.toString();
    }

    private void value(final @Nullable Object value) {
        if (value == null) {
            m_text.append("null");
        } else if (value instanceof final Record record) {
            record(record);
        } else if (value instanceof final byte[] bytes) {
            m_text.append('"').append(Base64.getEncoder().encodeToString(bytes)).append('"');
        } else if (value instanceof final List<?> list) {
            list(list);
        } else if (value.getClass().isArray()) {
            array(value);
        } else if (value instanceof final Double number && !Double.isFinite(number)) {
            text(number.toString());
        } else if (value instanceof Number || value instanceof Boolean) {
            m_text.append(value);
        } else if (value instanceof final String text) {
            text(text);
        } else {
            throw new IllegalArgumentException("a view holds no " + value.getClass().getName());
        }
    }

    private void record(final Record record) {
        char before = '{';
        try {
            for (final RecordComponent component : record.getClass().getRecordComponents()) {
                m_text.append(before);
                before = ',';
                text(component.getName());
                m_text.append(':');
                value(component.getAccessor().invoke(record));
            }
        } catch (final IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + record.getClass().getName(), e);
        }
        m_text.append(before == '{' ? "{}" : "}");
    }

    private void list(final List<?> list) {
        char before = '[';
        for (final Object item : list) {
            m_text.append(before);
            before = ',';
            value(item);
        }
        m_text.append(before == '[' ? "[]" : "]");
    }

    private void array(final Object array) {
        m_text.append('[');
        for (int i = 0; i < Array.getLength(array); i++) {
            if (i > 0) {
                m_text.append(',');
            }
            value(Array.get(array, i));
        }
        m_text.append(']');
    }

    private void text(final String text) {
        m_text.append('"');
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                m_text.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE) {
                m_text.append(String.format("\\u%04x", (int)c));
            } else {
                m_text.append(c);
            }
        }
        m_text.append('"');
    }
}
