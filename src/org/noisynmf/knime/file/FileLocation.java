package org.noisynmf.knime.file;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.util.FileUtil;
import org.noisynmf.io.MatrixFile;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.text.ReadOptions;

/**
 * A file as the user names it, resolved. KNIME URLs are resolved in the thread that creates this: others have no
 * workflow to resolve them in.
 */
public final class FileLocation {

    private final String m_location;

    private final URL m_url;

    private final Path m_path;

    /**
     * @param location a path, a file URL or a KNIME URL
     * @throws InvalidSettingsException if it is none of these, or no file is there
     */
    public FileLocation(final String location) throws InvalidSettingsException {
        this(location, false);
    }

    /**
     * @param location a path, a file URL or a KNIME URL
     * @param folders whether a folder is as good as a file
     * @throws InvalidSettingsException if it is none of these, or nothing is there
     */
    public FileLocation(final String location, final boolean folders) throws InvalidSettingsException {
        final ResolvedLocation resolved = ResolvedLocation.of(location);
        m_location = resolved.text();
        m_url = resolved.url();
        m_path = resolved.path();
        if (m_path != null && !Files.isRegularFile(m_path) && !(folders && Files.isDirectory(m_path))) {
            throw new InvalidSettingsException("The file \"" + m_location + "\" "
                + (Files.isDirectory(m_path) ? "is a folder." : "does not exist.") + place());
        }
        if (m_path != null && !Files.isReadable(m_path)) {
            throw new InvalidSettingsException(
                "The file \"" + m_location + "\" may not be read: check its permissions.");
        }
    }

    private String place() {
        return m_path.toString().equals(m_location) ? "" : " The node looked for it at " + m_path + ".";
    }

    /** @return whether the file lies on this machine, so that opening it costs little */
    public boolean isLocal() {
        return m_path != null;
    }

    /** @return the file or folder on this machine, or null if it does not lie there */
    public Path path() {
        return m_path;
    }

    /** @return the last part of the location */
    public String fileName() {
        final String name = m_location.replaceFirst("[?#].*$", "").replaceFirst("^.*[/\\\\]", "");
        return name.isBlank() ? "file" : name;
    }

    /**
     * @return the content. To be closed.
     * @throws IOException if it cannot be had
     */
    public InputStream openStream() throws IOException {
        return FileUtil.openStreamWithTimeout(m_url);
    }

    /**
     * @param options how it is to be read
     * @return its matrix. To be closed.
     * @throws IOException if it cannot be read; the message names the file
     */
    public MatrixSource open(final ReadOptions options) throws IOException {
        return m_path != null ? MatrixFile.open(m_path, options)
            : MatrixFile.open(openStream(), m_location, options);
    }
}
