package org.noisynmf.knime.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.knime.core.node.NodeLogger;
import org.knime.core.util.FileUtil;
import org.noisynmf.engine.storage.StripStore;
import org.noisynmf.io.packed.PackedFile;

/** Files for data that memory has no room for: made when they are asked for, and removed when this is closed. */
public final class SpillFile implements AutoCloseable {

    private static final NodeLogger LOGGER = NodeLogger.getLogger(SpillFile.class);

    private final Path m_folder;

    private final Queue<PackedFile> m_files = new ConcurrentLinkedQueue<>();

    /**
     * @param folder where to make them
     */
    public SpillFile(final Path folder) {
        m_folder = folder;
    }

    /** @return files in the temporary folder of the workflow whose node runs */
    public static SpillFile ofWorkflow() {
        return new SpillFile(FileUtil.getWorkflowTempDir().toPath());
    }

    /**
     * Makes a file: for the data, or for what follows from them. Several threads may ask at once.
     *
     * @return the file, empty
     */
    public StripStore open() {
        final PackedFile file = new PackedFile(m_folder);
        m_files.add(file);
        return file;
    }

    /** @return what the user should know: a sentence if a file was made */
    public List<String> warnings() {
        return m_files.isEmpty() ? List.of()
            : List.of(
                "The data need more memory than KNIME has free, so they are read from a temporary file in every "
                    + "iteration, which takes longer. Results are the same. To hold the data in memory, raise -Xmx in "
                    + "knime.ini or, in NMF Learner, use single precision.");
    }

    /**
     * Removes the files. Where that fails, as on Windows while its memory is mapped, results stand all the same, and KNIME
     * empties the folder when the workflow is closed.
     */
    @Override
    public void close() {
        for (final PackedFile file : m_files) {
            try {
                file.close();
            } catch (final IOException e) {
                LOGGER.debug("A temporary file of the data is removed only when the workflow is closed", e);
            }
        }
    }
}
