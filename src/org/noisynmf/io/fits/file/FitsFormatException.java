package org.noisynmf.io.fits.file;

import java.io.IOException;

/** A file that does not hold spectra as it should; the message names the file, the place and what is allowed. */
public final class FitsFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message file, place, what was found, what is allowed
     */
    public FitsFormatException(final String message) {
        super(message);
    }

    public FitsFormatException(final String message, final Exception cause) {
        super(message, cause);
    }
}
