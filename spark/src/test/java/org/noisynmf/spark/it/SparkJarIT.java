package org.noisynmf.spark.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** What is inside noisynmf-spark.jar, as it is handed out. */
public class SparkJarIT {

    private static JarFile jar;

    @BeforeClass
    public static void open() throws IOException {
        jar = new JarFile(new File(System.getProperty("noisynmf.jar")));
    }

    @AfterClass
    public static void close() throws IOException {
        jar.close();
    }

    private static List<String> names() {
        return jar.stream().map(entry -> entry.getName()).toList();
    }

    @Test
    public void sparkAndWhatComesWithItStayOutside() {
        assertThat(names())
            .contains("org/noisynmf/spark/command/Main.class", "org/noisynmf/engine/blocks/SumTree.class")
            .noneMatch(
                name -> name.matches("(org/apache/(spark|hadoop|logging|parquet)|scala|com/fasterxml|org/slf4j)/.*"))
            .noneMatch(name -> name.startsWith("org/noisynmf/knime") || name.startsWith("org/knime"))
            .noneMatch(name -> name.matches("META-INF/.*\\.(SF|RSA|DSA)"));
    }

    @Test
    public void licencesAreInsideAndEveryLibraryIsListed() throws IOException {
        assertThat(names()).contains("LICENSE", "THIRD-PARTY.md", "licences/LGPL-2.1.txt");
        final String listed;
        try (InputStream in = jar.getInputStream(jar.getEntry("THIRD-PARTY.md"))) {
            listed = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        final String sbom = Files.readString(Path.of(System.getProperty("noisynmf.sbom")));
        final Matcher library = Pattern.compile("\"purl\" : \"pkg:maven/([^/\"]+)/([^@\"]+)@").matcher(sbom);
        final Set<String> missing = new TreeSet<>();
        int count = 0;
        while (library.find()) {
            if (!library.group(1).equals("org.noisynmf")) {
                count++;
                if (!listed.contains("`" + library.group(2) + "`")
                    && !listed.contains("| " + library.group(2) + " |")) {
                    missing.add(library.group(2));
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(count).isGreaterThan(10);
        assertThat(sbom).doesNotContain("spark-sql", "pkg:maven/org.jocl", "pkg:maven/net.java.dev.jna");
    }
}
