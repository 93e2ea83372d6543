package org.noisynmf.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A process whose locale knows ASCII alone. */
public class LocaleTest {

    @Rule
    public TemporaryFolder temporary = new TemporaryFolder();

    @Before
    public void onlyWhereLocalesAreSetByTheEnvironment() {
        Assume.assumeTrue("Linux", Files.isReadable(Path.of("/proc/self/cmdline")));
    }

    private record Result(int code, String output) {
    }

    private Result run(final String... words) throws IOException, InterruptedException {
        final List<String> command =
            new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(words));
        final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        final Process process = builder.start();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    @Test
    public void pathsWithUmlautsAreFoundAndWritten() throws Exception {
        final Path folder = Files.createDirectory(temporary.getRoot().toPath().resolve("Prüfung ≈ 1"));
        final Path data = Cli.npy(folder.resolve("größe.npy"), new double[]{1, 2, 3}, new double[]{2, 4, 6});
        final Result fit =
            run("factorise", "--data", data.toString(), "--rank", "1", "--out", folder.resolve("Ä").toString());
        assertThat(fit.output()).contains("χ²", "Prüfung ≈ 1");
        assertThat(fit.code()).isZero();
        assertThat(folder.resolve("Ä/templates.npy")).exists();
        final Result missing =
            run("factorise", "--data", folder.resolve("grösse.npy").toString(), "--rank", "1", "--out",
                folder.resolve("Ö").toString());
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.output()).contains("grösse.npy does not exist");
    }

    @Test
    public void helpKeepsItsLetters() throws Exception {
        assertThat(run("factorise", "--help").output()).contains("≥ 1", "χ²").doesNotContain("?  ");
    }
}
