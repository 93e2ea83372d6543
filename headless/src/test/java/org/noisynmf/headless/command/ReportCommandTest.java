package org.noisynmf.headless.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.headless.Cli;

/** Page and pictures of a fit that was made before. */
public class ReportCommandTest {

    @Rule
    public TemporaryFolder temporary = new TemporaryFolder();

    private Path m_folder;

    private Path m_data;

    private Path m_fit;

    @Before
    public void fit() throws IOException {
        m_folder = temporary.getRoot().toPath();
        m_data = Cli.text(m_folder.resolve("air.csv"), """
                day,Benzene,Toluene,Xylene
                Monday,2,1,0.5
                Tuesday,4,2.1,1
                Wednesday,1,3,2
                Thursday,2,6.2,4
                """);
        m_fit = m_folder.resolve("fit");
        assertThat(Cli.run("factorise", "--data", m_data, "--header", "--labels", "--rank", 2, "--out", m_fit).code())
            .isZero();
    }

    @Test
    public void pageAndPicturesComeFromTheFilesOfTheFit() throws IOException {
        final Cli run = Cli.run("report", m_fit);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        final Path out = m_fit.resolve("report");
        assertThat(Cli.files(out)).containsExactly("convergence.png", "convergence.svg", "report.html", "summary.json",
            "templates.png", "templates.svg");
        assertThat(Files.readString(out.resolve("report.html"))).contains("Benzene", "Xylene", "Wednesday",
            "Accelerated coordinate descent");
        assertThat(Files.readString(out.resolve("templates.svg"))).contains("Toluene");
        assertThat(Cli.json(m_fit.resolve("summary.json")).get("command")).isEqualTo("factorise");
    }

    @Test
    public void howSureTemplatesAreIsShownAsByTheFitItself() throws IOException {
        final Path sure = m_folder.resolve("sure");
        assertThat(Cli.run("factorise", "--data", m_data, "--header", "--labels", "--rank", 2, "--restarts", 3,
            "--uniqueness", "--report", "--out", sure).code()).isZero();
        assertThat(Cli.run("report", sure).code()).isZero();
        final String then = certainty(sure.resolve("report.html"));
        assertThat(then).contains("\"less\"", "\"cosines\"");
        assertThat(certainty(sure.resolve("report/report.html"))).isEqualTo(then);
        Files.writeString(sure.resolve("uniqueness.csv"), "changed", StandardCharsets.UTF_8);
        assertThat(Cli.run("report", sure).err()).contains("uniqueness.csv is not the file that summary.json");
    }

    private static String certainty(final Path page) throws IOException {
        final String html = Files.readString(page);
        final int from = html.lastIndexOf("\"certainty\":");
        return html.substring(from, html.indexOf("\"valueTitle\"", from));
    }

    @Test
    public void withDataObservationsAreShownAndDrawn() throws IOException {
        final Path out = m_folder.resolve("pictures");
        final Cli run =
            Cli.run("report", m_fit, "--data", m_data, "--header", "--labels", "--plots", 1, "--value-title",
                "Concentration (µg/m³)", "--out", out);
        assertThat(run.code()).isZero();
        assertThat(Cli.files(out)).contains("observation-0.png", "observation-0.svg")
            .doesNotContain("observation-1.png");
        final Path other =
            Cli.text(m_folder.resolve("other.csv"), Files.readString(m_data).replace("Monday", "Sunday"));
        assertThat(Cli.run("report", m_fit, "--data", other, "--header", "--labels", "--out", out).err())
            .contains("lacks 1 of the 4 observations");
    }

    @Test
    public void projectionNeedsItsTemplates() throws IOException {
        final Path projected = m_folder.resolve("projected");
        Cli.run("project", "--data", m_data, "--header", "--labels", "--templates", m_fit.resolve("templates.csv"),
            "--covariances", "--format", "csv", "--out", projected);
        assertThat(Cli.run("report", projected).err()).contains("name them with --templates");
        assertThat(Cli.run("report", projected, "--templates", m_fit.resolve("templates.npy")).code()).isZero();
        assertThat(Files.readString(projected.resolve("report/report.html"))).contains("Exact projection", "Tuesday");
    }

    @Test
    public void whatIsNoFitIsNamed() throws IOException {
        assertThat(Cli.run("report", m_folder).err()).contains("it has no summary.json");
        assertThat(Cli.run("report", m_fit, "--plots", 2).err()).contains("--plots draws observations");
        assertThat(Cli.run("report", m_fit, "--plots", -1).err()).contains("must be 0 or more");
        assertThat(m_fit.resolve("report")).doesNotExist();
        assertThat(Cli.run("report", m_fit, "--out", m_fit).err()).contains("is the folder of the fit");
        Files.writeString(m_fit.resolve("templates.csv"), "changed", StandardCharsets.UTF_8);
        assertThat(Cli.run("report", m_fit).err()).contains("is not the file that summary.json beside it describes");
    }

    @Test
    public void commandsThatDoNotExistAreNoRequestForHelp() {
        for (final List<Object> words : List.<List<Object>>of(List.of("plot"), List.of("plot", "--help"))) {
            final Cli run = Cli.run(words.toArray());
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("there is no command plot; did you mean report?");
        }
        assertThat(Cli.run("fact").err()).contains("did you mean factorise?");
    }
}
