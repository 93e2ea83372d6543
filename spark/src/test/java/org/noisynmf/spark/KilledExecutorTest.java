package org.noisynmf.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.spark.sql.SparkSession;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Executors in processes of their own, one of which dies by kill -9 in the middle of a round: every sum keeps its bits. In the
 * profile {@code executors}, for it takes about a minute.
 */
public class KilledExecutorTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void sumsKeepTheirBitsWhenAnExecutorDies() throws Exception {
        final String table = folder.getRoot().toPath().resolve("table").toString();
        try (SparkSession session = SparkSession.builder().master("local[1]").config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1").getOrCreate()) {
            Rows.random(2000, 200, 4).windows(session, table, 0);
        }
        final Path home = home();
        final List<String> undisturbed = run(home, "local-cluster[2,1,1024]", table, 0);
        final List<String> killed = run(home, "local-cluster[2,1,1024]", table, 5);
        assertThat(killed).contains("killed true");
        assertThat(undisturbed).filteredOn(line -> line.startsWith("round")).hasSize(12).doesNotHaveDuplicates();
        assertThat(killed).filteredOn(line -> !line.startsWith("killed")).isEqualTo(undisturbed);
        assertThat(run(home, "local[2]", table, 0)).isEqualTo(undisturbed);
    }

    /** What Spark takes for its installation: the jars of the class path. */
    private Path home() throws IOException {
        final Path home = folder.newFolder("spark").toPath();
        final Path jars = Files.createDirectories(home.resolve("jars"));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("RELEASE"), "Spark of the class path\n");
        for (final String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            // the class path of a launcher that puts all into a folder ends with a star
            final Path path = Path.of(entry.endsWith("*") ? entry.substring(0, entry.length() - 1) : entry);
            final List<Path> found = new ArrayList<>();
            if (entry.endsWith("*")) {
                try (var files = Files.list(path)) {
                    files.forEach(found::add);
                }
            } else {
                found.add(path);
            }
            for (final Path jar : found) {
                if (jar.toString().endsWith(".jar") && Files.notExists(jars.resolve(jar.getFileName()))) {
                    Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar.toAbsolutePath());
                }
            }
        }
        return home;
    }

    private List<String> run(final Path home, final String master, final String table, final int killed)
        throws IOException, InterruptedException {
        final ProcessBuilder builder =
            new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx768m",
                "-Dlog4j2.configurationFile=" + Path.of("src/archive/conf/log4j2.properties").toAbsolutePath(), "-cp",
                System.getProperty("java.class.path"), SeveralProcesses.class.getName(), master, table, "" + killed);
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        final Path told = folder.newFile().toPath();
        final Path errors = folder.newFile().toPath();
        builder.redirectOutput(told.toFile()).redirectError(errors.toFile()).directory(folder.getRoot());
        final int code = builder.start().waitFor();
        assertThat(code).as(Files.readString(errors, StandardCharsets.UTF_8)).isZero();
        return Files.readAllLines(told);
    }
}
