package org.noisynmf.headless.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.noisynmf.io.Draft;

/** A folder for results. Files are written under temporary names and take their places together, once all are there. */
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
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
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

    /**
     * Writes all files.
     *
     * @throws OutputException if one cannot be written; then the folder's files are as before
     */
    public void write() throws OutputException {
        final Map<Path, Path> written = new LinkedHashMap<>();
        try {
            Files.createDirectories(m_folder);
            for (final Map.Entry<String, Content> file : m_files.entrySet()) {
                final Path target = m_folder.resolve(file.getKey());
                final Path temporary = Draft.beside(target);
                written.put(temporary, target);
                try (OutputStream out = Files.newOutputStream(temporary)) {
                    file.getValue().writeTo(out);
                }
            }
            for (final Map.Entry<Path, Path> file : written.entrySet()) {
                Draft.publish(file.getKey(), file.getValue());
            }
        } catch (final IOException e) {
            throw new OutputException("the results could not be written to " + m_folder + ": " + e.getMessage(), e);
        } finally {
            deleteLeftOvers(written);
        }
    }

    private static void deleteLeftOvers(final Map<Path, Path> written) {
        written.keySet().forEach(temporary -> temporary.toFile().delete());
    }
}
