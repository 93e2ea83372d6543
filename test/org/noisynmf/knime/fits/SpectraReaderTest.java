package org.noisynmf.knime.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.noisynmf.knime.Nodes.configure;
import static org.noisynmf.knime.Nodes.refusedAtConfigure;
import static org.noisynmf.knime.Nodes.refusedAtExecute;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.spectraReader;
import static org.noisynmf.knime.Nodes.table;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.ids;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.vector.doublevector.DoubleVectorValue;
import org.knime.core.node.BufferedDataTable;
import org.noisynmf.io.fits.FitsBytes;
import org.noisynmf.io.fits.axis.WavelengthUnit;
import org.noisynmf.knime.table.spectra.WavelengthMeaning;
import org.noisynmf.standin.NodeHost;
import org.noisynmf.testing.SharedData;

/** What the reader of spectra delivers and what it refuses. */
public class SpectraReaderTest {

    private static final String[] AXIS = {"CRVAL1  = 100", "CDELT1  = 2"};

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static NodeHost named(final Object location, final String... options) throws Exception {
        return with(with(spectraReader(), "location", location.toString(), "String"), options);
    }

    private Path write(final String name, final FitsBytes file) throws Exception {
        return file.write(folder.getRoot().toPath(), name);
    }

    private static FitsBytes one(final double first) {
        return FitsBytes.image(new int[]{2}, new double[]{first, 2}, AXIS);
    }

    private static List<DataRow> rows(final BufferedDataTable table) {
        final List<DataRow> rows = new ArrayList<>();
        try (var iterator = table.iterator()) {
            iterator.forEachRemaining(rows::add);
        }
        return rows;
    }

    private static double vector(final DataRow row, final int column, final int position) {
        return ((DoubleVectorValue)row.getCell(column)).getValue(position);
    }

    @Test
    public void spectrumWithAllThatAFileSaysIsOneRow() throws Exception {
        final NodeHost reader = named(write("a.fits", FitsBytes
            .image(new int[]{2}, new double[]{1, 2}, "CRVAL1  = 100", "CDELT1  = 2", "REDSHIFT= 0.5",
                "OBJECT  = 'Q1'")
            .extension("IVAR", new int[]{2}, 3, 4)));
        final DataTableSpec promised = (DataTableSpec)configure(reader)[0];
        final BufferedDataTable table = table(reader.execute(), 0);
        assertThat(table.getDataTableSpec().equalStructure(promised)).isTrue();
        assertThat(promised.getColumnNames()).containsExactly("Wavelength", "Flux", "Inverse variance", "Redshift",
            "Object");
        assertThat(ids(table)).containsExactly("a.fits");
        final DataRow row = rows(table).get(0);
        assertThat(vector(row, 0, 1)).isEqualTo(102);
        assertThat(vector(row, 1, 1)).isEqualTo(2);
        assertThat(vector(row, 2, 1)).isEqualTo(4);
        assertThat(((DoubleValue)row.getCell(3)).getDoubleValue()).isEqualTo(0.5);
        assertThat(row.getCell(4).toString()).isEqualTo("Q1");
    }

    @Test
    public void whatTheFileDoesNotSayIsMissing() throws Exception {
        final DataRow row = rows(table(run(named(write("a.fits", one(1)))), 0)).get(0);
        assertThat(row.stream().map(DataCell::isMissing)).containsExactly(false, false, true, true, true);
    }

    @Test
    public void rowsOfAnImageAreNumbered() throws Exception {
        final Path file = write("many.fits", FitsBytes.image(new int[]{2, 3}, new double[]{1, 2, 3, 4, 5, 6}, AXIS));
        final BufferedDataTable table = table(run(named(file)), 0);
        assertThat(ids(table)).containsExactly("many.fits [0]", "many.fits [1]", "many.fits [2]");
        assertThat(vector(rows(table).get(2), 1, 0)).isEqualTo(5);
    }

    @Test
    public void folderIsReadInTheOrderOfNamesWithErrorsBesideTheirFluxes() throws Exception {
        write("b.fits", one(20));
        write("a_F.fits", one(10));
        write("a_E.fits", one(0.5));
        write("c.FIT", one(30));
        Files.writeString(folder.getRoot().toPath().resolve("notes.txt"), "no spectrum");
        final BufferedDataTable table = table(run(named(folder.getRoot())), 0);
        assertThat(ids(table)).containsExactly("a_F.fits", "b.fits", "c.FIT");
        assertThat(vector(rows(table).get(0), 2, 0)).isEqualTo(4);
    }

    @Test
    public void workflowUrlLeadsToTheFile() throws Exception {
        Files.createDirectories(folder.getRoot().toPath().resolve("data"));
        one(1).write(folder.getRoot().toPath().resolve("data"), "a.fits");
        final NodeHost reader = named("knime://knime.workflow/data");
        reader.setWorkflowDirectory(folder.getRoot().toPath());
        assertThat(ids(table(run(reader), 0))).containsExactly("a.fits");
    }

