package org.noisynmf.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.Test;

/** Files and packages are small enough to be read at once. */
public class SizesTest {
    private static final Path ROOT = Path.of(System.getProperty("noisynmf.root", ".."));

    private static final int MOST_LINES = 300;

    private static final int MOST_FILES = 15;

    /** A rule a file: as many as there are rules. */
    private static final String RULES = "src/org/noisynmf/engine/step";

    @Test
    public void noFileOfTheEngineHasMoreThanThreeHundredLines() throws IOException {
        for (String folder : List.of("src/org/noisynmf/engine", "vector")) {
            assertThat(sources(folder)).isNotEmpty().allSatisfy(
                file -> assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(MOST_LINES));
        }
    }

    @Test
    public void noPackageButThatOfTheRulesHasMoreThanFifteenFiles() throws IOException {
        for (String folder : List.of("src", "vector", "headless/src/main/java", "spark/src/main/java")) {
            try (Stream<Path> packages = Files.walk(ROOT.resolve(folder))) {
                assertThat(packages.filter(Files::isDirectory).filter(p -> !p.endsWith(RULES)))
                    .allSatisfy(p -> assertThat(classes(p)).as(p.toString()).isLessThanOrEqualTo(MOST_FILES));
            }
        }
    }

    private static List<Path> sources(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static long classes(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".java") && !name.equals("package-info.java")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
