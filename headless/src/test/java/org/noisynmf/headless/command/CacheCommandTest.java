package org.noisynmf.headless.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Data held in a file give the files of results that data in memory give, with every command, and nothing stays of them. */
public class CacheCommandTest {

    private static final int OBSERVATIONS = 60;

    private static final int PIXELS = 40;

    @Rule
    public final TemporaryFolder m_folder = new TemporaryFolder();

    private Path m_dir;

    private Path m_data;

    private Path m_weights;

    private Path m_cache;

    private Path m_templates;

    /** Two templates in noise; later observations are brighter, so that the first one's unit is not that of all. */
    @Before
    public void writeData() throws IOException {
        m_dir = m_folder.getRoot().toPath();
        m_cache = m_dir.resolve("cache");
        final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(5L);
        final double[][] x = new double[OBSERVATIONS][PIXELS];
        final double[][] v = new double[OBSERVATIONS][PIXELS];
        for (int j = 0; j < OBSERVATIONS; j++) {
            final double first = random.nextDouble();
            for (int i = 0; i < PIXELS; i++) {
                x[j][i] = random.nextInt(7) == 0 ? Double.NaN
                    : (1 + j) * (first * i + (1 - first) * (PIXELS - i) + random.nextDouble());
                v[j][i] = Double.isNaN(x[j][i]) ? Double.NaN : j % 3 == 0 ? 1 : 0.5 + random.nextDouble();
            }
        }
        m_data = Cli.npy(m_dir.resolve("x.npy"), x);
        m_weights = Cli.npy(m_dir.resolve("v.npy"), v);
        final double[][] w = new double[2][PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            // of one pixel nothing is known
            w[0][i] = i == 7 ? Double.NaN : i;
            w[1][i] = i == 7 ? Double.NaN : PIXELS - i;
        }
        m_templates = Cli.npy(m_dir.resolve("w.npy"), w);
    }

    private Cli run(final String command, final String out, final Object... more) {
        final List<Object> args =
            new ArrayList<>(List.of(command, "--data", m_data, "--weights", m_weights, "--verbose",
                "--out", m_dir.resolve(out)));
        args.addAll(List.of(more));
        return Cli.run(args.toArray());
    }

    private Cli succeeded(final Cli cli) {
        assertThat(cli.code()).as(cli.err()).isZero();
        return cli;
    }

    /** With inverse variances, and with weights that are made anew from the model. */
    private void sameResults(final String command, final Object... more) throws IOException {
        for (final Object[] kind : new Object[][]{{"inverse-variance"}, {"background-variance", "--gain", 0.3}}) {
            final List<Object> args = new ArrayList<>(List.of(more));
            args.add("--weights-are");
            args.addAll(Arrays.asList(kind));
            final String held = command + "-held-" + kind[0];
            final String stored = command + "-stored-" + kind[0];
            assertThat(succeeded(run(command, held, args.toArray())).err()).doesNotContain("data are held in");
            args.addAll(List.of("--cache", m_cache));
            assertThat(succeeded(run(command, stored, args.toArray())).err())
                .contains("data are held in " + m_cache);
            Cli.assertSameResults(m_dir.resolve(stored), m_dir.resolve(held));
            assertThat(m_cache).doesNotExist();
        }
    }

    @Test
    public void factorisationsAreTheSame() throws IOException {
        sameResults("factorise", "--rank", 2, "--iterations", 20, "--keep-state", "--uniqueness");
    }

    @Test
    public void projectionsAreTheSame() throws IOException {
        sameResults("project", "--templates", m_templates, "--covariances");
    }

    @Test
    public void searchesForTheNumberOfTemplatesAreTheSame() throws IOException {
        sameResults("rank", "--to", 2, "--folds", 2, "--masks", 2, "--starts", 1);
    }

    @Test
    public void posteriorsAreTheSame() throws IOException {
        sameResults("posterior", "--rank", 2, "--sweeps", 20, "--draws", 10, "--keep-state", "--quantiles");
    }

    @Test
    public void errorsAreTheSameByEveryMethod() throws IOException {
        sameResults("errors", "--rank", 2, "--method", "bootstrap", "--samples", 3, "--block", 2);
        sameResults("errors", "--rank", 2, "--method", "displacement", "--pixels", "1,20");
        sameResults("errors", "--rank", 2, "--method", "jackknife", "--groups", 3);
        sameResults("errors", "--rank", 2, "--method", "posterior", "--sweeps", 20);
    }

    @Test
    public void aKeptFileServesEveryCommandAndStaysAlone() throws IOException {
        succeeded(run("factorise", "fit", "--rank", 2, "--iterations", 5, "--cache", m_cache, "--keep-cache"));
        final List<String> kept = Cli.files(m_cache);
        assertThat(kept).hasSize(1);
        for (final Object[] command : new Object[][]{{"rank", "--to", 2, "--folds", 0, "--masks", 2, "--starts", 1},
            {"posterior", "--from", m_dir.resolve("fit"), "--sweeps", 20, "--noise-scale", "free", "--chains", 1,
                "--draws", 10},
            {"errors", "--from", m_dir.resolve("fit"), "--method", "jackknife", "--groups", 2},
            {"project", "--templates", m_templates}}) {
            final List<Object> more = new ArrayList<>(Arrays.asList(command).subList(1, command.length));
            more.addAll(List.of("--cache", m_cache));
            assertThat(succeeded(run((String)command[0], (String)command[0], more.toArray())).err())
                .contains("data were kept, and are held, in " + m_cache);
            assertThat(Cli.files(m_cache)).isEqualTo(kept);
        }
    }

    @Test
    public void commandsThatAreRefusedLeaveNoFolder() throws IOException {
        final Path narrow = Cli.npy(m_dir.resolve("narrow.npy"), new double[]{1, 2, 3}, new double[]{3, 2, 1});
        for (final Object[] command : new Object[][]{{"factorise", "--rank", 2, "--shift", m_dir.resolve("none.npy")},
            {"project", "--templates", narrow}, {"rank", "--to", 99}, {"posterior", "--templates", narrow},
            {"errors", "--rank", 2, "--method", "bootstrap", "--block", 99}}) {
            final List<Object> more = new ArrayList<>(Arrays.asList(command).subList(1, command.length));
            more.addAll(List.of("--cache", m_cache));
            final Cli cli = run((String)command[0], "refused", more.toArray());
            assertThat(cli.code()).as(command[0] + ": " + cli.err()).isEqualTo(2);
            assertThat(m_cache).doesNotExist();
        }
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
