package org.noisynmf.headless.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.noisynmf.headless.MainTest.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.engine.simulate.Doublet;
import org.noisynmf.engine.simulate.NoiseDraw;
import org.noisynmf.engine.simulate.Simulation;
import org.noisynmf.headless.Cli;

/** Errors from files to files; what the engine estimates is tested with it. */
public class ErrorsCommandTest {

    private static final int PIXELS = 30;

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path m_x;

    private Path m_v;

    private Path m_out;

    @Before
    public void writeData() throws IOException {
        final Path dir = folder.getRoot().toPath();
        final Simulation doublet = new Doublet(PIXELS, 25, 40, 0.5, 2, 10, 15, NoiseDraw.SIGMA).simulate(2);
        m_x = Cli.npy(dir.resolve("x.npy"), doublet.x());
        m_v = Cli.npy(dir.resolve("v.npy"), doublet.v());
        m_out = dir.resolve("out");
    }

    private Cli errors(final Object... more) {
        return Cli.run(Stream.concat(Stream.of("errors", "--data", m_x, "--weights", m_v, "--out", m_out),
            Arrays.stream(more)).toArray());
    }

    private double[][] rows(final String name) {
        return Cli.rows(m_out.resolve(name));
    }

    @Test
    public void bootstrapWritesScatterMappingAndDrawsThatProjectTakes() throws IOException {
        final Cli cli = errors("--method", "bootstrap", "--rank", 2, "--samples", 12, "--block", 3);
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(Cli.files(m_out)).contains("errors.csv", "mapping.csv", "template-draws.npy", "templates-sd.npy",
            "templates-quantile-0.975.npy");
        assertThat(rows("templates-sd.npy")).hasDimensions(2, PIXELS);
        final List<String> mapping = Files.readAllLines(m_out.resolve("mapping.csv"));
        assertThat(mapping.get(0)).isEqualTo("fitted,Template 0,Template 1,none");
        assertThat(mapping).hasSize(3);
        final List<String> lines = Files.readAllLines(m_out.resolve("errors.csv"));
        assertThat(lines.get(0)).isEqualTo("template,pixel,value,standard_deviation,quantile_0.025,quantile_0.16,"
            + "quantile_0.5,quantile_0.84,quantile_0.975");
        assertThat(lines).hasSize(1 + 2 * PIXELS);
        assertThat(Cli.json(m_out.resolve("summary.json"))).containsEntry("method", "bootstrap")
            .containsEntry("samples", 12).containsEntry("block", 3).containsKeys("mapped_share", "fit_chi2");
        final Path projected = folder.getRoot().toPath().resolve("projected");
        final Cli project = Cli.run("project", "--data", m_x, "--weights", m_v, "--templates",
            m_out.resolve("templates.npy"), "--template-draws", m_out.resolve("template-draws.npy"), "--out",
            projected);
        assertThat(project.code()).as(project.err()).isZero();
        assertThat(Cli.rows(projected.resolve("coefficients-total-sd.npy"))).hasDimensions(25, 2);
    }

    @Test
    public void displacementWritesIntervalsOfTheWantedPixelsAndSwaps() throws IOException {
        final Cli cli =
            errors("--method", "displacement", "--rank", 2, "--pixels", "12,15", "--levels", "1,4", "-v");
        assertThat(cli.code()).as(cli.err()).isZero();
        final double[][] value = rows("templates.npy");
        for (int k = 0; k < 2; k++) {
            for (final int i : new int[]{12, 15}) {
                assertThat(rows("templates-lower-4.npy")[k][i])
                    .isLessThanOrEqualTo(rows("templates-lower-1.npy")[k][i]);
                assertThat(rows("templates-lower-1.npy")[k][i]).isLessThanOrEqualTo(value[k][i] + 1e-3);
                assertThat(rows("templates-upper-4.npy")[k][i]).isGreaterThan(rows("templates-upper-1.npy")[k][i]);
            }
            assertThat(rows("templates-upper-4.npy")[k][0]).isNaN();
        }
        assertThat(Files.readAllLines(m_out.resolve("swaps.csv"))).hasSize(5).first().isEqualTo("level,template,swaps");
        assertThat(Cli.json(m_out.resolve("summary.json"))).containsKey("largest_drop");
        assertThat(Files.exists(m_out.resolve("template-draws.npy"))).isFalse();
    }

