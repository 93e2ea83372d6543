package org.noisynmf.io.source;

import java.io.IOException;

/** A file that does not hold a matrix as its format demands; the message names the file, the place and what is allowed. */
public final class MatrixFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message file, place, what was found, what is allowed
     */
    public MatrixFormatException(final String message) {
        super(message);
    }
}
