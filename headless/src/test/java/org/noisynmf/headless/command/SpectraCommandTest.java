package org.noisynmf.headless.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.engine.simulate.Quasars;
import org.noisynmf.headless.Cli;
import org.noisynmf.io.fits.FitsOptions;
import org.noisynmf.io.fits.FitsSpectra;
import org.noisynmf.io.fits.FitsSpectraWriter;
import org.noisynmf.io.fits.FitsSpectrum;
import org.noisynmf.io.fits.axis.WavelengthUnit;

/** From FITS files to templates, and from templates to FITS files, with one command each. */
public class SpectraCommandTest {

    private static final double STEP = 1e-3;

    @Rule
    public TemporaryFolder temporary = new TemporaryFolder();

    private Path m_folder;

    private Path m_spectra;

    private Path m_catalogue;

    private Quasars.Spectra m_truth;

    /** Eight spectra, a file each, with redshifts in a catalogue beside them. */
    @Before
    public void writeSpectra() throws IOException {
        m_folder = temporary.getRoot().toPath();
        m_spectra = Files.createDirectory(m_folder.resolve("spectra"));
        m_truth = new Quasars(8, STEP, 0.5, 3, 2, 20, 1e5).simulate(1);
        final Quasars.ObservedSpectra observed = m_truth.observed();
        final StringBuilder catalogue = new StringBuilder("name,magnitude,Redshift\nunknown,18,0.1\n");
        for (int j = 0; j < 8; j++) {
            final String name = "quasar" + j;
            try (FitsSpectraWriter out =
                new FitsSpectraWriter(Files.newOutputStream(m_spectra.resolve(name + ".fits")))) {
                out.begin(FitsSpectraWriter.FLUX, observed.wavelengths().length, 1);
                out.add(observed.flux()[j]);
                out.begin(FitsSpectraWriter.INVERSE_VARIANCE, observed.wavelengths().length, 1);
                out.add(observed.weights()[j]);
                out.wavelengths(observed.wavelengths(), WavelengthUnit.NANOMETRE, null);
            }
            catalogue.append(name + ",19," + m_truth.redshifts()[j] + "\n");
        }
        m_catalogue = Cli.text(m_folder.resolve("z.csv"), catalogue.toString());
    }

    private Cli factorise(final Path out, final Object... further) {
        final List<Object> all =
            new ArrayList<>(List.of("factorise", "--data", m_spectra, "--redshifts", m_catalogue, "--step",
                STEP, "--rank", 2, "--out", out));
        all.addAll(Arrays.asList(further));
        return Cli.run(all.toArray());
    }

    private static List<double[]> fits(final Path file) throws IOException {
        final List<double[]> rows = new ArrayList<>();
        try (FitsSpectra spectra = FitsSpectra.open(file, FitsOptions.DEFAULT)) {
            for (FitsSpectrum next = spectra.next(); next != null; next = spectra.next()) {
                rows.add(next.spectrum().flux());
            }
        }
        return rows;
    }

    @Test
    public void oneCommandGoesFromFilesToTemplatesThatKnowTheirWavelengths() throws IOException {
        final Path out = m_folder.resolve("fit");
        final Cli run = factorise(out, "--format", "npy,csv,fits", "--no-renormalise");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        // the grid begins where the window of the highest redshift does, at a multiple of the step
        final String[] header = Files.readAllLines(out.resolve("templates.csv")).get(0).split(",");
        assertThat(header[0]).isEqualTo("template");
        assertThat(
            Math.log10(Double.parseDouble(header[1]) * (1 + Arrays.stream(m_truth.redshifts()).max().orElseThrow())
                / 360) / STEP)
            .isBetween(-1., 1.);
        final double[][] wavelengths = Cli.rows(out.resolve("wavelengths.npy"));
        assertThat(wavelengths).hasDimensions(header.length - 1, 1);
        assertThat(Double.parseDouble(header[1])).isEqualTo(wavelengths[0][0]);
        assertThat(Files.readAllLines(out.resolve("coefficients.csv")).get(1)).startsWith("quasar0.fits,");
        final String[] first = Files.readAllLines(out.resolve("spectra.csv")).get(1).split(",");
        assertThat(first[0]).isEqualTo("quasar0.fits");
        assertThat(Double.parseDouble(first[1])).isEqualTo(m_truth.redshifts()[0]);

        final List<double[]> templates = fits(out.resolve("templates.fits"));
        final double[][] same = Cli.rows(out.resolve("templates.npy"));
        for (int k = 0; k < 2; k++) {
            assertThat(templates.get(k)).containsExactly(same[k]);
        }
        final Map<String, Object> summary = Cli.json(out.resolve("summary.json"));
        assertThat((List<?>)summary.get("inputs")).hasSize(9);
        assertThat(((Map<?, ?>)summary.get("spectra")).get("unit")).isEqualTo("nm");
        assertThat(((Map<?, ?>)summary.get("spectra")).get("step")).isEqualTo(STEP);
        assertThat(((Map<?, ?>)summary.get("spectra")).get("renormalised")).isEqualTo(false);
        assertThat((Double)summary.get("chi2_per_degree_of_freedom")).as("rebinning correlates neighbours")
            .isBetween(0.3, 1.2);
        final String text = Files.readString(out.resolve("templates.fits"), StandardCharsets.ISO_8859_1);
        assertThat(text).contains("CREATOR = 'noisynmf", "CHI2    =", "HISTORY", "SHA-256", "BUNIT   = 'nm");
    }

