package org.noisynmf.headless.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.headless.Cli;

public class OutputFolderTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path m_out;

    @Before
    public void name() {
        m_out = folder.getRoot().toPath().resolve("out");
    }

    private static OutputFolder.Content text(final String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(final String command, final String... namesAndTexts) throws IOException {
        final OutputFolder out = new OutputFolder(m_out, "--out");
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            out.with(namesAndTexts[i], text(namesAndTexts[i + 1]));
        }
        out.write("summary.json", Map.of("command", command));
    }

    @Test
    public void indexHoldsTheChecksumOfEveryFile() throws IOException {
        write("fit", "a.txt", "abc");
        // FIPS 180-2, appendix B.1
        assertThat(Cli.json(m_out.resolve("summary.json"))).containsEntry("files",
            Map.of("a.txt", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        assertThat(Index.check(m_out.resolve("a.txt"))).startsWith("ba7816bf");
    }

    @Test
    public void mixtureOfTwoRunsIsRefusedWhereItIsRead() throws IOException {
        write("fit", "a.txt", "abc", "b.txt", "1");
        // as if a later run had been killed between two files
        Files.writeString(m_out.resolve("a.txt"), "abd");
        assertThatThrownBy(() -> Index.check(m_out.resolve("a.txt"))).isInstanceOf(IOException.class)
            .hasMessageContaining("a.txt is not the file that summary.json beside it describes");
        Index.check(m_out.resolve("b.txt"));
    }

    @Test
    public void filesOfAnEarlierRunGoAwayUnlessTheyWereChanged() throws IOException {
        write("fit", "a.txt", "1", "old.txt", "1", "edited.txt", "1");
        Files.writeString(m_out.resolve("edited.txt"), "mine");
        Files.writeString(m_out.resolve("other.txt"), "mine");
        write("fit", "a.txt", "2");
        assertThat(Cli.files(m_out)).containsExactly("a.txt", "edited.txt", "other.txt", "summary.json");
        assertThat(m_out.resolve("a.txt")).hasContent("2");
    }

    @Test
    public void filesOfAnotherCommandStay() throws IOException {
        write("simulate", "data.txt", "1");
        write("fit", "a.txt", "2");
        assertThat(Cli.files(m_out)).containsExactly("a.txt", "data.txt", "summary.json");
    }

    @Test
    public void nothingIsLeftOfAFailedRun() throws IOException {
        write("fit", "a.txt", "1");
        final OutputFolder out = new OutputFolder(m_out, "--out").with("a.txt", text("2")).with("b.txt", o -> {
            throw new IOException("disk full");
        });
        assertThatThrownBy(() -> out.write("summary.json", Map.of("command", "fit")))
            .isInstanceOf(OutputException.class).hasMessageContaining("disk full");
        assertThat(Cli.files(m_out)).containsExactly("a.txt", "summary.json");
        assertThat(m_out.resolve("a.txt")).hasContent("1");
    }

    @Test
    public void newFolderAppearsWhole() throws IOException {
        final Path parent = m_out.getParent();
        new OutputFolder(m_out, "--out").with("a.txt", out -> {
            assertThat(m_out).doesNotExist();
            out.write('1');
        }).write("summary.json", Map.of());
        assertThat(Cli.files(parent)).containsExactly("out");
        assertThat(Cli.files(m_out)).containsExactly("a.txt", "summary.json");
    }
}
