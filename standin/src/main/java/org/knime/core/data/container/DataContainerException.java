package org.knime.core.data.container;

public class DataContainerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DataContainerException(final String message) {
        super(message);
    }

    public DataContainerException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
