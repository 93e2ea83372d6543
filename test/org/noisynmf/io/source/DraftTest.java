package org.noisynmf.io.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A draft is a new file beside what it is to become. */
public class DraftTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void everyDraftIsAnEmptyHiddenFileOfItsOwn() throws IOException {
        final Path file = Files.writeString(folder.getRoot().toPath().resolve("a.fits"), "precious");
        final Path one = Draft.beside(file);
        final Path other = Draft.beside(file);
        assertThat(one).isEmptyFile().hasParent(folder.getRoot().toPath()).isNotEqualTo(other);
        assertThat(one.getFileName().toString()).startsWith(".a.fits.").endsWith(".part");
        assertThat(file).hasContent("precious");
    }

    @Test
    public void whoMayReadOtherFilesMayReadTheDraft() throws IOException {
        Assume.assumeTrue("no permissions of POSIX",
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        final Path other = Files.createFile(folder.getRoot().toPath().resolve("other"));
        assertThat(Files.getPosixFilePermissions(Draft.beside(other.resolveSibling("a"))))
            .isEqualTo(Files.getPosixFilePermissions(other));
    }

    @Test
    public void aPublishedDraftReplacesTheFile() throws IOException {
        final Path file = Files.writeString(folder.getRoot().toPath().resolve("a.fits"), "old");
        final Path draft = Files.writeString(Draft.beside(file), "new");
        Draft.publish(draft, file);
        assertThat(file).hasContent("new");
        assertThat(draft).doesNotExist();
    }

    @Test
    public void withoutItsFolderThereIsNone() {
        assertThatThrownBy(() -> Draft.beside(folder.getRoot().toPath().resolve("none").resolve("a")))
            .isInstanceOf(NoSuchFileException.class);
    }
}
