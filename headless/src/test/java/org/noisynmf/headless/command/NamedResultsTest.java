package org.noisynmf.headless.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.headless.Cli;

/** Results as people open them. */
public class NamedResultsTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path m_dir;

    private Path m_x;

    @Before
    public void writeData() throws IOException {
        m_dir = folder.getRoot().toPath();
        m_x = Cli.text(m_dir.resolve("x.csv"), "day,Pb,=1+1,-5\nMon,1,2,3\nTue,2,4,6\nWed,,,\n+Thu,0,1,1\n");
    }

    private Cli factorise(final Object... more) {
        final Object[] args = {"factorise", "--data", m_x, "--header", "--labels", "--rank", 2, "--out",
            m_dir.resolve("fit")};
        final Object[] all = java.util.Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return Cli.run(all);
    }

    private List<String> lines(final String file) throws IOException {
        return Files.readAllLines(m_dir.resolve("fit").resolve(file));
    }

    @Test
    public void rowsAndColumnsHaveTheirNamesAndFormulasAreEscaped() throws IOException {
        assertThat(factorise().code()).isZero();
        // −5 is a number, and shown as one
        assertThat(lines("templates.csv").get(0)).isEqualTo("template,Pb,'=1+1,-5");
        assertThat(lines("templates.csv").get(2)).startsWith("Template 1,");
        assertThat(lines("coefficients.csv").get(0)).isEqualTo("observation,Template 0,Template 1");
        assertThat(lines("coefficients.csv").get(3)).as("never observed").isEqualTo("Wed,,");
        assertThat(lines("coefficients.csv").get(4)).startsWith("'+Thu,");
        assertThat(lines("chi2.csv").get(0))
            .isEqualTo("observation,chi2,observed_entries,share_of_degrees_of_freedom,label");
        assertThat(lines("chi2.csv").get(3)).isEqualTo("2,NaN,0,NaN,Wed");
        assertThat(factorise("--no-escape-formulas").code()).isZero();
        assertThat(lines("templates.csv").get(0)).isEqualTo("template,Pb,=1+1,-5");
    }

    @Test
    public void csvHoldsTheBitsOfNpy() throws IOException {
        factorise("--observations", "rows");
        final double[][] w = Cli.rows(m_dir.resolve("fit/templates.npy"));
        for (int k = 0; k < 2; k++) {
            final String[] fields = lines("templates.csv").get(k + 1).split(",");
            for (int i = 0; i < 3; i++) {
                assertThat(Double.parseDouble(fields[i + 1])).isEqualTo(w[k][i]);
            }
        }
    }

    @Test
    public void columnsLieTheOtherWay() throws IOException {
        factorise("--observations", "columns");
        assertThat(lines("templates.csv").get(0)).isEqualTo("pixel,Template 0,Template 1");
        assertThat(lines("coefficients.csv").get(0)).startsWith("template,Pb,");
    }

    @Test
    public void formatsThatWereNotAskedForAreNotWritten() throws IOException {
        factorise("--format", "csv");
        assertThat(Cli.files(m_dir.resolve("fit"))).containsExactly("chi2.csv", "coefficients.csv", "pixels.csv",
            "starts.csv", "summary.json", "templates.csv", "trace.csv");
    }

    @Test
    public void reportIsAPageAndPictures() throws IOException {
        assertThat(factorise("--report").code()).isZero();
        assertThat(Cli.files(m_dir.resolve("fit"))).contains("report.html", "templates.png", "templates.svg",
            "convergence.png", "convergence.svg");
        final String page = Files.readString(m_dir.resolve("fit/report.html"));
        assertThat(page.contains("\"title\":\"x.csv\"")).as("the data's file").isTrue();
        assertThat(page.contains("=1+1")).as("names of pixels").isTrue();
        assertThat(m_dir.resolve("fit/templates.svg")).content().contains("<svg");
    }

    @Test
    public void standardErrorsStandBesideTheCoefficients() throws IOException {
        factorise();
        final Cli cli = Cli.run("project", "--data", m_x, "--header", "--labels", "--templates",
            m_dir.resolve("fit/templates.npy"), "--covariances", "--out", m_dir.resolve("projected"));
        assertThat(cli.code()).as(cli.err()).isZero();
        final List<String> rows = Files.readAllLines(m_dir.resolve("projected/coefficients.csv"));
        assertThat(rows.get(0)).isEqualTo("observation,Template 0,Template 1,Template 0 (standard error),"
            + "Template 1 (standard error),Template 0 (signed estimate),Template 1 (signed estimate)");
        final double[] covariances = Cli.rows(m_dir.resolve("projected/covariances.npy"))[0];
        final String[] monday = rows.get(1).split(",", -1);
        for (int k = 0; k < 2; k++) {
            final double variance = covariances[2 * k];
            if (Double.isNaN(variance)) {
                // held at 0, with an error and an estimate all the same
                assertThat(Double.parseDouble(monday[3 + k])).isPositive();
                assertThat(Double.parseDouble(monday[5 + k])).isNotPositive();
            } else {
                assertThat(Double.parseDouble(monday[3 + k])).isCloseTo(Math.sqrt(variance), within(1e-15));
            }
        }
    }

    @Test
    public void summaryHasBothDegreesOfFreedomAndTheInputs() throws IOException {
        factorise();
        final Map<String, Object> summary = Cli.json(m_dir.resolve("fit/summary.json"));
        // 9 entries − 2 (3 observations with weight + 3 pixels − 2)
        assertThat(summary).containsEntry("degrees_of_freedom_nominal", 1)
            .containsEntry("observations_without_weight", 1)
            .containsKeys("degrees_of_freedom", "chi2_per_degree_of_freedom", "java", "version");
        assertThat((List<?>)summary.get("inputs")).hasSize(1).first().asString().contains("--data", "x.csv", "sha256");
    }

    @Test
    public void changedResultsAreRefusedWhereTheyAreReadBack() throws IOException {
        factorise();
        Cli.npy(m_dir.resolve("fit/templates.npy"), new double[]{1, 2, 3}, new double[]{1, 0, 0});
        final Cli cli = Cli.run("project", "--data", m_x, "--header", "--labels", "--templates",
            m_dir.resolve("fit/templates.npy"), "--out", m_dir.resolve("projected"));
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err()).contains("templates.npy is not the file that summary.json beside it describes");
        assertThat(m_dir.resolve("projected")).doesNotExist();
    }
}
