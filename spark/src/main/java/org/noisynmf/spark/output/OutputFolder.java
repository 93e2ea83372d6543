package org.noisynmf.spark.output;

import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** A folder on any file system that Hadoop knows; files appear in it whole or not at all. */
public final class OutputFolder {

    private final FileSystem m_files;

    private final Path m_folder;

    /**
     * @param folder path or URI of the folder; it is made if it is not there
     * @param configuration of Hadoop
     * @throws IOException if it cannot be made
     */
    public OutputFolder(final String folder, final Configuration configuration) throws IOException {
        m_folder = new Path(folder);
        m_files = m_folder.getFileSystem(configuration);
        m_files.mkdirs(m_folder);
    }

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        /**
         * @param out receives the bytes; not to be closed
         * @throws IOException if that fails
         */
        void write(OutputStream out) throws IOException;
    }

    /**
     * @param name of a file or folder in this one
     * @return its path
     */
    public String path(final String name) {
        return new Path(m_folder, name).toString();
    }

    /**
     * @param name of a file or folder in this one
     * @return whether it is there
     * @throws IOException if the file system does not answer
     */
    public boolean has(final String name) throws IOException {
        return m_files.exists(new Path(m_folder, name));
    }

    /**
     * Writes a file, or replaces it.
     *
     * @param name of the file
     * @param content what it is to hold
     * @throws IOException if it cannot be written
     */
    public void write(final String name, final Content content) throws IOException {
        final Path target = new Path(m_folder, name);
        final Path unfinished = new Path(m_folder, "." + name + ".unfinished");
        try (OutputStream out = new BufferedOutputStream(m_files.create(unfinished, true), 1 << 16)) {
            content.write(out);
        }
        if (!m_files.rename(unfinished, target)) {
            m_files.delete(target, false);
            if (!m_files.rename(unfinished, target)) {
                throw new IOException(unfinished + " could not be renamed to " + name);
            }
        }
    }

    /**
     * @param name of a file
     * @return its bytes, to be closed; null if it is not there
     * @throws IOException if it cannot be read
     */
    public @Nullable InputStream read(final String name) throws IOException {
        try {
            return m_files.open(new Path(m_folder, name));
        } catch (final FileNotFoundException e) {
            return null;
        }
    }
}
