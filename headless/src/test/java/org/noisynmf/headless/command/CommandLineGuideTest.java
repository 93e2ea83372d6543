package org.noisynmf.headless.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.headless.Cli;

/** docs/command-line.md against what the commands do. */
public class CommandLineGuideTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private static String guide() throws IOException {
        return Files.readString(Path.of(System.getProperty("noisynmf.root", "..")).resolve("docs/command-line.md"));
    }

    @Test
    public void optionsThatItNamesExist() throws IOException {
        final StringBuilder help = new StringBuilder();
        for (final String command : new String[]{"run", "factorise", "rank", "posterior", "errors", "project", "report",
            "redshift",
            "simulate",
            "devices"}) {
            help.append(Cli.run(command, "--help").out());
        }
        final Set<String> named = new TreeSet<>();
        final Matcher option = Pattern.compile("(?<![\\w-])--?[a-zA-Z][a-zA-Z.-]+").matcher(guide());
        while (option.find()) {
            named.add(option.group());
        }
        // what Java and the refused options are called
        named.removeAll(Set.of("-jar", "-Xmx", "-destFile", "-destDir", "--help"));
        // --[no-]order is --order and --no-order
        final String both = help + help.toString().replace("[no-]", "") + help.toString().replace("[no-]", "no-");
        assertThat(named).isNotEmpty().allSatisfy(o -> assertThat(both).contains(o));
    }

    @Test
    public void keysOfTheSummaryAreAllThere() throws IOException {
        final Path x = Cli.npy(folder.getRoot().toPath().resolve("x.npy"), new double[]{1, 2}, new double[]{2, 3});
        final Path out = folder.getRoot().toPath().resolve("out");
        Cli.run("factorise", "--data", x, "--rank", 1, "--out", out);
        final String guide = guide();
        for (final String key : Cli.json(out.resolve("summary.json")).keySet()) {
            if (!"command".equals(key)) {
                assertThat(guide).contains("`" + key + "`");
            }
        }
        for (final StopReason reason : StopReason.values()) {
            assertThat(guide).contains("`" + reason + "`");
        }
        assertThat(guide).contains("`" + Files.readAllLines(out.resolve("trace.csv")).get(0) + "`");
    }
}
