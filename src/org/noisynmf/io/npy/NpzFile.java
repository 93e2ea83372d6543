package org.noisynmf.io.npy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.noisynmf.io.source.MatrixFormatException;
import org.noisynmf.io.source.NameOrder;
import org.noisynmf.io.source.Quote;
import org.noisynmf.io.source.Unfinished;

/**
 * Arrays in an npz file, which is a zip archive of npy files. The matrix wanted is the only one or named; one-dimensional
 * arrays of text called {@code rows} and {@code columns} (or {@code observations} and {@code pixels}) name its rows and
 * columns.
 */
public final class NpzFile {

    private static final byte[] MAGIC = {'P', 'K', 3, 4};

    private static final String NPY = ".npy";

    private static final Set<String> ROWS = Set.of("rows", "observations");

    private static final Set<String> COLUMNS = Set.of("columns", "pixels");

    private NpzFile() {
    }

    public static boolean isMagic(final byte[] head) {
        return head.length >= MAGIC.length && head[0] == MAGIC[0] && head[1] == MAGIC[1] && head[2] == MAGIC[2]
            && head[3] == MAGIC[3];
    }

    /**
     * @param stream a zip archive, copied to a temporary file since its contents come last; closed here
     * @param name the file's name, for messages
     * @param array name of the array wanted; empty = the only one
     * @return the array. To be closed.
     * @throws IOException as for a file
     */
    public static NpyLines open(final InputStream stream, final String name, final String array) throws IOException {
        final Path copy = Unfinished.temporary(".npz");
        try {
            try (stream) {
                Files.copy(stream, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            return open(copy, name, array, true);
        } catch (final IOException | RuntimeException | Error e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    /**
     * @param file a zip archive
     * @param name the file's name, for messages
     * @param array name of the array wanted; empty = the only one
     * @return the array. To be closed.
     * @throws MatrixFormatException if there is no such array, or it is no matrix of numbers
     * @throws IOException if the file cannot be read
     */
    public static NpyLines open(final Path file, final String name, final String array) throws IOException {
        return open(file, name, array, false);
    }

    private static NpyLines open(final Path file, final String name, final String array, final boolean temporary)
        throws IOException {
        final ZipFile zip = new ZipFile(file.toFile());
        try {
            final Map<String, ZipEntry> arrays = new LinkedHashMap<>();
            for (final Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements();) {
                final ZipEntry entry = entries.nextElement();
                if (entry.getName().endsWith(NPY)) {
                    arrays.put(entry.getName().substring(0, entry.getName().length() - NPY.length()), entry);
                }
            }
            final String wanted = wanted(arrays, name, array);
            final List<String> rows = names(zip, arrays, ROWS, name);
            final List<String> columns = names(zip, arrays, COLUMNS, name);
            final InputStream in = zip.getInputStream(arrays.get(wanted));
            return new NpyLines(new FilterInputStream(in) {
                @Override
                public void close() throws IOException {
                    zip.close();
                    if (temporary) {
                        Files.deleteIfExists(file);
                    }
                }
            }, name + ":" + Quote.beginning(wanted), rows, columns);
        } catch (final IOException | RuntimeException | Error e) {
            zip.close();
            throw e;
        }
    }

    private static String wanted(final Map<String, ZipEntry> arrays, final String name, final String array)
        throws MatrixFormatException {
        if (arrays.isEmpty()) {
            throw new MatrixFormatException(name + " is a zip archive without arrays, but an npz file is needed");
        }
        if (!array.isEmpty()) {
            if (!arrays.containsKey(array)) {
                throw new MatrixFormatException(
                    name + " has no array " + Quote.of(array) + ", but " + NameOrder.quoted(arrays.keySet()));
            }
            return array;
        }
        final List<String> matrices =
            arrays.keySet().stream().filter(a -> !ROWS.contains(a) && !COLUMNS.contains(a)).toList();
        if (matrices.size() != 1) {
            throw new MatrixFormatException(name + " holds " + matrices.size() + " arrays: "
                + NameOrder.quoted(arrays.keySet()) + "; name the one to read, such as " + name + ":"
                + Quote.beginning(arrays.keySet().iterator().next()));
        }
        return matrices.get(0);
    }

    private static List<String> names(final ZipFile zip, final Map<String, ZipEntry> arrays, final Set<String> keys,
        final String name) throws IOException {
        for (final String key : keys) {
            final ZipEntry entry = arrays.get(key);
            if (entry != null) {
                try (InputStream in = zip.getInputStream(entry)) {
                    return NpyStrings.read(in, name + ":" + key);
                }
            }
        }
        return List.of();
    }
}
