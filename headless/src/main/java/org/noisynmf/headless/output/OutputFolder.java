package org.noisynmf.headless.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.noisynmf.headless.location.Existing;
import org.noisynmf.io.source.Draft;
import org.noisynmf.io.source.Unfinished;

/**
 * A folder for results, published as one. Files are written into a hidden folder; if the folder is new, it takes its name
 * in one step, else the files take their places together and the index, which holds their SHA-256, comes last.
 */
public final class OutputFolder {

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private final Path m_folder;

    private final Map<String, Content> m_files = new LinkedHashMap<>();

    /**
     * @param folder created if absent
     * @param option the option that names it, for the message
     * @throws IOException if it cannot be a folder
     */
    public OutputFolder(final Path folder, final String option) throws IOException {
        m_folder = folder;
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IOException(
                folder + " is a file, but " + option + " must name a folder (it is created if absent)");
        }
        final Path existing = Existing.part(folder);
        if (existing == null) {
            throw new IOException(folder + " (" + option + ") cannot be created: there is no such drive");
        }
        if (!Files.isDirectory(existing)) {
            throw new IOException(folder + " (" + option + ") cannot be created: " + existing + " is a file");
        }
        if (!Files.isWritable(existing)) {
            throw new IOException(folder + " (" + option + ") cannot be written: " + existing + " is read-only");
        }
    }

    /**
     * @param name name of the file in the folder
     * @param content what it is to hold
     * @return this
     */
    public OutputFolder with(final String name, final Content content) {
        m_files.put(name, content);
        return this;
    }

    /** @return names of the files, without the index */
    public List<String> names() {
        return List.copyOf(m_files.keySet());
    }

    /**
     * Writes all files. Files that an earlier run of the same command left there, and that were not changed since, go away
     * unless they are replaced.
     *
     * @param index name of the index
     * @param content what it says, "command" among it; the files are added
     * @throws OutputException if one cannot be written; then the folder's files are as before
     */
    public void write(final String index, final Map<String, Object> content) throws OutputException {
        try {
            final Path folder = m_folder.toAbsolutePath().normalize();
            final Path parent = Files.exists(folder) ? null : folder.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            final Path draft =
                Draft.folder(parent != null ? parent : folder, Objects.toString(folder.getFileName(), "results"));
            try {
                final Map<String, String> checksums = new LinkedHashMap<>();
                for (final Map.Entry<String, Content> file : m_files.entrySet()) {
                    checksums.put(file.getKey(), write(draft.resolve(file.getKey()), file.getValue()));
                }
                final Map<String, Object> all = new LinkedHashMap<>(content);
                all.put(Index.FILES, checksums);
                write(draft.resolve(index), o -> Json.write(o, all));
                if (parent != null) {
                    Unfinished.publish(() -> Files.move(draft, folder));
                } else {
                    final Index earlier = Index.read(folder.resolve(index));
                    Unfinished.publish(() -> {
                        for (final String name : checksums.keySet()) {
                            Draft.publish(draft.resolve(name), folder.resolve(name));
                        }
                        if (earlier.command().equals(content.get(Index.COMMAND))) {
                            deleteStale(folder, earlier.files(), checksums);
                        }
                        Draft.publish(draft.resolve(index), folder.resolve(index));
                    });
                }
            } finally {
                Unfinished.delete(draft);
            }
        } catch (final IOException e) {
            throw new OutputException("the results could not be written to " + m_folder + ": " + e.getMessage(), e);
        }
    }

    private static String write(final Path file, final Content content) throws IOException {
        final MessageDigest digest = Checksum.digest();
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            content.writeTo(out);
        }
        return Checksum.text(digest);
    }

    private static void deleteStale(final Path folder, final Map<String, String> earlier,
        final Map<String, String> replaced) throws IOException {
        for (final Map.Entry<String, String> file : earlier.entrySet()) {
            final Path path = folder.resolve(file.getKey()).normalize();
            if (!replaced.containsKey(file.getKey()) && folder.equals(path.getParent()) && Files.isRegularFile(path)
                && Checksum.of(path).equals(file.getValue())) {
                Files.delete(path);
            }
        }
    }
}
