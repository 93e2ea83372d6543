package org.noisynmf.io.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Files and folders that are to be gone, should the process be ended before they are complete or no longer needed. */
public final class Unfinished {

    private static final Set<Path> PATHS = ConcurrentHashMap.newKeySet();

    /** Other threads run on while a process ends and may write into a folder that is being deleted. */
    private static final int ATTEMPTS = 20;

    /** A process that runs for weeks makes many temporary files. */
    private static final int MANY = 1000;

    private static volatile boolean ending;

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(Unfinished::end, "noisynmf unfinished files"));
        } catch (final IllegalStateException e) {
            // the process is ending already
            ending = true;
        }
    }

    private Unfinished() {
    }

    /**
     * @param path a file or folder that may exist already
     * @return the path
     * @throws CancellationException if the process is ending, so that nothing may be begun
     */
    public static Path add(final Path path) {
        synchronized (PATHS) {
            if (ending) {
                throw new CancellationException("the process is ending");
            }
            PATHS.add(path.toAbsolutePath());
        }
        return path;
    }

    /**
     * Makes a temporary file.
     *
     * @param suffix end of its name
     * @return an empty file. To be deleted when it has served.
     * @throws IOException if it cannot be made
     */
    public static Path temporary(final String suffix) throws IOException {
        if (PATHS.size() > MANY) {
            // those that were deleted need no more attention
            PATHS.removeIf(path -> !Files.exists(path, LinkOption.NOFOLLOW_LINKS));
        }
        return add(Files.createTempFile("noisynmf", suffix));
    }

    /** @param path is complete and stays, or is gone */
    public static void remove(final Path path) {
        PATHS.remove(path.toAbsolutePath());
    }

    /**
     * Moves what is complete to its place; a process that is ended meanwhile ends afterwards.
     *
     * @param moves does it
     * @throws IOException what the moves throw
     * @throws CancellationException if the process is ending; nothing was moved then
     */
    public static void publish(final Moves moves) throws IOException {
        synchronized (PATHS) {
            if (ending) {
                throw new CancellationException("the process is ending");
            }
            moves.run();
        }
    }

    /** Moves files. */
    @FunctionalInterface
    public interface Moves {
        /** @throws IOException if a file cannot be moved */
        void run() throws IOException;
    }

    /**
     * Deletes a file, or a folder with all that is in it, and forgets it.
     *
     * @param path may be absent. Links are deleted, not followed.
     * @throws IOException if something cannot be deleted
     */
    public static void delete(final Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> all = Files.walk(path)) {
                final List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
                for (final Path inner : deepestFirst) {
                    Files.deleteIfExists(inner);
                }
            } catch (final UncheckedIOException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
        remove(path);
    }

    private static void end() {
        synchronized (PATHS) {
            ending = true;
        }
        for (int attempt = 0; attempt < ATTEMPTS && !PATHS.isEmpty(); attempt++) {
            for (final Path path : PATHS) {
                try {
                    delete(path);
                } catch (final IOException e) {
                    // is tried again
                }
            }
        }
    }
}
