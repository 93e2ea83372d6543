package org.noisynmf.knime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.Test;

public class IconSourcesTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", "."), "..").normalize();

    @Test
    public void everyIconHasItsSourceAndTheSizeThatKnimeAsksFor() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("src/org/noisynmf/knime"))) {
            final List<Path> icons = files.filter(file -> file.toString().endsWith(".png")).toList();
            assertThat(icons).isNotEmpty().allSatisfy(icon -> {
                final String source = icon.getFileName().toString().replace(".png", ".svg");
                assertThat(ROOT.resolve("icons").resolve(source)).exists();
                assertThat(ImageIO.read(icon.toFile()).getWidth()).isEqualTo(16);
                assertThat(ImageIO.read(icon.toFile()).getHeight()).isEqualTo(16);
            });
        }
    }
}
