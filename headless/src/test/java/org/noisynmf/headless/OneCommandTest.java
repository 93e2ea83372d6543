package org.noisynmf.headless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.engine.simulate.Quasars;
import org.noisynmf.io.fits.FitsSpectraWriter;
import org.noisynmf.io.fits.axis.WavelengthUnit;

/**
 * What people come for, with one command each: from an astronomer's FITS files, from the concentrations and uncertainties of an
 * environmental scientist, and from anybody's CSV file to pictures, tables with names, and χ² per degree of freedom.
 */
public class OneCommandTest {

    @Rule
    public TemporaryFolder temporary = new TemporaryFolder();

    private Path m_out;

    /** One command. */
    private Map<String, Object> walk(final Object... words) throws IOException {
        m_out = temporary.getRoot().toPath().resolve("out");
        final List<Object> all = new ArrayList<>(List.of("factorise"));
        all.addAll(Arrays.asList(words));
        all.addAll(List.of("--report", "--out", m_out));
        final Cli run = Cli.run(all.toArray());
        assertThat(run.code()).as(run.err()).isZero();
        for (final String picture : new String[]{"templates.png", "templates.svg", "convergence.png", "report.html"}) {
            assertThat(m_out.resolve(picture)).isNotEmptyFile();
        }
        final Map<String, Object> summary = Cli.json(m_out.resolve("summary.json"));
        assertThat((Double)summary.get("chi2_per_degree_of_freedom")).isPositive().isFinite();
        assertThat(summary).containsKeys("version", "inputs", "settings");
        return summary;
    }

    private List<CSVRecord> table(final String file) throws IOException {
        try (var reader = Files.newBufferedReader(m_out.resolve(file))) {
            return CSVFormat.DEFAULT.parse(reader).getRecords();
        }
    }

    /** The folder beside the repository where it is there. */
    private static Path shared(final String name) {
        return Path.of(System.getProperty("noisynmf.shared", "../shared")).resolve("data").resolve(name);
    }

    @Test
    public void astronomerGoesFromFitsFilesToTemplates() throws IOException {
        final Path simulated = Files.createDirectory(temporary.getRoot().toPath().resolve("spectra"));
        final Quasars.Spectra truth = new Quasars(6, 2e-3, 0.5, 1.5, 2, 10, 1e4).simulate(1);
        final Quasars.ObservedSpectra observed = truth.observed();
        final StringBuilder redshifts = new StringBuilder();
        for (int j = 0; j < 6; j++) {
            try (FitsSpectraWriter out =
                new FitsSpectraWriter(Files.newOutputStream(simulated.resolve("q" + j + ".fits")))) {
                out.begin(FitsSpectraWriter.FLUX, observed.wavelengths().length, 1);
                out.add(observed.flux()[j]);
                out.begin(FitsSpectraWriter.INVERSE_VARIANCE, observed.wavelengths().length, 1);
                out.add(observed.weights()[j]);
                out.wavelengths(observed.wavelengths(), WavelengthUnit.NANOMETRE, null);
            }
            redshifts.append("q" + j + "," + truth.redshifts()[j] + "\n");
        }
        final Path catalogue = Cli.text(temporary.getRoot().toPath().resolve("z.csv"), redshifts.toString());
        walk("--data", simulated, "--redshifts", catalogue, "--step", 2e-3, "--rank", 2, "--format", "npy,csv,fits");
        assertThat(table("coefficients.csv").get(1).get(0)).isEqualTo("q0.fits");
        final List<CSVRecord> templates = table("templates.csv");
        // 360 nm at z = 1.5 to 1000 nm at z = 0.5
        assertThat(Double.parseDouble(templates.get(0).get(1))).isBetween(140., 200.);
        assertThat(m_out.resolve("templates.fits")).isNotEmptyFile();
        assertThat(Files.readString(m_out.resolve("report.html"))).contains("q0.fits");
    }

    @Test
    public void filesOfObservatoriesAreTakenTogether() throws IOException {
        final Path files = shared("fits");
        assumeTrue(files + " is absent", Files.isDirectory(files));
        final Path redshifts = Cli.text(temporary.getRoot().toPath().resolve("z.csv"), "name,z\nUM184_nF,3\n"
            + "SDSSJ220248.31+123656.3,2\n");
        walk("--data", files, "--redshifts", redshifts, "--rest-frame", "--no-renormalise", "--step", 1e-3, "--rank",
            1);
        final List<CSVRecord> coefficients = table("coefficients.csv");
        assertThat(coefficients).hasSize(5);
        assertThat(coefficients.get(2).get(0)).isEqualTo("UM184_nF.fits");
        assertThat(table("spectra.csv").get(2).get(1)).isEqualTo("3.0");
    }

    @Test
    public void environmentalScientistGoesFromConcentrationsToProfiles() throws IOException {
        Path values = shared("real/BatonRouge-con.csv");
        Path uncertainties = shared("real/BatonRouge-unc.csv");
        if (!Files.isRegularFile(values)) {
            final Path folder = temporary.getRoot().toPath();
            values = Cli.text(folder.resolve("con.csv"), concentrations(false));
            uncertainties = Cli.text(folder.resolve("unc.csv"), concentrations(true));
        }
        walk("--data", values, "--weights", uncertainties, "--weights-are", "standard-deviation", "--header",
            "--labels",
            "--rank", 3, "--scale", "sum", "--value-title", "Concentration (µg/m³)");
        assertThat(table("templates.csv").get(0)).contains("Benzene");
        assertThat(table("coefficients.csv").get(1).get(0)).contains("6/1/2005");
        assertThat(Files.readString(m_out.resolve("report.html"))).contains("Benzene", "Concentration (µg/m³)");
    }

    private static String concentrations(final boolean uncertainties) {
        final StringBuilder text = new StringBuilder("Date,Acetylene,Benzene,Toluene,Xylene,Ethane,Propane\n");
        for (int day = 1; day <= 14; day++) {
            text.append("6/" + day + "/2005 6:00");
            for (int i = 0; i < 6; i++) {
                final double value = 1 + (day * (i + 2)) % 7 + (day % 3) * (i % 2);
                text.append(',').append(uncertainties ? 0.05 + 0.1 * value : value);
            }
            text.append('\n');
        }
        return text.toString();
    }

    @Test
    public void anybodyGoesFromACsvFileToPictures() throws IOException {
        final Path table = Cli.text(temporary.getRoot().toPath().resolve("shops.csv"), """
                shop;bread;milk;cheese;wine;beer
                North;12;8;3;1;9
                South;2;1;7;11;1
                East;13;9;4;2;8
                West;3;2;8;12;2
                Harbour;7;5;6;6;5
                """);
        walk("--data", table, "--header", "--labels", "--rank", 2);
        assertThat(table("coefficients.csv").stream().map(r -> r.get(0))).containsExactly("observation", "North",
            "South", "East",
            "West", "Harbour");
        assertThat(table("templates.csv").get(0)).containsExactly("template", "bread", "milk", "cheese", "wine",
            "beer");
    }
}
