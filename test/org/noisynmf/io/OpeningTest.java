package org.noisynmf.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.io.source.MatrixFormatException;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.text.ReadOptions;

/** A file opened beside another is, or fails, as if it were opened alone. */
public class OpeningTest {

    @Rule
    public final TemporaryFolder m_folder = new TemporaryFolder();

    @Test
    public void fileIsOpenedAsAlone() throws IOException {
        final Path file = m_folder.newFile("x.csv").toPath();
        Files.writeString(file, "1,2\n3,4\n");
        try (Opening opening = new Opening(file, ReadOptions.DEFAULT); MatrixSource source = opening.source()) {
            final double[] line = new double[2];
            assertThat(source.next(line)).isTrue();
            assertThat(line).containsExactly(1, 2);
        }
    }

    @Test
    public void failuresArriveAsTheyAre() throws IOException {
        try (Opening opening = new Opening(Path.of("nowhere.npy"), ReadOptions.DEFAULT)) {
            assertThatThrownBy(opening::source).isExactlyInstanceOf(FileNotFoundException.class)
                .hasMessage("nowhere.npy does not exist");
        }
        final Path file = m_folder.newFile("x.npy").toPath();
        Files.write(file, new byte[]{1, 2, 3});
        try (Opening opening = new Opening(file, ReadOptions.DEFAULT)) {
            assertThatThrownBy(opening::source).isExactlyInstanceOf(MatrixFormatException.class);
        }
    }
}
