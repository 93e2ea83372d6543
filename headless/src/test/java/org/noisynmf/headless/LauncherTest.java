package org.noisynmf.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.Test;

/** The scripts that start the command line name methods, which Java does not miss where there are none. */
public class LauncherTest {

    private static final Pattern COMMAND = Pattern.compile("CompileCommand=\\w+,([\\w.]+)::(\\w+)");

    private static Set<String> methods(final String script) throws IOException {
        final Path file = Path.of(System.getProperty("noisynmf.root", ".."), "headless/src/main/scripts", script);
        final Set<String> methods = new TreeSet<>();
        COMMAND.matcher(Files.readString(file)).results().forEach(m -> methods.add(m.group(1) + "::" + m.group(2)));
        return methods;
    }

    @Test
    public void scriptsNameMethodsThatExist() throws Exception {
        final Set<String> named = methods("noisynmf");
        assertThat(named).isNotEmpty();
        for (final String method : named) {
            final String[] parts = method.split("::");
            assertThat(Arrays.stream(Class.forName(parts[0]).getDeclaredMethods())).as(method)
                .anyMatch(m -> m.getName().equals(parts[1]));
        }
    }

    @Test
    public void bothScriptsNameTheSame() throws IOException {
        assertThat(methods("noisynmf.bat")).isEqualTo(methods("noisynmf"));
    }
}
