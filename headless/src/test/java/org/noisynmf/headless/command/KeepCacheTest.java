package org.noisynmf.headless.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.headless.Cli;

/** Data that were kept are opened again exactly where they are what would be read, and give the same files of results. */
public class KeepCacheTest {

    private static final int OBSERVATIONS = 60;

    private static final int PIXELS = 9;

    @Rule
    public final TemporaryFolder m_folder = new TemporaryFolder();

    private Path m_dir;

    private Path m_cache;

    private Path m_data;

    private Path m_weights;

    private Path m_csv;

    private Path m_csvWeights;

    private final double[][] m_x = new double[OBSERVATIONS][PIXELS];

    @Before
    public void writeData() throws IOException {
        m_dir = m_folder.getRoot().toPath();
        m_cache = m_dir.resolve("cache");
        final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(5L);
        final double[][] v = new double[OBSERVATIONS][PIXELS];
        for (int j = 0; j < OBSERVATIONS; j++) {
            for (int i = 0; i < PIXELS; i++) {
                m_x[j][i] = random.nextInt(40) == 0 ? -random.nextDouble() : random.nextDouble();
                v[j][i] = j % 3 == 0 ? 1 : random.nextInt(5);
            }
        }
        m_data = Cli.npy(m_dir.resolve("x.npy"), m_x);
        m_weights = Cli.npy(m_dir.resolve("v.npy"), v);
        m_csv = Cli.text(m_dir.resolve("x.csv"), csv(m_x, "x"));
        m_csvWeights = Cli.text(m_dir.resolve("v.csv"), csv(v, "v"));
    }

    /** Weights have their rows in the other order, and some empty fields, about which there is a warning. */
    private static String csv(final double[][] rows, final String name) {
        final List<String> lines = new ArrayList<>();
        for (int j = 0; j < rows.length; j++) {
            final String[] fields = Arrays.stream(rows[j]).mapToObj(Double::toString).toArray(String[]::new);
            if (j == 4 && "v".equals(name)) {
                fields[2] = "";
            }
            lines.add((name.equals("v") ? 0 : lines.size()), "observation " + j + "," + String.join(",", fields));
        }
        final StringBuilder head = new StringBuilder("name");
        for (int i = 0; i < PIXELS; i++) {
            head.append(",é").append(i);
        }
        return head + "\n" + String.join("\n", lines) + "\n";
    }

    private Cli fit(final String out, final Object... more) {
        final List<Object> args = new ArrayList<>(List.of("factorise", "--rank", 2, "--iterations", 8, "--restarts", 2,
            "--keep-state", "--verbose", "--out", m_dir.resolve(out)));
        args.addAll(List.of(more));
        final Cli cli = Cli.run(args.toArray());
        assertThat(cli.code()).as(cli.err()).isZero();
        return cli;
    }

    private Cli fitNpy(final String out, final Object... more) {
        final List<Object> args =
            new ArrayList<>(List.of("--data", m_data, "--weights", m_weights, "--cache", m_cache));
        args.addAll(List.of(more));
        return fit(out, args.toArray());
    }

    private static boolean opened(final Cli cli) {
        return cli.err().contains("data were kept");
    }

    private void assertSame(final String one, final String other) throws IOException {
        Cli.assertSameResults(m_dir.resolve(other), m_dir.resolve(one));
    }

    private List<String> kept() throws IOException {
        return Cli.files(m_cache);
    }

    @Test
    public void arraysThatAreOpenedAgainGiveTheSameFiles() throws IOException {
        for (final String precision : new String[]{"float32", "float64"}) {
            fit("held" + precision, "--data", m_data, "--weights", m_weights, "--precision", precision);
            assertThat(opened(fitNpy("kept" + precision, "--keep-cache", "--precision", precision))).isFalse();
            assertThat(opened(fitNpy("again" + precision, "--precision", precision))).isTrue();
            assertThat(opened(fitNpy("more" + precision, "--precision", precision, "--keep-cache"))).isTrue();
            assertSame("held" + precision, "kept" + precision);
            assertSame("held" + precision, "again" + precision);
            assertSame("held" + precision, "more" + precision);
        }
        assertThat(kept()).hasSize(2).allMatch(name -> name.matches("noisynmf-[0-9a-f]{16}\\.strips"));
    }

    @Test
    public void tablesWithNamesAndWarningsGiveTheSameFiles() throws IOException {
        final Object[] reading = {"--data", m_csv, "--weights", m_csvWeights, "--header", "--labels",
            "--negative-values", "clip"};
        fit("held", reading);
        final List<Object> cached = new ArrayList<>(List.of(reading));
        cached.addAll(List.of("--cache", m_cache));
        final List<Object> keeping = new ArrayList<>(cached);
        keeping.add("--keep-cache");
        assertThat(opened(fit("kept", keeping.toArray()))).isFalse();
        final Cli again = fit("again", cached.toArray());
        assertThat(opened(again)).isTrue();
        assertThat(again.err()).contains("warning: 1 value has an empty field");
        assertSame("held", "kept");
        assertSame("held", "again");
    }