    @Test
    public void spectraAreProjectedOntoTheGridOfTheTemplates() throws IOException {
        final Path fit = m_folder.resolve("fit");
        factorise(fit, "--format", "npy,csv,fits", "--no-renormalise");
        for (final String templates : new String[]{"templates.fits", "templates.csv"}) {
            final Path out = m_folder.resolve("projected-" + templates);
            final Cli run = Cli.run("project", "--data", m_spectra.resolve("quasar3.fits"), "--redshifts", m_catalogue,
                "--templates", fit.resolve(templates), "--header", "--labels", "--no-renormalise", "--covariances",
                "--format", "npy,csv,fits", "--out", out);
            assertThat(run.err()).isEmpty();
            assertThat(run.code()).isZero();
            final double[] found = Cli.rows(out.resolve("coefficients.npy"))[0];
            final double[] before = Cli.rows(fit.resolve("coefficients.npy"))[3];
            for (int k = 0; k < 2; k++) {
                // the fit stopped at a relative change of 1e-6, which leaves this much to the exact minimum
                assertThat(found[k]).isCloseTo(before[k], withinPercentage(1));
            }
            assertThat(Files.readString(out.resolve("coefficients.fits"), StandardCharsets.ISO_8859_1))
                .contains("Template 0 (standard error)", "quasar3.fits");
        }
    }

    @Test
    public void spectraWithoutARedshiftAreNamedOrLeftOut() throws IOException {
        Files.writeString(m_catalogue, "quasar1,0.7\nquasar2,1.5\nquasar4,2\n");
        final Path out = m_folder.resolve("fit");
        final Cli refused = factorise(out);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("Spectrum \"quasar0.fits\": the redshift is missing");
        final Cli left = factorise(out, "--leave-out");
        assertThat(left.code()).isZero();
        assertThat(left.err()).contains("5 of 8 spectra could not be aligned");
        assertThat(Cli.rows(out.resolve("coefficients.npy"))).hasDimensions(3, 2);
        Files.writeString(m_catalogue, "quasar1,0.7\nquasar1,0.8\n");
        assertThat(factorise(out).err()).contains("\"quasar1\" has the numbers 0.7 and 0.8");
        Files.writeString(m_catalogue, "quasar1,0.7\nquasar2,high\n");
        assertThat(factorise(out).err()).contains("line 2 (from 1): \"high\" is not a number");
    }

    @Test
    public void whatBelongsToMatricesIsRefusedForSpectra() throws IOException {
        final Path out = m_folder.resolve("fit");
        assertThat(factorise(out, "--weights", m_catalogue).err()).contains("--weights belongs to matrices");
        assertThat(factorise(out, "--range", "100").err()).contains("--range takes two wavelengths");
        assertThat(factorise(out, "--wavelength-unit", "furlong").err()).contains("not a known unit of wavelength");
        assertThat(factorise(out, "--mask", "some").err())
            .contains("--mask some is neither \"any\" nor a whole number");
        final Path bare = Cli.npy(m_folder.resolve("w.npy"), new double[]{1, 2}, new double[]{2, 1});
        assertThat(Cli.run("project", "--data", m_spectra, "--templates", bare, "--out", out).err())
            .contains("does not give the wavelengths of its templates");
    }

    @Test
    public void templatesThatAreUnknownSomewhereAreProjectedOnto() throws IOException {
        final Path x =
            Cli.npy(m_folder.resolve("x.npy"), new double[]{1, Double.NaN, 3}, new double[]{2, Double.NaN, 1});
        final Path fit = m_folder.resolve("fit");
        Cli.run("factorise", "--data", x, "--rank", 1, "--out", fit);
        final Cli run = Cli.run("project", "--data", x, "--templates", fit.resolve("templates.npy"), "--out",
            m_folder.resolve("projected"));
        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("1 pixel of the templates is unknown");
    }
}
