package org.noisynmf.headless.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.headless.Cli;

/** Data held in a file give the files of results that data in memory give. */
public class CacheCommandTest {

    @Rule
    public final TemporaryFolder m_folder = new TemporaryFolder();

    private Path m_dir;

    private Path m_data;

    private Path m_cache;

    @Before
    public void writeData() throws IOException {
        m_dir = m_folder.getRoot().toPath();
        m_cache = m_dir.resolve("cache");
        final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(5L);
        final double[][] x = new double[300][40];
        for (final double[] row : x) {
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextInt(7) == 0 ? Double.NaN : random.nextDouble();
            }
        }
        m_data = Cli.npy(m_dir.resolve("x.npy"), x);
    }

    private void assertSame(final String name) throws IOException {
        assertThat(m_dir.resolve("stored").resolve(name)).hasSameBinaryContentAs(m_dir.resolve("held").resolve(name));
    }

    private static void succeeded(final Cli cli) {
        assertThat(cli.code()).as(cli.err()).isZero();
    }

    @Test
    public void factorisationsAreTheSameAndNothingStays() throws IOException {
        succeeded(
            Cli.run("factorise", "--data", m_data, "--rank", 2, "--iterations", 20, "--keep-state", "--uniqueness",
                "--out", m_dir.resolve("held")));
        final Cli stored = Cli.run("factorise", "--data", m_data, "--rank", 2, "--iterations", 20, "--keep-state",
            "--uniqueness", "--verbose", "--cache", m_cache, "--out", m_dir.resolve("stored"));
        succeeded(stored);
        assertThat(stored.err()).contains("data are held in " + m_cache);
        for (final String name : new String[]{"templates.npy", "coefficients.npy", "chi2.csv", "state.json",
            "uniqueness.csv"}) {
            assertSame(name);
        }
        assertThat(m_cache).doesNotExist();
    }

    @Test
    public void projectionsAreTheSameAndNothingStays() throws IOException {
        final Path templates = m_dir.resolve("fit").resolve("templates.npy");
        succeeded(Cli.run("factorise", "--data", m_data, "--rank", 2, "--iterations", 5, "--out",
            m_dir.resolve("fit")));
        succeeded(Cli.run("project", "--data", m_data, "--templates", templates, "--out",
            m_dir.resolve("held")));
        succeeded(Cli.run("project", "--data", m_data, "--templates", templates, "--cache", m_cache, "--out",
            m_dir.resolve("stored")));
        assertSame("coefficients.npy");
        assertSame("chi2.csv");
        assertThat(m_cache).doesNotExist();
    }

    @Test
    public void refusedDataLeaveNoFolder() {
        assertThat(Cli.run("factorise", "--data", m_dir.resolve("none.npy"), "--rank", 2, "--cache", m_cache, "--out",
            m_dir.resolve("stored")).code()).isEqualTo(2);
        assertThat(m_cache).doesNotExist();
    }

    @Test
    public void weightsOfTheModelNeedTheHeap() throws IOException {
        final double[][] ones = new double[300][40];
        for (final double[] row : ones) {
            Arrays.fill(row, 1);
        }
        final Path file = Cli.npy(m_dir.resolve("ones.npy"), ones);
        final Cli cli = Cli.run("factorise", "--data", file, "--weights", file,
            "--weights-are", "background-variance", "--rank", 2, "--cache", m_cache, "--out", m_dir.resolve("stored"));
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err()).contains("recomputed in memory");
        assertThat(m_cache).doesNotExist();
    }

    @Test
    public void aFolderThatCannotBeMadeIsNamed() throws IOException {
        final Path file = Files.createFile(m_dir.resolve("file"));
        final Cli cli = Cli.run("factorise", "--data", m_data, "--rank", 2, "--cache", file, "--out",
            m_dir.resolve("stored"));
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err()).contains(", the file for the data, cannot be written");
    }
}
