package org.noisynmf.headless.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noisynmf.headless.MainTest.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.headless.Cli;

/** Names of rows and columns are a contract on the command line: the order of a file does not matter. */
public class NamedFilesCommandTest {

    private static final int[] ORDER = {0, 1, 2, 3, 4, 5};

    private static final int[] OTHER_ROWS = {4, 2, 0, 5, 1, 3};

    private static final int[] OTHER_COLUMNS = {5, 4, 3, 2, 1, 0};

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final double[][] m_x = new double[6][6];

    private final double[][] m_sigma = new double[6][6];

    private Path m_dir;

    private Path m_data;

    @Before
    public void writeData() throws IOException {
        m_dir = folder.getRoot().toPath();
        final Random random = new Random(11);
        for (int j = 0; j < 6; j++) {
            for (int i = 0; i < 6; i++) {
                m_x[j][i] = (1 + random.nextDouble()) * Math.pow(10, i - 3);
                m_sigma[j][i] = 0.05 * (1 + random.nextDouble()) * Math.pow(10, i - 3);
            }
        }
        m_data = csv("x.csv", m_x, ORDER, ORDER);
    }

    private Path csv(final String file, final double[][] values, final int[] rows, final int[] columns)
        throws IOException {
        final StringBuilder text = new StringBuilder("id");
        Arrays.stream(columns).forEach(i -> text.append(",channel").append(i));
        for (final int j : rows) {
            text.append("\nday").append(j);
            Arrays.stream(columns).forEach(i -> text.append(',').append(values[j][i]));
        }
        return Cli.text(m_dir.resolve(file), text.append('\n').toString());
    }

    private Path factorise(final String out, final Object... more) {
        final List<Object> arguments = new ArrayList<>(List.of("factorise", "--data", m_data, "--header",
            "--labels", "--rank", 2, "--iterations", 20, "--tolerance", 0, "--out", m_dir.resolve(out)));
        arguments.addAll(Arrays.asList(more));
        final Cli cli = Cli.run(arguments.toArray());
        assertThat(cli.code()).as(cli.err()).isZero();
        return m_dir.resolve(out);
    }

    private static void assertSameBits(final Path one, final Path other) throws IOException {
        for (final String file : new String[]{"templates.npy", "coefficients.npy"}) {
            assertThat(Files.readAllBytes(other.resolve(file))).isEqualTo(Files.readAllBytes(one.resolve(file)));
        }
        assertThat(Cli.json(other.resolve("summary.json"))).containsEntry("chi2",
            Cli.json(one.resolve("summary.json")).get("chi2"));
    }

    @Test
    public void reorderedWeightsGiveTheSameBits() throws IOException {
        final Path ordered = factorise("a", "--weights-are", "standard-deviation", "--weights",
            csv("s.csv", m_sigma, ORDER, ORDER));
        assertSameBits(ordered, factorise("b", "--weights-are", "standard-deviation", "--weights",
            csv("t.csv", m_sigma, OTHER_ROWS, OTHER_COLUMNS)));
    }

    @Test
    public void reorderedShiftsGiveTheSameBits() throws IOException {
        assertSameBits(factorise("a", "--algorithm", "shift", "--shift", csv("y.csv", m_sigma, ORDER, ORDER)),
            factorise("b", "--algorithm", "shift", "--shift", csv("z.csv", m_sigma, OTHER_ROWS, OTHER_COLUMNS)));
    }

    @Test
    public void reorderedStartsAndTemplatesGiveTheSameBits() throws IOException {
        final String w = "id,channel0,channel1,channel2,channel3,channel4,channel5\nA,1,2,3,4,5,6\nB,6,1,5,2,4,3\n";
        final String v = "id,channel5,channel4,channel3,channel2,channel1,channel0\nA,6,5,4,3,2,1\nB,3,4,2,5,1,6\n";
        final String h = "id,A,B\nday0,1,2\nday1,2,3\nday2,3,4\nday3,4,5\nday4,5,6\nday5,6,7\n";
        final String g = "id,B,A\nday5,7,6\nday4,6,5\nday3,5,4\nday2,4,3\nday1,3,2\nday0,2,1\n";
        final Path one = Cli.text(m_dir.resolve("w.csv"), w);
        final Path other = Cli.text(m_dir.resolve("v.csv"), v);
        assertSameBits(
            factorise("a", "--templates", one, "--coefficients", Cli.text(m_dir.resolve("h.csv"), h)),
            factorise("b", "--templates", other, "--coefficients", Cli.text(m_dir.resolve("g.csv"), g)));

        for (final Path templates : List.of(one, other)) {
            assertThat(Cli.run("project", "--data", m_data, "--header", "--labels", "--templates", templates, "--out",
                m_dir.resolve("p-" + templates.getFileName())).code()).isZero();
        }
        assertThat(Files.readAllBytes(m_dir.resolve("p-v.csv/coefficients.npy")))
            .isEqualTo(Files.readAllBytes(m_dir.resolve("p-w.csv/coefficients.npy")));
    }

    @Test
    public void reorderedWeightsOfRowsAndPenaltiesGiveTheSameBits() throws IOException {
        final Path a = factorise("a", "--algorithm", "murnmf", "--observation-weights",
            Cli.text(m_dir.resolve("r.csv"), "id,r\nday0,1\nday1,2\nday2,3\nday3,4\nday4,5\nday5,6\n"),
            "--quadratic-templates", "0.1,-," + pixelMatrix("q.csv", ORDER));
        assertSameBits(a, factorise("b", "--algorithm", "murnmf", "--observation-weights",
            Cli.text(m_dir.resolve("s.csv"), "id,r\nday5,6\nday1,2\nday2,3\nday3,4\nday4,5\nday0,1\n"),
            "--quadratic-templates", "0.1,-," + pixelMatrix("t.csv", OTHER_COLUMNS)));
    }

    /** 1 / (1 + i + j) for the names channel i and channel j. */
    private Path pixelMatrix(final String file, final int[] order) throws IOException {
        final StringBuilder text = new StringBuilder("id");
        Arrays.stream(order).forEach(i -> text.append(",channel").append(i));
        for (final int j : order) {
            text.append("\nchannel").append(j);
            Arrays.stream(order).forEach(i -> text.append(',').append(1.0 / (1 + i + j)));
        }
        return Cli.text(m_dir.resolve(file), text.append('\n').toString());
    }

    @Test
    public void nameOnOneSideAloneIsRefused() throws IOException {
        final Path s = csv("s.csv", m_sigma, new int[]{0, 1, 2, 3, 4}, ORDER);
        final Cli cli = Cli.run("factorise", "--data", m_data, "--header", "--labels", "--rank", 1, "--weights", s,
            "--out", m_dir.resolve("out"));
        refused(cli, "lacks 1 of the 6 observations", "\"day5\"");
    }

    @Test
    public void namesOfUncertaintiesWithoutAKindAreWarnedOf() throws IOException {
        final Path unc = csv("unc.csv", m_sigma, ORDER, ORDER);
        final Cli cli = Cli.run("factorise", "--data", m_data, "--header", "--labels", "--rank", 1, "--weights", unc,
            "--out", m_dir.resolve("out"));
        assertThat(cli.code()).isZero();
        assertThat(cli.err()).startsWith("warning: weights in ").contains("unc.csv read as inverse variances",
            "median |x|·√v = ");
        assertThat(Cli.json(m_dir.resolve("out/summary.json")).get("warnings").toString())
            .contains("read as inverse variances");
    }
}
