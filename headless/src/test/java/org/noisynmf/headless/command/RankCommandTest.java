package org.noisynmf.headless.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.engine.simulate.Doublet;
import org.noisynmf.engine.simulate.NoiseDraw;
import org.noisynmf.engine.simulate.Simulation;
import org.noisynmf.headless.Cli;

/** How many templates, and whether they are the only ones, from files to files. */
public class RankCommandTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path m_x;

    private Path m_v;

    private Path m_out;

    private void write() throws IOException {
        final Path dir = folder.getRoot().toPath();
        final Simulation doublet = new Doublet(60, 80, 40, 0.5, 2, 10, 15, NoiseDraw.SIGMA).simulate(2);
        m_x = Cli.npy(dir.resolve("x.npy"), doublet.x());
        m_v = Cli.npy(dir.resolve("v.npy"), doublet.v());
        m_out = dir.resolve("out");
    }

    @Test
    public void theDoubletHasTwoTemplates() throws IOException {
        write();
        final Cli cli = Cli.run("rank", "--data", m_x, "--weights", m_v, "--to", 3, "--masks", 2, "--out", m_out);
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out()).startsWith("2: the 3rd lowers χ² by ");
        assertThat(Cli.json(m_out.resolve("summary.json"))).containsEntry("rank", 2)
            .containsEntry("weights_trusted", true).containsKey("choices");
        final List<String> lines = Files.readAllLines(m_out.resolve("ranks.csv"));
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("rank,chosen,chi2,parameters,");
        assertThat(lines.get(2)).startsWith("2,1,");
        assertThat(lines.get(2).split(",")).hasSameSizeAs(lines.get(0).split(","));
    }

    @Test
    public void mixturesThatFitAsWellAreWarnedOf() throws IOException {
        write();
        final Cli cli = Cli.run("factorise", "--data", m_x, "--weights", m_v, "--rank", 2, "--restarts", 3,
            "--uniqueness", "--out", m_out);
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.err()).containsPattern("warning: Template [01] may contain up to .* at an equally good fit");
        final List<String> lines = Files.readAllLines(m_out.resolve("uniqueness.csv"));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("template,of_template,less,more");
        assertThat((List<?>)Cli.json(m_out.resolve("summary.json")).get("start_objectives")).hasSize(3);
        final List<String> starts = Files.readAllLines(m_out.resolve("starts.csv"));
        assertThat(starts).hasSize(4);
        assertThat(starts.stream().filter(line -> line.endsWith(",1"))).as("one is kept").hasSize(1);
        assertThat(Files.readAllLines(m_out.resolve("pixels.csv"))).as("a line for each pixel and one of names")
            .hasSize(Cli.rows(m_x)[0].length + 1);
    }

    @Test
    public void moreTemplatesThanTheDataCanBearAreRefused() throws IOException {
        write();
        final Cli cli = Cli.run("rank", "--data", m_x, "--to", 41, "--out", m_out);
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err()).contains("The largest number of templates is 41").contains("at most 40");
        assertThat(m_out).doesNotExist();
    }
}
