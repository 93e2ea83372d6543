package org.noisynmf.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class MainTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private static final String[] COMMANDS = {"run", "factorise", "project", "simulate", "devices"};

    @Test
    public void everyCommandHasHelp() {
        final Cli all = Cli.run("--help");
        assertThat(all.code()).isZero();
        assertThat(all.out()).contains(COMMANDS);
        for (final String command : COMMANDS) {
            final Cli help = Cli.run(command, "--help");
            assertThat(help.code()).isZero();
            assertThat(help.err()).isEmpty();
            assertThat(help.out()).startsWith("Usage: noisynmf " + command);
            assertThat(Cli.run("help", command).out()).isEqualTo(help.out());
        }
    }

    @Test
    public void versionIsPrinted() {
        assertThat(Cli.run("--version").out()).startsWith("noisynmf ");
        assertThat(Cli.run("--version", "--help").out()).contains("factorise");
    }

    @Test
    public void badArgumentsTakeOneLineAndExitCodeTwo() {
        refused(Cli.run(), "a command is missing", "factorise");
        refused(Cli.run("factorize"), "factorize");
        refused(Cli.run("factorise"), "--data", "--out");
        refused(Cli.run("factorise", "--data", "x", "--out", "y", "--rnak", 2), "--rnak");
        refused(Cli.run("factorise", "--data", "x", "--out", "y", "--rank", "two"), "--rank", "two");
        refused(Cli.run("factorise", "--data", "x", "--out", "y", "--algorithm", "newton"), "newton",
            "accelerated, reduced, nearly, shift");
        refused(Cli.run("factorise", "--data", "x", "--out", "y", "--observations", "diagonal"), "rows, columns");
        refused(Cli.run("factorise", "--data", "x", "--out", "y", "--delimiter", "ab"), "--delimiter", "semicolon");
        refused(Cli.run("simulate", "--out", "y", "--ratio", "1,x"), "1,x", "0.5,2");
        refused(Cli.run("run", "-help"), "-help");
    }

    @Test
    public void everyCommandHasTwoExamplesAndHeadingsWhereOptionsAreMany() {
        for (final String command : new String[]{"run", "factorise", "rank", "posterior", "errors", "project", "report",
            "redshift", "simulate", "devices"}) {
            assertThat(Cli.run(command, "--help").out().lines().filter(l -> l.startsWith("  noisynmf "))).as(command)
                .hasSizeGreaterThanOrEqualTo(2);
        }
        assertThat(Cli.run("factorise", "--help").out().lines().filter(
            l -> List.of("Data", "Data: spectra in FITS files", "Method", "Start", "Stopping", "Output", "Machine")
                .contains(l)))
            .containsExactly("Data", "Data: spectra in FITS files", "Method", "Start", "Stopping", "Output", "Machine");
    }

    @Test
    public void misspeltWordsAreAnsweredWithWhatMayHaveBeenMeant() {
        refused(Cli.run("factorize"), "did you mean factorise?");
        refused(Cli.run("help", "projet"), "did you mean project?");
        refused(Cli.run("factorise", "--data", "x", "--out", "y", "--rnak", 2), "did you mean --rank?");
        refused(Cli.run("factorise", "--data", "x", "--out", "y", "--algorithm", "nearby"), "did you mean nearly?");
        // near nothing
        refused(Cli.run("zzyzx"), "zzyzx");
        assertThat(Cli.run("zzyzx").err()).doesNotContain("did you mean");
    }

    @Test
    public void devicesAreListedByTheirIndexOrSaidToBeAbsent() {
        final Cli cli = Cli.run("devices");
        assertThat(cli.code()).isZero();
        assertThat(cli.err()).isEmpty();
        final List<String> lines = cli.out().lines().toList();
        if (lines.get(0).startsWith("0: ")) {
            for (int i = 0; i < lines.size(); i++) {
                assertThat(lines.get(i)).startsWith(i + ": ").contains("GiB", "precision");
            }
        } else {
            assertThat(cli.out()).containsIgnoringCase("no device");
        }
    }

    @Test
    public void deviceThatDoesNotExistIsRefused() throws IOException {
        final Path x = Cli.npy(folder.getRoot().toPath().resolve("x.npy"), new double[]{1, 2}, new double[]{2, 1});
        final Cli cli = Cli.run("factorise", "--data", x, "--rank", 1, "--device", 99, "--out",
            folder.getRoot().toPath().resolve("out"));
        // 2 where OpenCL lists other devices, 1 where it cannot be loaded at all
        assertThat(cli.code()).isBetween(1, 2);
        assertThat(cli.err().strip()).contains("OpenCL").doesNotContain("\n");
    }

    public static void refused(final Cli cli, final String... parts) {
        assertThat(cli.err()).contains(parts);
        assertThat(cli.err().strip()).as("one line").doesNotContain("\n").doesNotContain("Exception");
        assertThat(cli.out()).isEmpty();
        assertThat(cli.code()).isEqualTo(2);
    }
}
