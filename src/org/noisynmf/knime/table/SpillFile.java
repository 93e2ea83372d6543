package org.noisynmf.knime.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.knime.core.node.NodeLogger;
import org.noisynmf.engine.storage.StripStore;
import org.noisynmf.io.packed.PackedFile;

/** A file for data that memory has no room for: made when it is asked for, and removed when it is closed. */
public final class SpillFile implements AutoCloseable {

    private static final NodeLogger LOGGER = NodeLogger.getLogger(SpillFile.class);

    private final Path m_folder;

    private @Nullable PackedFile m_file;

    /**
     * @param folder where to make it
     */
    public SpillFile(final Path folder) {
        m_folder = folder;
    }

    /**
     * Makes the file; at most once.
     *
     * @return the file, empty
     */
    public StripStore open() {
        final PackedFile file = new PackedFile(m_folder);
        m_file = file;
        return file;
    }

    /** @return what the user should know: a sentence if the file was made */
    public List<String> warnings() {
        return m_file == null ? List.of()
            : List.of(
                "The data need more memory than KNIME has free, so they are read from a temporary file in every "
                    + "iteration, which takes longer. Results are the same. To hold the data in memory, raise -Xmx in "
                    + "knime.ini or use single precision.");
    }

    /**
     * Removes the file. Where that fails, as on Windows while its memory is mapped, results stand all the same, and KNIME
     * empties the folder when the workflow is closed.
     */
    @Override
    public void close() {
        if (m_file == null) {
            return;
        }
        try {
            m_file.close();
        } catch (final IOException e) {
            LOGGER.debug("A temporary file of the data is removed only when the workflow is closed", e);
        }
    }
}
