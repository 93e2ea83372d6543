package org.noisynmf.headless.workflow;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.noisynmf.io.source.Unfinished;

/** A workflow in a zip or .knwf file, unpacked into a temporary folder that goes away when this is closed. */
public final class WorkflowArchive implements Closeable {

    /** Entries that are unpacked at most unless told otherwise; a workflow has a few for each node. */
    public static final int ENTRIES = 100_000;

    /** MB that are unpacked at most unless told otherwise. */
    public static final long MEGABYTES = 4096;

    private static final int BUFFER = 1 << 16;

    private final Path m_folder;

    private final int m_entries;

    private final long m_megabytes;

    private long m_left;

    /**
     * @param archive the file
     * @param entries limit on the number of entries: a small archive may unpack into any number
     * @param megabytes limit on what is unpacked
     * @throws IOException if it cannot be unpacked
     */
    public WorkflowArchive(final Path archive, final int entries, final long megabytes) throws IOException {
        m_entries = entries;
        m_megabytes = megabytes;
        m_left = megabytes << 20;
        m_folder = Unfinished.add(Files.createTempDirectory("noisynmf-workflow"));
        try (InputStream in = new BufferedInputStream(Files.newInputStream(archive))) {
            if (unpack(in) == 0) {
                throw new IOException(archive + " is not a zip file, or it is empty");
            }
        } catch (final IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private int unpack(final InputStream in) throws IOException {
        int entries = 0;
        try (ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entries == m_entries) {
                    throw new IOException("the archive holds more than " + m_entries
                        + " entries; if you trust it, raise -maxEntries");
                }
                final Path target = m_folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(m_folder)) {
                    throw new IOException("the archive holds " + entry.getName() + ", which lies outside of it");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    copy(zip, target);
                }
                entries++;
            }
        }
        return entries;
    }

    private void copy(final InputStream zip, final Path target) throws IOException {
        final byte[] buffer = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
                m_left -= read;
                if (m_left < 0) {
                    throw new IOException("the archive unpacks to more than " + m_megabytes
                        + " MB; if you trust it, raise -maxUnpacked");
                }
                out.write(buffer, 0, read);
            }
        }
    }

    public Path folder() {
        return m_folder;
    }

    @Override
    public void close() throws IOException {
        Unfinished.delete(m_folder);
    }
}
