package org.noisynmf.headless.output;

import java.io.IOException;

/** Results that could not be written; nothing that the user gave was wrong. */
public final class OutputException extends IOException {

    private static final long serialVersionUID = 1L;

    public OutputException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
