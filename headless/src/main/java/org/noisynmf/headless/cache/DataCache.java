package org.noisynmf.headless.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.storage.StripStore;
import org.noisynmf.headless.output.Checksum;
import org.noisynmf.headless.output.InputFiles;
import org.noisynmf.io.ObservationsReader;
import org.noisynmf.io.packed.KeptData;
import org.noisynmf.io.packed.PackedFile;

import picocli.CommandLine.Model.CommandSpec;

/** Where the data of a command lie while it runs: in the heap, in a file of its own, or in one that was kept. */
public final class DataCache implements Closeable {

    private final CommandSpec m_spec;

    private final Consumer<String> m_console;

    private final @Nullable PackedFile m_file;

    /** Of a file that is kept, or is to be; null = of neither. */
    private final @Nullable CacheKey m_key;

    /** What the file holds already. */
    private final @Nullable KeptData m_kept;

    private DataCache(final CommandSpec spec, final Consumer<String> console, final @Nullable PackedFile file,
        final @Nullable CacheKey key, final @Nullable KeptData kept) {
        m_spec = spec;
        m_console = console;
        m_file = file;
        m_key = key;
        m_kept = kept;
    }

    /** Reads data. */
    @FunctionalInterface
    public interface Reading {
        /**
         * @param store where they go; null = to the heap
         * @return what was read
         * @throws IOException if a file cannot be read or does not hold what it should
         */
        ObservationsReader.Named read(@Nullable StripStore store) throws IOException;
    }

    /**
     * @param spec a command that was parsed
     * @param folder where a file lies as long as the command runs; null = data are held in the heap
     * @param console takes lines for the user
     * @return the data's place
     */
    public static DataCache temporary(final CommandSpec spec, final @Nullable Path folder,
        final Consumer<String> console) {
        return new DataCache(spec, console, folder == null ? null : new PackedFile(folder), null, null);
    }

    /**
     * @param spec a command that was parsed
     * @param folder where files lie; null = data are held in the heap
     * @param keep whether what is made is to stay
     * @param console takes lines for the user
     * @return the data's place
     * @throws IllegalArgumentException if such data cannot be kept
     */
    public static DataCache open(final CommandSpec spec, final @Nullable Path folder, final boolean keep,
        final Consumer<String> console) {
        final CacheKey key = folder == null ? null : key(spec, keep, console);
        if (folder == null || key == null) {
            return temporary(spec, folder, console);
        }
        final Path path = key.file(folder);
        if (Files.exists(path)) {
            try {
                return opened(spec, key, path, console);
            } catch (final IOException e) {
                console.accept(path + " is not used, the data are read again: "
                    + Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
            }
        }
        return keep ? new DataCache(spec, console, PackedFile.toKeep(path), key, null)
            : temporary(spec, folder, console);
    }

    /** @return null where data cannot have been kept */
    private static @Nullable CacheKey key(final CommandSpec spec, final boolean keep, final Consumer<String> console) {
        try {
            return CacheKey.of(spec);
        } catch (final IllegalArgumentException e) {
            if (keep) {
                throw e;
            }
            return null;
        } catch (final NoSuchFileException e) {
            // whoever reads the file says better what is wrong
            return null;
        } catch (final IOException e) {
            if (keep) {
                console.accept("--keep-cache: the data are not kept: " + e);
            }
            return null;
        }
    }

    private static DataCache opened(final CommandSpec spec, final CacheKey key, final Path path,
        final Consumer<String> console) throws IOException {
        final PackedFile file = PackedFile.open(path, key.digest());
        try {
            final KeptData kept = KeptData.read(file);
            for (final Map.Entry<String, Path> input : key.files().entrySet()) {
                if (key.young(input.getKey(), kept.seen())
                    && !Checksum.of(input.getValue()).equals(kept.checksums().get(input.getKey()))) {
                    throw new IOException(input.getValue() + " has changed since");
                }
            }
            return new DataCache(spec, console, file, key, kept);
        } catch (final IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** @return SHA-256, as far as it is known already, by the option that names the file */
    public Map<String, String> checksums() {
        return m_kept == null ? Map.of() : m_kept.checksums();
    }

    /**
     * @param reading reads the data, if they have not been kept
     * @param inputs the files that are read
     * @return the data
     * @throws IOException if a file cannot be read or does not hold what it should
     */
    public ObservationsReader.Named read(final Reading reading, final InputFiles inputs) throws IOException {
        if (m_kept != null) {
            return m_kept.data();
        }
        final ObservationsReader.Named data = reading.read(m_file);
        if (m_key != null && m_file != null) {
            keep(m_key, m_file, data, inputs);
        }
        return data;
    }

    private void keep(final CacheKey key, final PackedFile file, final ObservationsReader.Named data,
        final InputFiles inputs) throws IOException {
        final Map<String, String> checksums = new HashMap<>(inputs.checksums());
        checksums.keySet().retainAll(key.files().keySet());
        for (final Map.Entry<String, Path> input : key.files().entrySet()) {
            if (!checksums.containsKey(input.getKey())) {
                checksums.put(input.getKey(), Checksum.of(input.getValue()));
            }
        }
        if (!key.holds(m_spec)) {
            m_console.accept("--keep-cache: a file has changed while it was read; the data are not kept");
            return;
        }
        final KeptData kept = new KeptData(key.seen(), checksums, data);
        try {
            file.keep(key.digest(), kept::write);
        } catch (final IOException e) {
            m_console.accept("--keep-cache: the data are not kept: " + e);
        }
    }

    /** @return lines for whoever wants to know what happens */
    public List<String> stages() {
        return m_file == null ? List.of()
            : List.of((m_kept == null ? "data are held in " : "data were kept, and are held, in ") + m_file.path());
    }

    @Override
    public void close() throws IOException {
        if (m_file != null) {
            m_file.close();
        }
    }
}
