package org.noisynmf.headless.workflow;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A workflow in a zip or .knwf file, unpacked into a temporary folder that goes away when this is closed. */
public final class WorkflowArchive implements Closeable {

    private final Path m_folder;

    /**
     * @param archive the file
     * @throws IOException if it cannot be unpacked
     */
    public WorkflowArchive(final Path archive) throws IOException {
        m_folder = Files.createTempDirectory("noisynmf-workflow");
        try (InputStream in = new BufferedInputStream(Files.newInputStream(archive))) {
            if (unpack(in) == 0) {
                throw new IOException(archive + " is no zip file, or an empty one");
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
                final Path target = m_folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(m_folder)) {
                    throw new IOException("the archive holds " + entry.getName() + ", which lies outside of it");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
                entries++;
            }
        }
        return entries;
    }

    public Path folder() {
        return m_folder;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(m_folder)) {
            final List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (final Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (final UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
