package org.noisynmf.headless.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.headless.Cli;
import org.noisynmf.headless.Main;

/** Signals to the real process. */
public class InterruptTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path m_dir;

    @Before
    public void onlyWhereThereAreSignals() throws IOException {
        Assume.assumeTrue("POSIX signals", Files.isExecutable(Path.of("/usr/bin/env")));
        m_dir = folder.getRoot().toPath();
        Cli.run("simulate", "--out", m_dir.resolve("data"), "--exposures", 50, "--pixels", 40);
    }

    /** A process that was started and fits without an end. */
    private final class Fit {

        private final Process m_process;

        private final BufferedReader m_err;

        Fit(final String... more) throws IOException {
            // a shell that starts tests in the background may have made children ignore SIGINT
            final List<String> command = new ArrayList<>(List.of("/usr/bin/env", "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto", "-cp",
                System.getProperty("java.class.path"), Main.class.getName(), "factorise", "--data", "data/data.npy",
                "--weights", "data/weights.npy", "--rank", "2", "--tolerance", "0", "--iterations", "1000000000",
                "--threads", "1", "--keep-state", "-v", "--out", "fit"));
            command.addAll(List.of(more));
            m_process = new ProcessBuilder(command).directory(m_dir.toFile()).start();
            m_err = new BufferedReader(new InputStreamReader(m_process.getErrorStream(), StandardCharsets.UTF_8));
            await("fit: ");
        }

        String await(final String beginning) throws IOException {
            final StringBuilder all = new StringBuilder();
            for (String line = m_err.readLine(); line != null; line = m_err.readLine()) {
                if (line.startsWith(beginning)) {
                    return line;
                }
                all.append(line).append('\n');
            }
            throw new AssertionError("no line begins with " + beginning + ":\n" + all);
        }

        void signal(final String name) throws IOException, InterruptedException {
            assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(m_process.pid())).start().waitFor())
                .isZero();
        }

        int exitCode() throws InterruptedException {
            assertThat(m_process.waitFor(60, TimeUnit.SECONDS)).as("the process ends").isTrue();
            return m_process.exitValue();
        }
    }

    @Test
    public void firstInterruptKeepsTheWork() throws IOException, InterruptedException {
        final Fit fit = new Fit();
        // some iterations are made by then; the claim holds after none, too
        Thread.sleep(200);
        fit.signal("INT");
        fit.await("Ctrl-C: ending after this iteration");
        assertThat(fit.exitCode()).isEqualTo(130);
        final Path out = m_dir.resolve("fit");
        assertThat(Cli.files(out)).contains("coefficients.npy", "state.json", "summary.json", "templates.npy",
            "trace.csv").noneMatch(name -> name.endsWith(".part"));
        assertThat(Cli.json(out.resolve("summary.json"))).containsEntry("stop_reason", "CANCELLED");
        assertThat(Cli.files(m_dir)).containsExactly("data", "fit");
        // what was kept is a state like any other
        final Cli further = Cli.run("factorise", "--data", m_dir.resolve("data/data.npy"), "--weights",
            m_dir.resolve("data/weights.npy"), "--rank", 2, "--tolerance", 0, "--iterations", 3, "--resume",
            out.resolve("state.json"), "--out", m_dir.resolve("further"));
        assertThat(further.err()).isEmpty();
        assertThat(further.code()).isZero();
    }

    @Test
    public void secondInterruptKeepsAllOrNothing() throws IOException, InterruptedException {
        final Fit fit = new Fit();
        fit.signal("INT");
        fit.signal("INT");
        assertThat(fit.exitCode()).isEqualTo(130);
        // the first may have had time enough
        assertThat(Cli.files(m_dir)).isIn(List.of("data"), List.of("data", "fit"));
        if (Files.exists(m_dir.resolve("fit"))) {
            assertThat(Cli.files(m_dir.resolve("fit"))).hasSize(8);
        }
    }

    @Test
    public void terminationLeavesNothingBehind() throws IOException, InterruptedException {
        final Fit fit = new Fit();
        fit.signal("TERM");
        assertThat(fit.exitCode()).isEqualTo(143);
        assertThat(Cli.files(m_dir)).containsExactly("data");
    }
}
