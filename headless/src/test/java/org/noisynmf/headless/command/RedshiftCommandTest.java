package org.noisynmf.headless.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.engine.simulate.Quasars;
import org.noisynmf.headless.Cli;
import org.noisynmf.io.fits.FitsSpectraWriter;
import org.noisynmf.io.fits.RedrockTemplates;
import org.noisynmf.io.fits.axis.WavelengthUnit;

/** Redshifts of simulated quasars on the command line, from FITS files and from matrices. */
public class RedshiftCommandTest {

    private static final int COUNT = 12;

    @Rule
    public TemporaryFolder temporary = new TemporaryFolder();

    private Path m_folder;

    private Path m_spectra;

    private Path m_templates;

    private Path m_catalogue;

    private Quasars.Spectra m_truth;

    @Before
    public void writeSpectra() throws IOException {
        m_folder = temporary.getRoot().toPath();
        m_truth = new Quasars(COUNT, 1e-3, 0, 3, 3, 4, 1e5).simulate(2);
        final Quasars.ObservedSpectra observed = m_truth.observed();
        m_spectra = m_folder.resolve("spectra.fits");
        try (FitsSpectraWriter out = new FitsSpectraWriter(Files.newOutputStream(m_spectra))) {
            out.begin(FitsSpectraWriter.FLUX, observed.wavelengths().length, COUNT);
            for (final double[] flux : observed.flux()) {
                out.add(flux);
            }
            out.begin(FitsSpectraWriter.INVERSE_VARIANCE, observed.wavelengths().length, COUNT);
            for (final double[] weights : observed.weights()) {
                out.add(weights);
            }
            out.wavelengths(observed.wavelengths(), WavelengthUnit.NANOMETRE, null);
        }
        final StringBuilder templates = new StringBuilder("template," + joined(m_truth.wavelengths()) + "\n");
        for (int k = 0; k < 3; k++) {
            templates.append("T" + k + "," + joined(m_truth.simulation().templates()[k]) + "\n");
        }
        m_templates = Cli.text(m_folder.resolve("templates.csv"), templates.toString());
        final StringBuilder catalogue = new StringBuilder();
        for (int j = 0; j < COUNT; j++) {
            catalogue.append("spectra.fits [" + j + "]," + m_truth.redshifts()[j] + "\n");
        }
        m_catalogue = Cli.text(m_folder.resolve("z.csv"), catalogue.toString());
    }