    @Test
    public void jackknifeStartsFromAFit() throws IOException {
        final Path fit = folder.getRoot().toPath().resolve("fit");
        assertThat(Cli.run("factorise", "--data", m_x, "--weights", m_v, "--rank", 2, "--out", fit).code()).isZero();
        final Cli cli = errors("--method", "jackknife", "--from", fit, "--groups", 5);
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(rows("template-jackknife.npy")).hasDimensions(10, PIXELS);
        assertThat(Cli.json(m_out.resolve("summary.json"))).containsEntry("groups", 5);
        for (final double[] template : rows("templates.npy")) {
            assertThat(Arrays.stream(template).sum()).isEqualTo(1, within(1e-12));
        }
    }

    @Test
    public void fitIsMatchedByNameAndChecked() throws IOException {
        final Path dir = folder.getRoot().toPath();
        final Path fit = dir.resolve("fit");
        final Path one = Cli.text(dir.resolve("one.csv"), """
                Pb,-Zn,Fe
                2,1,0.5
                4,2.1,1
                1,0.6,0.2
                2,0.9,0.6
                """);
        final Path other = Cli.text(dir.resolve("other.csv"), """
                Fe,Pb,-Zn
                0.5,2,1
                1,4,2.1
                0.2,1,0.6
                0.6,2,0.9
                """);
        assertThat(Cli.run("factorise", "--data", one, "--header", "--rank", 1, "--out", fit).code()).isZero();
        final Cli cli = Cli.run("errors", "--data", other, "--header", "--method", "jackknife", "--groups", 2, "--from",
            fit, "--freeze", 0, "--out", m_out);
        assertThat(cli.code()).as(cli.err()).isZero();
        final double[] held = Cli.rows(fit.resolve("templates.npy"))[0];
        assertThat(rows("templates.npy")[0]).as("held, in the order of these data").containsExactly(held[2], held[0],
            held[1]);
        final Map<String, Object> summary = Cli.json(m_out.resolve("summary.json"));
        assertThat(summary.get("inputs").toString()).contains("--from", "templates.npy");
        assertThat(summary.get("frozen")).isEqualTo(List.of(0));
        Cli.npy(fit.resolve("templates.npy"), new double[][]{{1, 2, 3}});
        refused(Cli.run("errors", "--data", one, "--header", "--method", "jackknife", "--from", fit, "--out", m_out),
            "templates.npy is not the file that summary.json beside it describes");
        refused(errors("--method", "jackknife", "--from", dir), "is not a folder of results");
    }

    @Test
    public void posteriorIsAMethodToo() throws IOException {
        final Cli cli = errors("--method", "posterior", "--rank", 2, "--sweeps", 40);
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(rows("template-draws.npy")).hasDimensions(2 * 24 * 2, PIXELS);
        final Map<String, Object> summary = Cli.json(m_out.resolve("summary.json"));
        assertThat(summary).containsEntry("method", "posterior");
        final String guide =
            Files.readString(Path.of(System.getProperty("noisynmf.root", "..")).resolve("docs/command-line.md"));
        assertThat(summary.keySet()).filteredOn(key -> !"command".equals(key))
            .allSatisfy(key -> assertThat(guide).contains("`" + key + "`"));
    }

    @Test
    public void whatDoesNotFitIsRefused() {
        refused(errors("--method", "bootstrap"), "--rank is missing");
        refused(errors("--method", "bootstrap", "--rank", 2, "--block", 26), "from 1 to 25");
        refused(errors("--method", "displacement", "--rank", 2, "--levels", "4,1"), "must be increasing");
        refused(errors("--method", "displacement", "--rank", 2, "--pixels", "30"), "the pixels are 0 to 29");
        refused(errors("--method", "guess", "--rank", 2), "bootstrap");
    }
}
