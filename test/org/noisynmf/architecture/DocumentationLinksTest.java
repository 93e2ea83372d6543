package org.noisynmf.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.Test;

/** Links between the pages of the repository lead somewhere. */
public class DocumentationLinksTest {
    private static final Path ROOT = Path.of(System.getProperty("noisynmf.root", ".."));

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    @Test
    public void everyRelativeLinkHasItsFileAndItsHeading() throws IOException {
        final List<String> broken = new ArrayList<>();
        int links = 0;
        for (final Path page : pages()) {
            final Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                final String target = link.group(1);
                if (!target.contains("://") && !target.startsWith("mailto:")) {
                    links++;
                    if (!leadsSomewhere(page, target)) {
                        broken.add(ROOT.relativize(page) + ": " + target);
                    }
                }
            }
        }
        assertThat(links).as("links found").isGreaterThan(20);
        assertThat(broken).isEmpty();
    }

    @Test
    public void everyPageOfTheGuideIsInItsIndex() throws IOException {
        final Path guide = ROOT.resolve("docs/guide");
        final String index = Files.readString(guide.resolve("README.md"));
        for (final Path page : pages()) {
            if (page.startsWith(guide) && !page.endsWith("README.md")) {
                assertThat(index).contains("(" + page.getFileName() + ")");
            }
        }
    }

    private static boolean leadsSomewhere(final Path page, final String target) throws IOException {
        final String[] parts = target.split("#", 2);
        final Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        if (!Files.exists(file)) {
            return false;
        }
        return parts.length == 1 || Files.readAllLines(file).stream().filter(line -> line.startsWith("#"))
            .anyMatch(heading -> anchor(heading).equals(parts[1]));
    }

    /** As the usual hosts make it: lower case, blanks as hyphens, no punctuation. */
    private static String anchor(final String heading) {
        return heading.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "")
            .replace(' ', '-');
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(ROOT); Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs).filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }
}
