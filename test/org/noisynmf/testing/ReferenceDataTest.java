package org.noisynmf.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.Test;

/** The reference results in the repository are those that were put there. */
public class ReferenceDataTest {
    private static final Path FOLDER = Path.of(System.getProperty("noisynmf.root", ".."), "test/reference");

    @Test
    public void everyFileHasItsChecksum() throws Exception {
        final Set<String> named = new TreeSet<>();
        for (final String line : Files.readAllLines(FOLDER.resolve("SHA256SUMS"))) {
            final String[] parts = line.split("  ", 2);
            final byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(FOLDER.resolve(parts[1])));
            assertThat(HexFormat.of().formatHex(digest)).as(parts[1]).isEqualTo(parts[0]);
            named.add(parts[1]);
        }
        try (Stream<Path> files = Files.walk(FOLDER)) {
            final List<String> there = files.filter(Files::isRegularFile)
                .map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
                .filter(file -> !file.equals("README.md") && !file.equals("SHA256SUMS")).sorted().toList();
            assertThat(named).containsExactlyElementsOf(there);
        }
    }
}
