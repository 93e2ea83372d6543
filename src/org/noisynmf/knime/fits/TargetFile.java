package org.noisynmf.knime.fits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.knime.core.node.InvalidSettingsException;
import org.noisynmf.io.source.Draft;
import org.noisynmf.knime.file.ResolvedLocation;

/** A file to be written: whole or not at all. */
final class TargetFile {

    private final Path m_path;

    /**
     * @param given a path, a file URL or a KNIME URL
     * @param overwrite whether a file may be there
     * @throws InvalidSettingsException if no file can be written there
     */
    TargetFile(final String given, final boolean overwrite) throws InvalidSettingsException {
        final ResolvedLocation resolved = ResolvedLocation.of(given);
        final String location = resolved.text();
        m_path = resolved.path();
        if (m_path == null) {
            throw new InvalidSettingsException(
                "The file \"" + location + "\" is not on this machine. Write to a path or into the workflow.");
        }
        if (Files.isDirectory(m_path)) {
            throw new InvalidSettingsException("\"" + location + "\" is a folder, but must be a file.");
        }
        if (m_path.getParent() == null || !Files.isDirectory(m_path.getParent())) {
            throw new InvalidSettingsException(
                "The folder of the file \"" + location + "\" does not exist: " + m_path.getParent() + ".");
        }
        if (!overwrite && Files.exists(m_path)) {
            throw new InvalidSettingsException(
                "The file \"" + location + "\" exists. Choose another name, or switch on \"Overwrite\".");
        }
    }

    /**
     * @return an empty file beside the one to be written
     * @throws IOException if it cannot be made
     */
    Path draft() throws IOException {
        return Draft.beside(m_path);
    }

    /**
     * @param draft complete; becomes the file
     * @throws IOException if it cannot be moved
     */
    void publish(final Path draft) throws IOException {
        Draft.publish(draft, m_path);
    }
}
