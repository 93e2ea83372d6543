package org.noisynmf.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Files that bear another name until they are complete. */
public final class Draft {

    private static final int DIGITS = 8;

    private Draft() {
    }

    /**
     * Makes an empty file with the permissions that new files get here. A temporary file of Java's would be its owner's
     * alone, and so would what it becomes.
     *
     * @param file what the draft is to become
     * @return a new hidden file in the same folder
     * @throws IOException if it cannot be made
     */
    public static Path beside(final Path file) throws IOException {
        final String unique = UUID.randomUUID().toString().substring(0, DIGITS);
        return Files.createFile(file.resolveSibling("." + file.getFileName() + "." + unique + ".part"));
    }
}
