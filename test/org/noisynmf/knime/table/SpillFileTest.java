package org.noisynmf.knime.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.engine.storage.StripStore;

/** The file of data that memory has no room for. */
public class SpillFileTest {

    /** Where it lies. */
    @Rule
    public final TemporaryFolder m_folder = new TemporaryFolder();

    private static void fill(final SpillFile spill) {
        final StripStore store = spill.open();
        store.append(new double[]{1, 2, 3}, 3);
        store.finish();
    }

    private Path file() throws Exception {
        try (Stream<Path> files = Files.list(m_folder.getRoot().toPath())) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    public void fileIsGoneWhenItIsClosed() throws Exception {
        try (SpillFile spill = new SpillFile(m_folder.getRoot().toPath())) {
            fill(spill);
            assertThat(file()).isRegularFile();
            assertThat(spill.warnings()).hasSize(1);
        }
        assertThat(m_folder.getRoot()).isEmptyDirectory();
    }

    @Test
    public void aFileThatIsDiscardedLeavesTheOthers() {
        try (SpillFile spill = new SpillFile(m_folder.getRoot().toPath())) {
            final StripStore first = spill.open();
            fill(spill);
            first.append(new double[]{4}, 1);
            first.finish();
            first.discard();
            assertThat(m_folder.getRoot().list()).hasSize(1);
        }
        assertThat(m_folder.getRoot()).isEmptyDirectory();
    }

    @Test
    public void resultsAreKeptWhereTheFileCannotBeRemoved() throws Exception {
        try (SpillFile spill = new SpillFile(m_folder.getRoot().toPath())) {
            fill(spill);
            // a folder that is not empty in its place, which no system removes
            final Path file = file();
            Files.delete(file);
            Files.createDirectory(file);
            Files.createFile(file.resolve("mapped"));
        }
        assertThat(file()).isDirectory();
    }

    @Test
    public void nothingIsMadeUnlessAskedFor() {
        try (SpillFile spill = new SpillFile(m_folder.getRoot().toPath())) {
            assertThat(spill.warnings()).isEmpty();
        }
        assertThat(m_folder.getRoot()).isEmptyDirectory();
    }
}
