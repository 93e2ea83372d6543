package org.knime.core.data;

import java.util.Optional;

/** A value was asked of a missing cell. */
public class MissingValueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient MissingValue m_value;

    public MissingValueException(final String message) {
        super(message);
        m_value = null;
    }

    public MissingValueException(final MissingValue value) {
        super(value.getError());
        m_value = value;
    }

    public MissingValueException(final MissingValue value, final String message) {
        super(message);
        m_value = value;
    }

    public Optional<String> getError() {
        return Optional.ofNullable(m_value).map(MissingValue::getError);
    }
}
