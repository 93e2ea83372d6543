package org.noisynmf.headless.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * The commands of the README do what it says, in the order in which it gives them.
 */
public class ReadmeIT {
    private static final Path ROOT = Path.of(System.getProperty("noisynmf.root"));
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void everyCommandOfTheReadmeSucceeds() throws Exception {
        Path desk = folder.getRoot().toPath();
        for (String name : List.of("headless", "workflows")) {
            Files.createSymbolicLink(desk.resolve(name), ROOT.resolve(name));
        }
        List<String> commands = commands();
        assertThat(commands).as("commands found in README.md").hasSizeGreaterThanOrEqualTo(2);
        for (String command : commands) {
            assertThat(run(desk, command)).as(command).isZero();
        }
    }

    private static List<String> commands() throws IOException {
        // a backslash at the end of a line continues the command
        return Files.readString(ROOT.resolve("README.md")).replaceAll("\\\\\\R\\s*", "").lines().map(String::strip)
            .filter(line -> line.startsWith("java -jar headless/target/noisynmf.jar ")).toList();
    }

    private int run(Path desk, String command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        for (String word : command.split(" (?=([^\"]*\"[^\"]*\")*[^\"]*$)")) {
            words.add(word.replace("\"", ""));
        }
        words.set(0, JAVA);
        File console = folder.newFile();
        Process process = new ProcessBuilder(words).directory(desk.toFile()).redirectErrorStream(true)
            .redirectOutput(console).start();
        // The longest takes seconds; minutes mean that it hangs.
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        int status = process.waitFor();
        if (status != 0) {
            System.out.println(command + "\n" + Files.readString(console.toPath()));
        }
        return status;
    }
}
