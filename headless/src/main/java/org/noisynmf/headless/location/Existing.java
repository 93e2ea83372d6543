package org.noisynmf.headless.location;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/** The part of a path that is there already. */
public final class Existing {

    private Existing() {
    }

    /**
     * @param path may not exist yet
     * @return the path itself, or the nearest folder above it that exists; null where there is none, such as the drive
     */
    public static @Nullable Path part(final Path path) {
        Path existing = path.toAbsolutePath().normalize();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing;
    }

    /**
     * @param path may not exist yet
     * @return where it leads, links followed
     * @throws IOException if a link cannot be followed
     */
    public static Path real(final Path path) throws IOException {
        final Path absolute = path.toAbsolutePath().normalize();
        final Path existing = part(path);
        return existing == null ? absolute : existing.toRealPath().resolve(existing.relativize(absolute)).normalize();
    }
}
