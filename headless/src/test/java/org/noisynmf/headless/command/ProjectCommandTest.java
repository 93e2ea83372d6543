package org.noisynmf.headless.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.noisynmf.headless.MainTest.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.headless.Cli;

public class ProjectCommandTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path m_dir;

    private Path m_w;

    private Path m_out;

    @Before
    public void writeTemplates() throws IOException {
        m_dir = folder.getRoot().toPath();
        m_w = Cli.npy(m_dir.resolve("w.npy"), new double[]{1, 0, 0}, new double[]{0, 1, 1});
        m_out = m_dir.resolve("out");
    }

    @Test
    public void coefficientsAreTheMinimumOverNonNegativeOnes() throws IOException {
        final Path x = Cli.text(m_dir.resolve("x.csv"), "a,3,1,2\nb,-1,4,4\nc,,,\n");
        final Cli cli = Cli.run("project", "--data", x, "--labels", "--templates", m_w, "--reconstruction",
            "--covariances", "--out", m_out);
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(Cli.files(m_out)).containsExactly("chi2.csv", "coefficients-sd.npy", "coefficients-signed.npy",
            "coefficients.csv", "coefficients.npy",
            "covariances.npy",
            "reconstruction.npy", "summary.json");
        final double[][] h = Cli.rows(m_out.resolve("coefficients.npy"));
        // (3, 1.5) by hand: the second template's coefficient is the mean of 1 and 2; all sums are exact in binary
        assertThat(h[0]).containsExactly(new double[]{3, 1.5}, within(1e-14));
        assertThat(h[1]).containsExactly(new double[]{0, 4}, within(1e-14));
        assertThat(h[2]).containsOnly(Double.NaN);
        assertThat(Cli.rows(m_out.resolve("reconstruction.npy"))[0])
            .containsExactly(new double[]{3, 1.5, 1.5}, within(1e-14));
        // 1/1 for the first, 1/(1 + 1) for the second, no correlation
        assertThat(Cli.rows(m_out.resolve("covariances.npy"))[0])
            .containsExactly(new double[]{1, 0, 0.5}, within(1e-14));
        // alone, the first coefficient of row b would be -1; its template has weight 1
        assertThat(Cli.rows(m_out.resolve("coefficients-signed.npy"))[1]).containsExactly(new double[]{-1, 4},
            within(1e-14));
        assertThat(Cli.rows(m_out.resolve("coefficients-sd.npy"))[1]).containsExactly(
            new double[]{1, Math.sqrt(0.5)}, within(1e-14));
        final List<String> chi2 = Files.readAllLines(m_out.resolve("chi2.csv"));
        assertThat(chi2.get(0)).isEqualTo("observation,chi2,degrees_of_freedom,label");
        assertThat(Double.parseDouble(chi2.get(1).split(",")[1])).isEqualTo(0.5, within(1e-14));
        assertThat(chi2.get(1)).startsWith("0,").endsWith(",1,a");
        assertThat(chi2.get(3)).startsWith("2,NaN,");
        assertThat(Cli.json(m_out.resolve("summary.json"))).containsEntry("observations_without_weight", 1)
            .containsEntry("missing_entries", 3);
    }

    @Test
    public void drawsOfTheTemplatesAddTheirShareToTheErrors() throws IOException {
        final Path x = Cli.npy(m_dir.resolve("x.npy"), new double[]{6, 0, 0});
        // the first template as two draws at ±10 % of its inverse, the second known
        final Path draws = Cli.npy(m_dir.resolve("draws.npy"), new double[]{1 / 1.1, 0, 0}, new double[]{0, 1, 1},
            new double[]{1 / 0.9, 0, 0}, new double[]{0, 1, 1});
        final Cli cli =
            Cli.run("project", "--data", x, "--templates", m_w, "--template-draws", draws, "--out", m_out);
        assertThat(cli.code()).as(cli.err()).isZero();
        final double share = 0.6 * Math.sqrt(2);
        assertThat(Cli.rows(m_out.resolve("coefficients-template-sd.npy"))[0])
            .containsExactly(new double[]{share, 0}, within(1e-14));
        assertThat(Cli.rows(m_out.resolve("coefficients-total-sd.npy"))[0])
            .containsExactly(new double[]{Math.hypot(1, share), Math.sqrt(0.5)}, within(1e-14));
        assertThat(Files.readAllLines(m_out.resolve("coefficients.csv")).get(0))
            .endsWith("Template 0 (total error),Template 1 (total error),Template 0 (error from templates),"
                + "Template 1 (error from templates)");
        refused(Cli.run("project", "--data", x, "--templates", m_w, "--template-jackknife", x, "--out", m_out),
            "holds 1 vectors of 3 pixels, but sets of 2 templates of 3 pixels are needed");
        refused(Cli.run("project", "--data", x, "--templates", m_w, "--template-jackknife", draws, "--template-draws",
            draws, "--out", m_out), "not both");
    }

    @Test
    public void columnsGiveTheSame() throws IOException {
        final Path x = Cli.npy(m_dir.resolve("x.npy"), new double[]{3, -1}, new double[]{1, 4}, new double[]{2, 4});
        final Path w = Cli.npy(m_dir.resolve("wt.npy"), new double[]{1, 0}, new double[]{0, 1}, new double[]{0, 1});
        assertThat(
            Cli.run("project", "--data", x, "--observations", "columns", "--templates", w, "--out", m_out).code())
            .isZero();
        assertThat(Cli.rows(m_out.resolve("coefficients.npy"))).hasDimensions(2, 2);
        assertThat(Cli.rows(m_out.resolve("coefficients.npy"))[1]).containsExactly(new double[]{1.5, 4}, within(1e-14));
        assertThat(Files.readAllLines(m_out.resolve("chi2.csv"))).hasSize(3).first()
            .isEqualTo("observation,chi2,degrees_of_freedom");
    }

    @Test
    public void whatDoesNotFitIsRefused() throws IOException {
        final Path x = Cli.npy(m_dir.resolve("x.npy"), new double[]{3, 1, 2, 4});
        refused(Cli.run("project", "--data", x, "--templates", m_w, "--out", m_out), "w.npy", "3 pixels", "4");
        final Path negative = Cli.npy(m_dir.resolve("negative.npy"), new double[]{1, -2, 3, 4});
        refused(Cli.run("project", "--data", x, "--templates", negative, "--out", m_out), "negative.npy",
            "row 0, column 1", "-2.0");
        refused(Cli.run("project", "--data", x, "--out", m_out), "--templates");
        refused(Cli.run("project", "--data", x, "--templates", x, "--device", "none", "--out", m_out), "none");
        assertThat(m_out).doesNotExist();
    }

    @Test
    public void summaryNamesTheDeviceThatDidTheWork() throws IOException {
        final Path x = Cli.npy(m_dir.resolve("x.npy"), new double[]{3, 1, 2}, new double[]{-1, 4, 4});
        final Object[] device = {"--data", x, "--templates", m_w, "--out", m_out, "--device"};
        assertThat(Cli.run(with(device, "cpu")).code()).isZero();
        assertThat(Cli.json(m_out.resolve("summary.json"))).containsEntry("device", "CPU");
        final Cli automatic = Cli.run(with(device, "auto"));
        assertThat(automatic.code()).as(automatic.err()).isZero();
        final String used = (String)Cli.json(m_out.resolve("summary.json")).get("device");
        assertThat(used).satisfiesAnyOf(name -> assertThat(name).startsWith("OpenCL device"), name -> {
            assertThat(name).isEqualTo("CPU");
            assertThat(automatic.err()).contains("warning: ", "the CPU does the work");
        });
        final Cli absent = Cli.run(with(device, 9999));
        // 2 where OpenCL lists other devices, 1 where it cannot be loaded at all
        assertThat(absent.code()).isIn(1, 2);
        assertThat(absent.err()).contains("OpenCL");
        if (Cli.run("devices").out().startsWith("0: ")) {
            final Cli first = Cli.run(with(device, 0));
            assertThat(first.code()).as(first.err()).isZero();
            assertThat((String)Cli.json(m_out.resolve("summary.json")).get("device")).startsWith("OpenCL device 0, ");
            // (3, 1.5) and (0, 4) by hand; single precision holds these sums, too
            assertThat(Cli.rows(m_out.resolve("coefficients.npy"))[0])
                .containsExactly(new double[]{3, 1.5}, within(1e-6));
            assertThat(Cli.rows(m_out.resolve("coefficients.npy"))[1])
                .containsExactly(new double[]{0, 4}, within(1e-6));
        } else {
            assertThat(System.getenv("CI")).as("a device for tests is missing").isNotEqualTo("true");
            System.out.println("NOT TESTED: OpenCL, since there is no device");
        }
    }

    private static Object[] with(final Object[] options, final Object device) {
        return Stream.of(Stream.of("project"), Stream.of(options), Stream.of(device)).flatMap(o -> o).toArray();
    }
}