    private static String joined(final double[] numbers) {
        return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(","));
    }

    @Test
    public void redshiftsComeWithErrorsCoefficientsAndDoubts() throws IOException {
        final Path out = m_folder.resolve("out");
        final Cli run = Cli.run("redshift", "--data", m_spectra, "--redshifts", m_catalogue, "--templates", m_templates,
            "--header", "--labels", "--highest", 3, "--step", 1e-3, "--plots", 1, "--out", out);
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains(COUNT + " of " + COUNT + " redshifts within 0.003 (1 + z) of those given");
        assertThat(Cli.files(out)).containsExactly("chi2.npy", "grid.npy", "minima.csv", "redshift-0.png",
            "redshift-0.svg",
            "redshifts.csv", "summary.json");
        final List<String> rows = Files.readAllLines(out.resolve("redshifts.csv"));
        assertThat(rows.get(0)).isEqualTo("observation,redshift_given,redshift,redshift_error,chi2,delta_chi2,"
            + "degrees_of_freedom,gain,coverage,warnings,T0,T1,T2,T0 (standard error),T1 (standard error),"
            + "T2 (standard error)");
        assertThat(rows).hasSize(COUNT + 1);
        final String[] first = rows.get(1).split(",");
        assertThat(Double.parseDouble(first[4]) / Double.parseDouble(first[6])).as("χ² per degree of freedom")
            .isBetween(0.7, 1.3);
        assertThat(Files.readAllLines(out.resolve("minima.csv")).size()).isBetween(COUNT + 2, 3 * COUNT + 1);
        final double[][] chi2 = Cli.rows(out.resolve("chi2.npy"));
        assertThat(chi2).hasDimensions(COUNT, Cli.rows(out.resolve("grid.npy")).length);
        final Map<String, Object> summary = Cli.json(out.resolve("summary.json"));
        assertThat(summary.get("redshifts_as_given")).isEqualTo(COUNT);
        assertThat((List<?>)summary.get("inputs")).hasSize(3);
    }

    @Test
    public void matrixWithWavelengthsGivesTheSame() throws IOException {
        final Quasars.ObservedSpectra observed = m_truth.observed();
        final Path x = Cli.npy(m_folder.resolve("x.npy"), observed.flux());
        final Path v = Cli.npy(m_folder.resolve("v.npy"), observed.weights());
        final Path w = Cli.npy(m_folder.resolve("w.npy"), m_truth.simulation().templates());
        final Path rest = Cli.npy(m_folder.resolve("rest.npy"), m_truth.wavelengths());
        final Path wavelengths = Cli.npy(m_folder.resolve("wavelengths.npy"), observed.wavelengths());
        final Path out = m_folder.resolve("matrix");
        final Path fits = m_folder.resolve("fits");
        assertThat(Cli.run("redshift", "--data", x, "--weights", v, "--templates", w, "--template-wavelengths", rest,
            "--data-wavelengths", wavelengths, "--highest", 3, "--step", 1e-3, "--continuum", 2, "--out", out).code())
            .isZero();
        assertThat(
            Cli.run("redshift", "--data", m_spectra, "--templates", m_templates, "--header", "--labels", "--highest", 3,
                "--step", 1e-3, "--continuum", 2, "--out", fits).code())
            .isZero();
        final double[][] here = Cli.rows(out.resolve("chi2.npy"));
        final double[][] there = Cli.rows(fits.resolve("chi2.npy"));
        double worst = 0;
        for (int j = 0; j < COUNT; j++) {
            for (int i = 0; i < here[j].length; i++) {
                worst = Math.max(worst, Math.abs(here[j][i] / there[j][i] - 1));
            }
        }
        // powers of two between the two ways in, and sums of 444 terms
        assertThat(worst).isLessThan(1e-12);
    }

    @Test
    public void templatesOfRedrockAreReadInTheirUnit() throws IOException {
        final Path redrock = m_folder.resolve("rrtemplate-qso.fits");
        final double[] angstrom = Arrays.stream(m_truth.wavelengths()).map(l -> 10 * l).toArray();
        final RedrockTemplates form = new RedrockTemplates("QSO", "", "1", "None", null);
        try (FitsSpectraWriter out = new FitsSpectraWriter(Files.newOutputStream(redrock))) {
            form.begin(out, angstrom, 3);
            for (final double[] template : m_truth.simulation().templates()) {
                out.add(template);
            }
            form.end(out);
        }
        // spectra in nm
        final Cli run = Cli.run("redshift", "--data", m_spectra, "--redshifts", m_catalogue, "--templates", redrock,
            "--highest", 3, "--step", 1e-3, "--out", m_folder.resolve("out"));
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains(COUNT + " of " + COUNT + " redshifts within 0.003 (1 + z) of those given");
    }

    @Test
    public void catalogueMayBeginWithAMarkAndMustNameSpectra() throws IOException {
        final Path one =
            Cli.text(m_folder.resolve("one.csv"), "\uFEFFspectra.fits [0]," + m_truth.redshifts()[0] + "\n");
        final Path none = Cli.text(m_folder.resolve("none.csv"), "spectra [100],1\n");
        final Path out = m_folder.resolve("out");
        final Cli named = Cli.run("redshift", "--data", m_spectra, "--redshifts", one, "--templates", m_templates,
            "--header", "--labels", "--highest", 3, "--step", 1e-3, "--out", out);
        assertThat(named.out()).contains("1 of 1 redshifts within");
        final Cli unnamed = Cli.run("redshift", "--data", m_spectra, "--redshifts", none, "--templates", m_templates,
            "--header", "--labels", "--highest", 3, "--step", 1e-3, "--out", out);
        assertThat(unnamed.code()).isZero();
        assertThat(unnamed.err()).contains("No redshift in the file --redshifts", "\"spectra.fits [0]\"");
    }

    @Test
    public void whatIsMissingIsNamed() throws IOException {
        final Path w = Cli.npy(m_folder.resolve("w.npy"), m_truth.simulation().templates());
        final Path out = m_folder.resolve("out");
        assertThat(Cli.run("redshift", "--data", m_spectra, "--templates", w, "--out", out).err())
            .contains("does not give the wavelengths of its pixels; give them with --template-wavelengths");
        final Cli twice =
            Cli.run("redshift", "--data", m_spectra, "--weights", w, "--templates", m_templates, "--header",
                "--labels", "--out", out);
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.err()).contains("--weights, --data-wavelengths and --observations columns belong to matrices");
        assertThat(
            Cli.run("redshift", "--data", m_spectra, "--templates", m_templates, "--plots", -1, "--out", out).err())
            .contains("--plots is -1, but must be 0 or more");
        assertThat(Cli.run("redshift", "--data", m_spectra, "--weights-are", "background-variance", "--templates",
            m_templates, "--out", out).err()).contains("give the whole variances");
        assertThat(out).doesNotExist();
        final Path few = Cli.npy(m_folder.resolve("few.npy"), new double[]{1, 2, 3});
        assertThat(
            Cli.run("redshift", "--data", m_spectra, "--templates", w, "--template-wavelengths", few, "--out", out)
                .err())
            .contains("holds 3 wavelengths");
        assertThat(
            Cli.run("redshift", "--data", m_spectra, "--templates", m_templates, "--header", "--labels", "--step", 0,
                "--out", out).err())
            .contains("The step of log₁₀(1 + z) is 0.0");
    }
}
