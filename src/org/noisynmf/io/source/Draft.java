package org.noisynmf.io.source;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Files that bear another name until they are complete, and go away with a process that ends before. */
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
        return Files.createFile(
            Unfinished.add(file.resolveSibling("." + file.getFileName() + "." + unique + ".part")));
    }

    /**
     * Makes an empty folder for files that take their places together.
     *
     * @param folder where the folder is made
     * @param name what it is for; its own name shows it
     * @return a new hidden folder
     * @throws IOException if it cannot be made
     */
    public static Path folder(final Path folder, final String name) throws IOException {
        final String unique = UUID.randomUUID().toString().substring(0, DIGITS);
        return Files.createDirectory(Unfinished.add(folder.resolve("." + name + "." + unique + ".part")));
    }

    /**
     * Gives a draft its name, in one step where the file system can.
     *
     * @param draft complete
     * @param file its name; a file of that name is replaced
     * @throws IOException if it cannot be moved
     */
    public static void publish(final Path draft, final Path file) throws IOException {
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (final AtomicMoveNotSupportedException e) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
        Unfinished.remove(draft);
    }
}
