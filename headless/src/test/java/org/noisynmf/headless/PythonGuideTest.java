package org.noisynmf.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.AssumptionViolatedException;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Every line of docs/python.md, run by Python with NumPy. */
public class PythonGuideTest {

    private static final Path ROOT = Path.of(System.getProperty("noisynmf.root", "..")).toAbsolutePath().normalize();

    @Rule
    public TemporaryFolder temporary = new TemporaryFolder();

    private record Result(int code, String output) {
    }

    private static Result run(final ProcessBuilder builder) throws IOException, InterruptedException {
        final Process process = builder.redirectErrorStream(true).start();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    /** Debian's Python, which has Debian's NumPy, or else the one of the path. */
    private static Optional<String> python() throws InterruptedException {
        for (final String candidate : List.of("/usr/bin/python3", "python3")) {
            try {
                if (run(new ProcessBuilder(candidate, "-c", "import numpy")).code() == 0) {
                    return Optional.of(candidate);
                }
            } catch (final IOException e) {
                // not there
            }
        }
        return Optional.empty();
    }

    @Test
    public void everyLineOfThePageRuns() throws Exception {
        final String python = python().orElseThrow(() -> new AssumptionViolatedException(
            "docs/python.md was not run: there is no python3 with numpy (Debian: python3-numpy)"));
        final String page = Files.readString(ROOT.resolve("docs/python.md"));
        final StringBuilder script = new StringBuilder();
        final Matcher block = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL).matcher(page);
        int blocks = 0;
        for (; block.find(); blocks++) {
            script.append(block.group(1)).append('\n');
        }
        assertThat(blocks).isEqualTo(5);
        final Path folder = temporary.getRoot().toPath();
        final Path file = Files.writeString(folder.resolve("page.py"), script);
        final ProcessBuilder builder = new ProcessBuilder(python, "-W", "error::DeprecationWarning", file.toString())
            .directory(folder.toFile());
        builder.environment().put("PYTHONPATH", ROOT.resolve("clients/python").toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("NOISYNMF_JAR", System.getProperty("java.class.path"));
        final Result result = run(builder);
        assertThat(result.code()).as(result.output()).isZero();
        assertThat(result.output()).contains("(2, 120) (200, 2)", "of 20 within 0.003 (1 + z)")
            .containsPattern("The number of templates is 0|--rank|rank");
        assertThat(folder.resolve("fit/templates.npy")).exists();
    }
}