    @Test
    public void namesAndKindsAreTaken() throws Exception {
        final Path file = write("arms.fits", FitsBytes.empty().extension("B_WAVE", new int[]{2}, 2, 3)
            .extension("B_FLUX", new int[]{2}, 1, 2).extension("B_UNC", new int[]{2}, 4, 5));
        final DataRow row = rows(table(run(named(file, "flux", "B_FLUX", "String", "uncertainty", "B_UNC", "String",
            "wavelengths", "B_WAVE", "String", "kind", "VARIANCE", "String", "scale", "LOG10", "String")), 0)).get(0);
        assertThat(vector(row, 0, 0)).isEqualTo(100);
        assertThat(vector(row, 2, 0)).isEqualTo(0.25);
    }

    @Test
    public void fileOfUncertaintiesIsTaken() throws Exception {
        final Path flux = write("a.fits", one(1));
        final Path errors = write("sigma.fits", one(0.5));
        assertThat(vector(rows(table(run(named(flux, "uncertaintyLocation", errors.toString(), "String")), 0)).get(0),
            2, 0)).isEqualTo(4);
        refusedAtConfigure(named(folder.getRoot(), "uncertaintyLocation", errors.toString(), "String"))
            .hasMessageContaining("is a folder").hasMessageContaining("one file at a time");
    }

    @Test
    public void whatIsNoSpectrumIsNamed() throws Exception {
        refusedAtConfigure(spectraReader()).hasMessageContaining("No file is given");
        refusedAtConfigure(named(folder.getRoot())).hasMessageContaining("has no files that end in .fits");
        refusedAtConfigure(named(folder.getRoot().toPath().resolve("none.fits"))).hasMessageContaining("none.fits")
            .hasMessageContaining("does not exist");
        refusedAtConfigure(named(write("empty.fits", FitsBytes.empty()))).hasMessageContaining("empty.fits")
            .hasMessageContaining("no images and no columns");
        final Path folderOfBoth = folder.newFolder().toPath();
        one(1).write(folderOfBoth, "a.fits");
        FitsBytes.empty().write(folderOfBoth, "b.fits");
        refusedAtExecute(named(folderOfBoth)).hasMessageContaining("b.fits");
    }

    private static FitsBytes inUnit(final String unit, final double first, final double step) {
        return FitsBytes.empty().table(32, 1, new String[]{"WAVE", "2D", "FLUX", "2D"}, out -> {
            for (final double number : new double[]{first, first + step, 1, 2}) {
                out.writeDouble(number);
            }
        }, unit.isEmpty() ? "COMMENT no unit" : "TUNIT1  = '" + unit + "'");
    }

    private static WavelengthMeaning meaning(final BufferedDataTable table) {
        return WavelengthMeaning.of(table.getDataTableSpec().getColumnSpec("Wavelength"));
    }

    @Test
    public void filesOfDifferentUnitsComeInOne() throws Exception {
        write("a.fits", inUnit("Angstrom", 5000, 1));
        write("b.fits", inUnit("nm", 500, 0.1));
        write("c.fits", inUnit("um", 0.5, 0.0001));
        final NodeHost reader = named(folder.getRoot());
        final BufferedDataTable table = table(run(reader), 0);
        for (final DataRow row : rows(table)) {
            assertThat(vector(row, 0, 0)).isEqualTo(5000);
            assertThat(vector(row, 0, 1)).isCloseTo(5001, within(1e-9));
        }
        assertThat(reader.warning()).isEmpty();
        assertThat(meaning(table).unit()).isEqualTo(WavelengthUnit.ANGSTROM);
        final BufferedDataTable metres = table(run(named(folder.getRoot(), "unit", "METRE", "String")), 0);
        assertThat(vector(rows(metres).get(1), 0, 0)).isEqualTo(5e-7);
        assertThat(meaning(metres).unit()).isEqualTo(WavelengthUnit.METRE);
    }

    @Test
    public void filesWithoutAUnitBesideOthersAreCounted() throws Exception {
        write("a.fits", inUnit("", 5000, 1));
        write("b.fits", inUnit("nm", 500, 0.1));
        final NodeHost reader = named(folder.getRoot());
        final BufferedDataTable table = table(run(reader), 0);
        assertThat(vector(rows(table).get(0), 0, 0)).isEqualTo(5000);
        assertThat(reader.warning()).hasValueSatisfying(
            w -> assertThat(w).contains("No unit of wavelength is given for 1 of 2 spectra").contains("nm"));
        assertThat(meaning(table).isEmpty()).isTrue();
    }

    @Test
    public void airAndVacuumTogetherAreTold() throws Exception {
        for (final String medium : new String[]{"air", "vac"}) {
            write(medium + ".fits", FitsBytes.image(new int[]{2}, new double[]{1, 2}, "CRVAL1  = 100", "CDELT1  = 2",
                "AIRORVAC= '" + medium + "'"));
        }
        final NodeHost reader = named(folder.getRoot());
        run(reader);
        assertThat(reader.warning()).hasValueSatisfying(
            w -> assertThat(w).contains("in air for 1 spectra and in vacuum for 1"));
    }

