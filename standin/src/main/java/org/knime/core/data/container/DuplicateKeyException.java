package org.knime.core.data.container;

/** In KNIME a runtime exception of the utilities; a plug-in cannot tell it from another. */
final class DuplicateKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DuplicateKeyException(final String message) {
        super(message);
    }
}
