package org.noisynmf.headless.option;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.storage.StripStore;
import org.noisynmf.io.packed.PackedFile;

import picocli.CommandLine.Option;

/** Options of commands that can hold data in a file instead of the heap. */
public final class CacheOptions {

    @Option(names = "--cache", paramLabel = "FOLDER", order = 84,
        description = "For data larger than memory: hold them in a file in this folder, which every iteration reads. "
            + "The file is as large as the data would be in memory, and is removed at the end. Results are the same, "
            + "bit for bit.")
    private @Nullable Path m_folder;

    /**
     * The file while a command runs.
     *
     * @param file the file; null where data are held in the heap
     */
    public record Cache(@Nullable PackedFile file) implements Closeable {

        /** @return where data are stored; null = in the heap */
        public @Nullable StripStore store() {
            return file;
        }

        /** @return lines for whoever wants to know what happens */
        public List<String> stages() {
            return file == null ? List.of() : List.of("data are held in " + file.path());
        }

        @Override
        public void close() throws IOException {
            if (file != null) {
                file.close();
            }
        }
    }

    /**
     * @return the file, made when data come and removed when it is closed
     */
    public Cache open() {
        return new Cache(m_folder == null ? null : new PackedFile(m_folder, false));
    }
}