    @Test
    public void redshiftIsTakenFromTheKeywordThatIsNamed() throws Exception {
        final Path file = write("a.fits", FitsBytes.image(new int[]{2}, new double[]{1, 2}, "CRVAL1  = 100",
            "CDELT1  = 2", "Z       = 0.5", "ZSYS    = 0.7"));
        assertThat(((DoubleValue)rows(table(run(named(file, "redshift", "ZSYS", "String")), 0)).get(0).getCell(3))
            .getDoubleValue()).isEqualTo(0.7);
        refusedAtConfigure(named(file, "redshift", "ZPHOT", "String")).hasMessageContaining("\"ZPHOT\"");
    }

    private static FitsBytes masked(final String name, final double... mask) {
        return one(1).extension("IVAR", new int[]{2}, 3, 4).extension(name, new int[]{2}, mask);
    }

    /** The default is what was before there was a choice: masks are not looked at, and nothing is said. */
    @Test
    public void maskIsLeftAloneByDefault() throws Exception {
        final NodeHost reader = named(write("a.fits", masked("MASK", 1, 1)));
        assertThat(vector(rows(table(run(reader), 0)).get(0), 2, 0)).isEqualTo(3);
        assertThat(reader.warning()).isEmpty();
    }

    @Test
    public void maskedPixelsAreCountedInAWarning() throws Exception {
        write("a.fits", masked("MASK", 0, 0));
        write("b.fits", masked("MASK", 0, 6));
        write("c.fits", masked("MASK", 2, 4));
        final NodeHost reader = named(folder.getRoot(), "masked", "NOT_ZERO", "String");
        final List<DataRow> rows = rows(table(run(reader), 0));
        assertThat(vector(rows.get(0), 2, 1)).isEqualTo(4);
        assertThat(vector(rows.get(1), 2, 0)).isEqualTo(3);
        assertThat(vector(rows.get(1), 2, 1)).isZero();
        assertThat(vector(rows.get(1), 1, 1)).as("the flux stays").isEqualTo(2);
        assertThat(reader.warning()).hasValueSatisfying(w -> assertThat(w)
            .contains("removed 3 of 6 measured pixels, in 2 of 3 spectra").contains("without any remaining pixel: 1"));
        final NodeHost bits = named(folder.getRoot(), "masked", "BITS", "String", "maskBits", "2", "long");
        assertThat(vector(rows(table(run(bits), 0)).get(2), 2, 1)).isEqualTo(4);
        assertThat(bits.warning())
            .hasValueSatisfying(w -> assertThat(w).contains("2 of 6 measured pixels").doesNotContain("no pixel"));
        final NodeHost good = named(folder.getRoot(), "masked", "BITS", "String", "maskBits", "1", "long");
        run(good);
        assertThat(good.warning()).isEmpty();
    }

    @Test
    public void maskIsFoundByTheGivenNameAndMissedWhereThereIsNone() throws Exception {
        final Path file = write("a.fits", masked("REJECTED", 0, 1));
        assertThat(vector(rows(table(run(named(file, "masked", "NOT_ZERO", "String", "mask", "rejected", "String")), 0))
            .get(0), 2, 1)).isZero();
        refusedAtConfigure(named(file, "masked", "NOT_ZERO", "String")).hasMessageContaining("a.fits holds no mask")
            .hasMessageContaining("\"REJECTED\"");
        refusedAtConfigure(named(file, "masked", "BITS", "String")).hasMessageContaining("bits of the mask are 0");
    }

    @Test
    public void filesOfFpackInAFolderAreRead() throws Exception {
        write("b.fits", one(20));
        write("a.fits.fz", FitsBytes.empty().heapTable(8, 1, new String[]{"COMPRESSED_DATA", "1PB"}, 16, out -> {
            out.writeInt(16);
            out.writeInt(0);
            out.writeDouble(10);
            out.writeDouble(2);
        }, "ZIMAGE  =                    T", "ZCMPTYPE= 'NOCOMPRESS'", "ZBITPIX = -64", "ZNAXIS  = 1", "ZNAXIS1 = 2",
            "CRVAL1  = 100", "CDELT1  = 2"));
        final BufferedDataTable table = table(run(named(folder.getRoot())), 0);
        assertThat(ids(table)).containsExactly("a.fits.fz", "b.fits");
        assertThat(vector(rows(table).get(0), 1, 0)).isEqualTo(10);
    }

    /** All five files of the folder at once: four spectra, each with its wavelengths and inverse variances. */
    @Test
    public void folderOfManyObservatoriesIsRead() throws Exception {
        final Path file = SharedData.file("fits/popler_sample.fits");
        final BufferedDataTable table = table(run(named(file.getParent())), 0);
        assertThat(ids(table)).containsExactly("SDSSJ220248.31+123656.3.fits", "UM184_nF.fits", "popler_sample.fits",
            "specexample1.fits");
        for (final DataRow row : rows(table)) {
            assertThat(row.getCell(2).isMissing()).as(row.getKey().getString()).isFalse();
        }
        assertThat(vector(rows(table).get(0), 2, 2000)).isCloseTo(9.2018728, within(1e-5));
    }
}