    @Test
    public void otherFitsAndProjectionsOpenItToo() throws IOException {
        fitNpy("kept", "--keep-cache");
        assertThat(opened(fitNpy("other", "--seed", 7, "--threads", 1, "--l1-templates", 0.1))).isTrue();
        final Path templates = m_dir.resolve("kept").resolve("templates.npy");
        assertThat(Cli.run("project", "--data", m_data, "--weights", m_weights, "--templates", templates, "--out",
            m_dir.resolve("held")).code()).isZero();
        final Cli projected = Cli.run("project", "--data", m_data, "--weights", m_weights, "--templates", templates,
            "--cache", m_cache, "--verbose", "--out", m_dir.resolve("projected"));
        assertThat(opened(projected)).isTrue();
        assertSame("held", "projected");
    }

    @Test
    public void aTouchedFileIsReadAgain() throws IOException {
        fitNpy("kept", "--keep-cache");
        Files.setLastModifiedTime(m_weights, FileTime.fromMillis(Files.getLastModifiedTime(m_weights).toMillis() + 1));
        assertThat(opened(fitNpy("again"))).isFalse();
    }

    @Test
    public void aFileChangedWithinItsTimesIsReadAgain() throws IOException {
        final FileTime time = Files.getLastModifiedTime(m_data);
        fitNpy("kept", "--keep-cache");
        m_x[3][3] = 17;
        Cli.npy(m_data, m_x);
        Files.setLastModifiedTime(m_data, time);
        assertThat(opened(fitNpy("again"))).isFalse();
        fit("held", "--data", m_data, "--weights", m_weights);
        assertSame("held", "again");
    }

    @Test
    public void otherOptionsForReadingReadAgain() throws IOException {
        fitNpy("kept", "--keep-cache");
        for (final Object[] reading : new Object[][]{{"--negative-values", "clip"}, {"--precision", "float32"},
            {"--weights-are", "inverse-variance"}, {"--missing", "0.5"}, {"--extra-uncertainty", "5"}}) {
            assertThat(opened(fitNpy("again", reading))).as(Arrays.toString(reading)).isFalse();
        }
        assertThat(kept()).hasSize(1);
        assertThat(opened(fitNpy("again"))).isTrue();
    }

    @Test
    public void aDamagedFileIsMadeAnewWithALine() throws IOException {
        fitNpy("kept", "--keep-cache");
        final Path file = m_cache.resolve(kept().get(0));
        final byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        final Cli cut = fitNpy("cut");
        assertThat(cut.err()).contains(file + " is not used, the data are read again: it has " + (bytes.length - 1)
            + " bytes instead of " + bytes.length);
        assertSame("kept", "cut");
        bytes[5000] ^= 1;
        Files.write(file, bytes);
        assertThat(fitNpy("damaged", "--keep-cache").err()).contains("it is damaged");
        assertSame("kept", "damaged");
        assertThat(opened(fitNpy("again"))).isTrue();
        bytes[8]++;
        Files.write(file, bytes);
        assertThat(fitNpy("version").err()).contains("it has version 3 of the format, not 2");
        assertThat(kept()).hasSize(1);
    }

    @Test
    public void aRunThatFailsLeavesNoDraft() throws IOException {
        Cli.text(m_csv, "a,b\n1,2\n1,x\n");
        final Cli cli = Cli.run("factorise", "--data", m_csv, "--header", "--rank", 1, "--cache", m_cache,
            "--keep-cache", "--out", m_dir.resolve("out"));
        assertThat(cli.code()).isEqualTo(2);
        assertThat(m_cache).doesNotExist();
    }

    @Test
    public void keepingNeedsAFolderAndMatricesInFiles() throws IOException {
        final Cli without =
            Cli.run("factorise", "--data", m_data, "--rank", 2, "--keep-cache", "--out", m_dir.resolve("out"));
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).contains("--keep-cache needs --cache");
        final Cli stream = Cli.run("factorise", "--data", "-", "--rank", 2, "--cache", m_cache, "--keep-cache", "--out",
            m_dir.resolve("out"));
        assertThat(stream.code()).isEqualTo(2);
        assertThat(stream.err()).contains("--data reads standard input");
        final Cli spectra = Cli.run("factorise", "--data", m_dir, "--rank", 2, "--cache", m_cache, "--keep-cache",
            "--out", m_dir.resolve("out"));
        assertThat(spectra.code()).isEqualTo(2);
        assertThat(spectra.err()).contains("holds spectra");
        assertThat(m_cache).doesNotExist();
    }
}
