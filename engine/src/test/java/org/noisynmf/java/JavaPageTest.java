package org.noisynmf.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.ToolProvider;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The example of docs/java.md compiles and runs with the engine and its libraries alone. */
public class JavaPageTest {
    private static final Path PAGE = Path.of(System.getProperty("noisynmf.root", ".."), "docs/java.md");

    @Rule
    public TemporaryFolder m_folder = new TemporaryFolder();

    @Test
    public void exampleLearnsProjectsAndWrites() throws Exception {
        final Matcher code = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(code.find()).isTrue();
        final Path folder = m_folder.getRoot().toPath();
        final Path source = Files.writeString(folder.resolve("Example.java"), code.group(1));
        final String libraries = System.getProperty("java.class.path");
        final ByteArrayOutputStream errors = new ByteArrayOutputStream();
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, errors, "-Xlint:all", "-Werror", "-proc:none",
            "-encoding", "UTF-8", "-cp", libraries, "-d", folder.toString(), source.toString()))
                .as(errors.toString(StandardCharsets.UTF_8)).isZero();
        final Path out = folder.resolve("templates.npy");
        final Process run = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-Dstdout.encoding=UTF-8", "-Dfile.encoding=UTF-8", "-cp",
            folder + System.getProperty("path.separator") + libraries, "Example", out.toString())
                .redirectErrorStream(true).start();
        final String told = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor()).as(told).isZero();
        assertThat(told).startsWith("CONVERGED after ").contains("for 9999 values", "projected: ");
        assertThat(Files.size(out)).isEqualTo(128 + 2 * 50 * 8);
    }

    @Test
    public void libraryKnowsNoKnime() {
        assertThatThrownBy(() -> Class.forName("org.knime.core.node.NodeModel"))
            .isInstanceOf(ClassNotFoundException.class);
        assertThatThrownBy(() -> Class.forName("org.noisynmf.view.Views")).isInstanceOf(ClassNotFoundException.class);
    }
}
