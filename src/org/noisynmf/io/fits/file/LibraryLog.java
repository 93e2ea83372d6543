package org.noisynmf.io.fits.file;

import java.util.logging.Level;
import java.util.logging.Logger;

/** What the library of FITS files would print beside the messages of this package: nothing. */
public final class LibraryLog {

    /** Kept, since loggers that nobody holds are forgotten with their levels. */
    private static final Logger LIBRARY = Logger.getLogger("nom.tam");

    private LibraryLog() {
    }

    /** Switches it off, for this library alone. */
    public static void silence() {
        LIBRARY.setLevel(Level.OFF);
    }
}
