package org.noisynmf.knime.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.noisynmf.knime.Nodes.refusedAtConfigure;
import static org.noisynmf.knime.Nodes.refusedAtExecute;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.spectraReader;
import static org.noisynmf.knime.Nodes.spectraWriter;
import static org.noisynmf.knime.Nodes.table;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.numbers;
import static org.noisynmf.knime.Tables.vectors;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.noisynmf.io.fits.FitsOptions;
import org.noisynmf.io.fits.FitsSpectra;
import org.noisynmf.io.fits.FitsSpectrum;
import org.noisynmf.io.fits.axis.Medium;
import org.noisynmf.io.fits.axis.WavelengthUnit;
import org.noisynmf.knime.Tables;
import org.noisynmf.knime.table.spectra.PixelWavelengths;
import org.noisynmf.knime.table.spectra.WavelengthMeaning;
import org.noisynmf.standin.NodeHost;

import nom.tam.fits.BasicHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.Header;

/** What the writer of spectra leaves in a file and what it refuses. */
public class SpectraWriterTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path m_file;

    @Before
    public void nameFile() {
        m_file = folder.getRoot().toPath().resolve("a.fits");
    }

    private NodeHost named(final NodeHost writer, final String... options) throws Exception {
        return with(with(writer, "location", m_file.toString(), "String"), options);
    }

    private NodeHost vector(final NodeHost writer) throws Exception {
        return named(writer, "form", "VECTOR", "String", "vectorColumn", "Pixels", "String");
    }

    private static BufferedDataTable wavelengths(final double... wavelengths) {
        final double[][] rows = Arrays.stream(wavelengths).mapToObj(w -> new double[]{w}).toArray(double[][]::new);
        return Tables.table(new DataTableSpec(new String[]{"Wavelength"}, new DataType[]{DoubleCell.TYPE}),
            c -> {
                for (int i = 0; i < rows.length; i++) {
                    c.addRowToTable(new DefaultRow("Row" + i, rows[i]));
                }
            });
    }

    private List<FitsSpectrum> read() throws Exception {
        try (FitsSpectra spectra = FitsSpectra.open(m_file, FitsOptions.DEFAULT)) {
            final List<FitsSpectrum> all = new ArrayList<>();
            for (FitsSpectrum next = spectra.next(); next != null; next = spectra.next()) {
                all.add(next);
            }
            return all;
        }
    }

    @Test
    public void spectraWithWeightsAndWavelengthsComeBack() throws Exception {
        run(vector(spectraWriter(true, true)), vectors(new double[]{1, Double.NaN, 3}, new double[]{4, 5, 6}),
            vectors(new double[]{7, Double.NaN, 9}, new double[]{1, 2, 3}), wavelengths(100, 101, 102.5));
        final List<FitsSpectrum> read = read();
        assertThat(read).hasSize(2);
        assertThat(read.get(0).spectrum().flux()).containsExactly(1, Double.NaN, 3);
        assertThat(read.get(0).spectrum().weights()).containsExactly(7, 0, 9);
        assertThat(read.get(1).spectrum().wavelengths()).containsExactly(100, 101, 102.5);
        assertThat(table(run(with(spectraReader(), "location", m_file.toString(), "String")), 0).size()).isEqualTo(2);
        try (var files = Files.list(folder.getRoot().toPath())) {
            assertThat(files).as("no draft is left behind").containsExactly(m_file);
        }
    }

    @Test
    public void namesOfColumnsAreWavelengthsWhereTheyAreNumbers() throws Exception {
        final DataTableSpec spec =
            new DataTableSpec(new String[]{"500.5", "501.5"}, new DataType[]{DoubleCell.TYPE, DoubleCell.TYPE});
        run(named(spectraWriter(false, false)),
            Tables.table(spec, c -> c.addRowToTable(new DefaultRow("Template 0", 1, 2))));
        assertThat(read().get(0).spectrum().wavelengths()).containsExactly(500.5, 501.5);
        assertThat(read().get(0).spectrum().weights()).isNull();
    }

    @Test
    public void namesThatWereRoundedBringAWarningAndEqualStepsDoNot() throws Exception {
        for (final String[] names : new String[][]{{"500.5", "501.7", "503.1"}, {"500", "502", "504"},
            {"500.123456789", "501.234567891", "503.345678912"}}) {
            final DataTableSpec spec =
                new DataTableSpec(names, new DataType[]{DoubleCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE});
            final NodeHost writer = named(spectraWriter(false, false), "overwrite", "true", "boolean");
            run(writer, Tables.table(spec, c -> c.addRowToTable(new DefaultRow("Template 0", 1, 2, 3))));
            assertThat(writer.warning().isPresent()).as(String.join(", ", names)).isEqualTo(names[0].equals("500.5"));
        }
    }

    @Test
    public void digitsThatNamesHaveLostComeFromTheirColumns() throws Exception {
        final double[] exact = {500.51234567890123, 501.71234567890123};
        final DataTableSpec names =
            new DataTableSpec(new String[]{"500.5", "501.7"}, new DataType[]{DoubleCell.TYPE, DoubleCell.TYPE});
        final NodeHost writer = named(spectraWriter(false, false));
        run(writer, Tables.table(PixelWavelengths.in(names, exact),
            c -> c.addRowToTable(new DefaultRow("Template 0", 1, 2))));
        assertThat(read().get(0).spectrum().wavelengths()).containsExactly(exact);
        assertThat(writer.warning()).isEmpty();
        final NodeHost without = vector(spectraWriter(false, false));
        run(with(without, "overwrite", "true", "boolean"), vectors(new double[]{1, 2}));
        assertThat(without.warning()).hasValueSatisfying(w -> assertThat(w).contains("has no wavelengths"));
    }

    @Test
    public void unitAndMediumOfTheTableAreWritten() throws Exception {
        final BufferedDataTable bare = wavelengths(5000.123456789012, 5001.98765432101);
        final DataTableSpec spec =
            new WavelengthMeaning(WavelengthUnit.NANOMETRE, Medium.VACUUM).in(bare.getDataTableSpec(), 0);
        final BufferedDataTable table = Tables.table(spec, c -> bare.forEach(c::addRowToTable));
        run(named(spectraWriter(false, true)), numbers(new double[]{1, 2}), table);
        final FitsSpectrum read = read().get(0);
        assertThat(read.spectrum().wavelengths()).containsExactly(5000.123456789012, 5001.98765432101);
        assertThat(read.unit()).isEqualTo(WavelengthUnit.NANOMETRE);
        assertThat(read.medium()).isEqualTo(Medium.VACUUM);
    }

    private NodeHost redrock(final NodeHost writer, final String... options) throws Exception {
        return with(named(writer, "format", "REDROCK", "String", "redrockType", "QSO", "String", "redrockSubtype",
            "HIZ", "String", "redrockVersion", "2.0", "String", "igm", "INOUE14", "String", "overwrite", "true",
            "boolean"), options);
    }

    private static BufferedDataTable grid(final WavelengthMeaning meaning, final double... wavelengths) {
        final BufferedDataTable bare = wavelengths(wavelengths);
        return Tables.table(meaning.in(bare.getDataTableSpec(), 0), c -> bare.forEach(c::addRowToTable));
    }

    /** The rules of redrock.templates.Template, by the library instead of by our own reader. */
    @Test
    public void templatesForRedrockAreWhatItReads() throws Exception {
        final double[] nanometres = new double[3];
        Arrays.setAll(nanometres, i -> Math.pow(10, 2 + 1e-4 * i));
        run(redrock(spectraWriter(false, true), "redshifts", "true", "boolean", "lowestRedshift", "2", "double",
            "highestRedshift", "2.01", "double", "redshiftStep", "1e-3", "double"),
            numbers(new double[]{1, 2, 3}, new double[]{4, 5, 6}),
            grid(new WavelengthMeaning(WavelengthUnit.NANOMETRE, Medium.VACUUM), nanometres));
        try (Fits fits = new Fits(m_file.toFile())) {
            final BasicHDU<?> templates = fits.getHDU("BASIS_VECTORS");
            final Header header = templates.getHeader();
            assertThat(header.getStringValue("RRTYPE")).isEqualTo("QSO");
            assertThat(header.getStringValue("RRSUBTYP")).isEqualTo("HIZ");
            assertThat(header.getStringValue("RRMETHOD")).isEqualTo("NMF");
            assertThat(header.getStringValue("RRIGM")).isEqualTo("Inoue14");
            assertThat(header.getStringValue("VERSION")).isEqualTo("2.0");
            assertThat(header.getIntValue("LOGLAM")).isEqualTo(1);
            for (int i = 0; i < 3; i++) {
                assertThat(Math.pow(10, header.getDoubleValue("CRVAL1") + header.getDoubleValue("CDELT1") * i))
                    .as("in Ångström").isCloseTo(10 * nanometres[i], within(1e-9));
            }
            assertThat((double[][])templates.getKernel()).isDeepEqualTo(new double[][]{{1, 2, 3}, {4, 5, 6}});
            final double[] redshifts = (double[])fits.getHDU("REDSHIFTS").getKernel();
            assertThat(redshifts).hasSize(2);
            assertThat(redshifts[1]).isCloseTo(3 * Math.pow(10, 1e-3) - 1, within(1e-12));
        }
        final List<FitsSpectrum> read = read();
        assertThat(read).hasSize(2);
        assertThat(read.get(1).spectrum().flux()).containsExactly(4, 5, 6);
        assertThat(read.get(1).spectrum().wavelengths()[2]).isCloseTo(10 * nanometres[2], within(1e-9));
        assertThat(read.get(1).unit()).isEqualTo(WavelengthUnit.ANGSTROM);
    }

    @Test
    public void linearGridsGoToRedrockTooAndOthersAreRefused() throws Exception {
        final WavelengthMeaning vacuum = new WavelengthMeaning(WavelengthUnit.ANGSTROM, Medium.VACUUM);
        run(redrock(spectraWriter(false, true)), numbers(new double[]{1, 2, 3}), grid(vacuum, 5000, 5002, 5004));
        try (Fits fits = new Fits(m_file.toFile())) {
            final Header header = fits.getHDU("BASIS_VECTORS").getHeader();
            assertThat(header.getIntValue("LOGLAM")).isZero();
            assertThat(header.getDoubleValue("CRVAL1")).isEqualTo(5000);
            assertThat(header.getDoubleValue("CDELT1")).isEqualTo(2);
            assertThat(fits.getHDU("REDSHIFTS")).isNull();
        }
        refusedAtExecute(redrock(spectraWriter(false, true)), numbers(new double[]{1, 2, 3}),
            grid(vacuum, 5000, 5002, 5009)).hasMessageContaining("equal steps");
        refusedAtExecute(redrock(spectraWriter(false, true)), numbers(new double[]{1, 2, 3}),
            grid(new WavelengthMeaning(null, Medium.AIR), 5000, 5002, 5004)).hasMessageContaining("in air");
        refusedAtExecute(redrock(spectraWriter(false, true)), numbers(new double[]{1, Double.NaN, 3}),
            grid(vacuum, 5000, 5002, 5004)).hasMessageContaining("5002.0").hasMessageContaining("Trim");
        refusedAtExecute(redrock(spectraWriter(false, false)), numbers(new double[]{1, 2, 3}))
            .hasMessageContaining("need wavelengths");
        refusedAtExecute(redrock(spectraWriter(true, false)), numbers(new double[]{1, 2, 3}),
            numbers(new double[]{1, 2, 3})).hasMessageContaining("no inverse variances");
        refusedAtConfigure(redrock(spectraWriter(false, false), "redshifts", "true", "boolean", "highestRedshift",
            "-2", "double"), numbers(new double[]{1, 2, 3})).hasMessageContaining("The redshifts are 0.0 to -2.0");
        assertThatThrownBy(() -> redrock(spectraWriter(false, false), "redrockVersion", "é", "String"))
            .hasMessageContaining("ASCII");
    }

    @Test
    public void wavelengthsGoWithoutWeightsAndTheOtherWayRound() throws Exception {
        run(named(spectraWriter(false, true)), numbers(new double[]{1, 2}), wavelengths(3, 4));
        assertThat(read().get(0).spectrum().wavelengths()).containsExactly(3, 4);
        run(named(spectraWriter(true, false), "overwrite", "true", "boolean"), numbers(new double[]{1, 2}),
            numbers(new double[]{5, 6}));
        assertThat(Files.size(m_file)).isPositive();
    }

    @Test
    public void fileIsReplacedOnlyIfAsked() throws Exception {
        Files.writeString(m_file, "precious");
        refusedAtConfigure(named(spectraWriter(false, false)), numbers(new double[]{1, 2}))
            .hasMessageContaining("a.fits").hasMessageContaining("exists");
        assertThat(m_file).hasContent("precious");
        run(named(spectraWriter(false, false), "overwrite", "true", "boolean"), numbers(new double[]{1, 2}));
        assertThat(Files.size(m_file) % 2880).isZero();
    }

    @Test
    public void whoMayReadOtherFilesMayReadThis() throws Exception {
        Assume.assumeTrue("no permissions of POSIX",
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        run(named(spectraWriter(false, false)), numbers(new double[]{1, 2}));
        final Path other = Files.createFile(folder.getRoot().toPath().resolve("other"));
        assertThat(Files.getPosixFilePermissions(m_file)).isEqualTo(Files.getPosixFilePermissions(other));
    }

    @Test
    public void workflowUrlLeadsToTheFile() throws Exception {
        Files.createDirectories(folder.getRoot().toPath().resolve("data"));
        final NodeHost writer =
            with(spectraWriter(false, false), "location", "knime://knime.workflow/data/x.fits", "String");
        writer.setWorkflowDirectory(folder.getRoot().toPath());
        run(writer, numbers(new double[]{1, 2}));
        assertThat(folder.getRoot().toPath().resolve("data/x.fits")).isNotEmptyFile();
    }

    @Test
    public void placesThatAreNoneAreRefused() throws Exception {
        refusedAtConfigure(spectraWriter(false, false), numbers(new double[]{1})).hasMessageContaining("No file");
        refusedAtConfigure(with(spectraWriter(false, false), "location", folder.getRoot().toString(), "String"),
            numbers(new double[]{1})).hasMessageContaining("is a folder");
        refusedAtConfigure(with(spectraWriter(false, false), "location", m_file + "/no/x.fits", "String"),
            numbers(new double[]{1})).hasMessageContaining("does not exist");
        refusedAtConfigure(with(spectraWriter(false, false), "location", "https://localhost/x.fits", "String"),
            numbers(new double[]{1})).hasMessageContaining("not on this machine");
    }

    @Test
    public void tablesThatDoNotFitAreRefusedAndLeaveNothing() throws Exception {
        refusedAtExecute(named(spectraWriter(false, false)), numbers()).hasMessageContaining("no rows");
        refusedAtExecute(vector(spectraWriter(false, false)), vectors(new double[]{1, 2}, new double[]{1}))
            .hasMessageContaining("\"Row1\"").hasMessageContaining("the same length");
        refusedAtExecute(named(spectraWriter(false, true)), numbers(new double[]{1, 2}), wavelengths(1, 2, 3))
            .hasMessageContaining("3 wavelengths").hasMessageContaining("2 pixels");
        refusedAtExecute(named(spectraWriter(true, false)), numbers(new double[]{1, 2}),
            numbers(new double[]{1, 2}, new double[]{1, 2})).hasMessageContaining("has 2 rows");
        refusedAtExecute(named(spectraWriter(true, false)), numbers(List.of("a"), new double[]{1, 2}),
            numbers(List.of("b"), new double[]{1, 2})).hasMessageContaining("\"b\"").hasMessageContaining("same order");
        refusedAtConfigure(named(spectraWriter(true, true)), numbers(new double[]{1, 2}), numbers(new double[]{1, 2}),
            numbers(new double[]{1, 2})).hasMessageContaining("\"Wavelength\"");
        refusedAtConfigure(named(spectraWriter(true, false)), numbers(new double[]{1, 2, 3}),
            numbers(new double[]{1, 2})).hasMessageContaining("inverse variances").hasMessageContaining("\"Pixel 2\"");
        try (var files = Files.list(folder.getRoot().toPath())) {
            assertThat(files).isEmpty();
        }
    }
}
