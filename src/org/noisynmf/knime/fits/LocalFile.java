package org.noisynmf.knime.fits;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.noisynmf.knime.file.FileLocation;

/** A file on this machine: FITS is read by position, which streams do not offer. What lies elsewhere is copied. */
final class LocalFile implements Closeable {

    private final Path m_path;

    private final @Nullable Path m_copy;

    /**
     * @param location a file
     * @throws IOException if it cannot be copied; the message names it
     */
    LocalFile(final FileLocation location) throws IOException {
        if (location.isLocal()) {
            m_path = location.path();
            m_copy = null;
            return;
        }
        final Path folder = Files.createTempDirectory("noisynmf");
        m_copy = folder;
        m_path = folder.resolve(location.fileName());
        try (InputStream stream = location.openStream()) {
            Files.copy(stream, m_path);
        } catch (final IOException e) {
            close();
            throw new IOException(location.fileName() + " cannot be copied to this machine: " + e.getMessage(), e);
        }
    }

    /** @return where it lies */
    Path path() {
        return m_path;
    }

    @Override
    public void close() throws IOException {
        if (m_copy != null) {
            Files.deleteIfExists(m_path);
            Files.delete(m_copy);
        }
    }
}
