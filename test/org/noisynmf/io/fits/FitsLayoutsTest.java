package org.noisynmf.io.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.io.WeightKind;
import org.noisynmf.io.fits.axis.Medium;
import org.noisynmf.io.fits.axis.WavelengthScale;
import org.noisynmf.io.fits.axis.WavelengthUnit;
import org.noisynmf.io.fits.file.FitsFormatException;

/** Arrangements of spectra in files, each with what a user may rightly expect of it. */
public class FitsLayoutsTest {

    private static final String[] LINEAR = {"CRVAL1  = 100", "CDELT1  = 2"};

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private List<String> m_notes = List.of();

    private List<FitsSpectrum> read(final FitsBytes file, final FitsOptions options) throws Exception {
        final Path path = file.write(folder.getRoot().toPath(), "a.fits");
        try (FitsSpectra spectra = FitsSpectra.open(path, options)) {
            final List<FitsSpectrum> all = new ArrayList<>();
            for (FitsSpectrum next = spectra.next(); next != null; next = spectra.next()) {
                all.add(next);
            }
            assertThat(all).hasSize(spectra.count());
            m_notes = spectra.notes();
            return all;
        }
    }

    private static FitsOptions flux(final String name) {
        return new FitsOptions(name, "", null, "", WavelengthScale.AUTOMATIC, null);
    }

    private static double[] counted(final int count) {
        final double[] values = new double[count];
        Arrays.setAll(values, i -> i);
        return values;
    }

    /** 2 × 3 places, 4 wavelengths in air; value = place + 6 · wavelength. */
    @Test
    public void cubeIsReadAlongItsAxisOfWavelengths() throws Exception {
        final FitsBytes cube = FitsBytes.empty().unit("XTENSION= 'IMAGE   '", -64, new int[]{2, 3, 4}, out -> {
            for (final double value : counted(24)) {
                out.writeDouble(value);
            }
        }, "PCOUNT  = 0", "GCOUNT  = 1", "EXTNAME = 'DATA'", "CTYPE1  = 'RA---TAN'", "CTYPE2  = 'DEC--TAN'",
            "CTYPE3  = 'AWAV'", "CUNIT3  = 'Angstrom'", "CRVAL3  = 4750.0", "CD3_3   = 1.25", "CRPIX3  = 1.0",
            "CD1_1   = -5.5E-05", "CD2_2   = 5.5E-05", "CRVAL1  = 10.0", "CRVAL2  = 2.0")
            .extension("STAT", new int[]{2, 3, 4}, counted(24));
        assertThat(read(cube, FitsOptions.DEFAULT)).as("without a name, too").hasSize(6);
        final List<FitsSpectrum> read = read(cube, flux("DATA"));
        assertThat(read).hasSize(6);
        for (int place = 0; place < 6; place++) {
            assertThat(read.get(place).spectrum().wavelengths()).containsExactly(4750, 4751.25, 4752.5, 4753.75);
            assertThat(read.get(place).spectrum().flux()).containsExactly(place, place + 6, place + 12, place + 18);
            assertThat(read.get(place).spectrum().weights()[3]).isCloseTo(1.0 / (place + 18), within(1e-15));
        }
        assertThat(read.get(0).medium()).isEqualTo(Medium.AIR);
        assertThat(read.get(0).unit()).isEqualTo(WavelengthUnit.ANGSTROM);
    }

    @Test
    public void secondAxisAndDegenerateAxesAreKnownToo() throws Exception {
        final List<FitsSpectrum> slit = read(FitsBytes.image(new int[]{2, 3}, counted(6), "CTYPE1  = 'OFFSET'",
            "CTYPE2  = 'WAVE'", "CUNIT2  = 'um'", "CRVAL2  = 1.0", "CDELT2  = 0.5"), FitsOptions.DEFAULT);
        assertThat(slit).hasSize(2);
        assertThat(slit.get(1).spectrum().flux()).containsExactly(1, 3, 5);
        assertThat(slit.get(1).spectrum().wavelengths()).containsExactly(1, 1.5, 2);
        final List<FitsSpectrum> radio = read(FitsBytes.image(new int[]{2, 1, 3, 1}, counted(6), "CTYPE1  = 'RA---SIN'",
            "CTYPE2  = 'DEC--SIN'", "CTYPE3  = 'FREQ'", "CTYPE4  = 'STOKES'", "CRVAL1  = 1.0", "CDELT1  = 1.0",
            "CRVAL3  = 1E11", "CDELT3  = 1E9", "CRVAL4  = 1", "CDELT4  = 1"), FitsOptions.DEFAULT);
        assertThat(radio).hasSize(2);
        assertThat(radio.get(0).spectrum().flux()).containsExactly(4, 2, 0);
        assertThat(radio.get(0).spectrum().wavelengths()[2]).isCloseTo(299792458.0 / 1e11 * 1e6, within(1e-9));
    }

    /** A long slit of IRAF, and a cube whose first axis has steps but no type. */
    @Test
    public void axisThatIsSaidToBeSpectralGoesBeforeOneThatIsNot() throws Exception {
        final List<FitsSpectrum> slit = read(FitsBytes.image(new int[]{2, 3}, counted(6), "CTYPE1  = 'LINEAR'",
            "CTYPE2  = 'LINEAR'", "CRVAL1  = 1.0", "CDELT1  = 1.0", "CRVAL2  = 5000.0", "CDELT2  = 10.0",
            "DISPAXIS= 2"), FitsOptions.DEFAULT);
        assertThat(slit).hasSize(2);
        assertThat(slit.get(0).spectrum().wavelengths()).containsExactly(5000, 5010, 5020);
        final List<FitsSpectrum> cube = read(FitsBytes.image(new int[]{2, 1, 3}, counted(6), "CRVAL1  = 1.0",
            "CDELT1  = 1.0", "CUNIT3  = 'nm'", "CRVAL3  = 500.0", "CDELT3  = 1.0"), FitsOptions.DEFAULT);
        assertThat(cube.get(1).spectrum().flux()).containsExactly(1, 3, 5);
    }

    @Test
    public void cubeWithoutSpectralAxisIsRefused() {
        assertThatThrownBy(() -> read(FitsBytes.image(new int[]{2, 3, 2}, counted(12), "CTYPE1  = 'RA---TAN'",
            "CTYPE2  = 'DEC--TAN'", "CTYPE3  = 'STOKES'", "CRVAL1  = 1.0", "CDELT1  = 1.0", "CRVAL3  = 1.0",
            "CDELT3  = 1.0"), FitsOptions.DEFAULT)).isInstanceOf(FitsFormatException.class)
            .hasMessageContaining("right ascension")
            .hasMessageContaining("no axis of wavelengths (CTYPE: \"RA---TAN\", \"DEC--TAN\", \"STOKES\")");
    }

    private static FitsBytes lamost(final double... third) {
        final double[] rows = new double[15];
        System.arraycopy(new double[]{1, 2, 3, 4, 0, 6}, 0, rows, 0, 6);
        System.arraycopy(third, 0, rows, 6, 3);
        rows[10] = 1;
        rows[14] = 4;
        return FitsBytes.image(new int[]{3, 5}, rows, "CRVAL1  = 3.0", "CD1_1   = 0.1", "CRPIX1  = 1", "COEFF0  = 3.0",
            "COEFF1  = 0.1", "DC-FLAG = 1", "TELESCOP= 'LAMOST'", "Z       = 0.0123",
            "VACUUM  =                    T");
    }

    /** Row 3 holds the wavelengths in DR1 to DR7, the flux without its continuum in the pilot survey. */
    @Test
    public void lamostWritesFluxInverseVarianceWavelengthAndMasksInRows() throws Exception {
        final double[] exact = {1000, Math.pow(10, 3.1), Math.pow(10, 3.2)};
        for (final double[] third : new double[][]{exact, {-1, 0.5, 0.2}}) {
            final List<FitsSpectrum> all = read(lamost(third), new FitsOptions("", "", null, "",
                WavelengthScale.AUTOMATIC, null, new MaskOptions(MaskOptions.Use.NOT_ZERO, "", 0)));
            assertThat(all).hasSize(1);
            final FitsSpectrum read = all.get(0);
            assertThat(read.spectrum().flux()).containsExactly(1, 2, 3);
            assertThat(read.spectrum().weights()).as("row 4 masks pixel 1").containsExactly(4, 0, 6);
            assertThat(read.spectrum().wavelengths()[1]).isCloseTo(exact[1], within(1e-9));
            assertThat(read.redshift()).hasValue(0.0123);
            assertThat(read.unit()).isEqualTo(WavelengthUnit.ANGSTROM);
            assertThat(read.medium()).isEqualTo(Medium.VACUUM);
        }
    }

    @Test
    public void fiveRowsOfAnotherTelescopeStayFiveSpectra() throws Exception {
        assertThat(read(FitsBytes.image(new int[]{3, 5}, counted(15), LINEAR), FitsOptions.DEFAULT)).hasSize(5);
    }

    /** 6dFGS: flux, variance, sky, and in spliced spectra the wavelengths; 2dFGRS without them. */
    @Test
    public void surveysOfTheAngloAustralianObservatoryWriteFluxVarianceAndSky() throws Exception {
        final double[] rows = {1, 2, 4, 16, 7, 8, 100, 102};
        assertThat(read(FitsBytes.image(new int[]{2, 4}, rows, LINEAR), FitsOptions.DEFAULT)).singleElement()
            .satisfies(s -> assertThat(s.spectrum().weights()).containsExactly(0.25, 1.0 / 16));
        assertThat(read(FitsBytes.image(new int[]{2, 3}, Arrays.copyOf(rows, 6), LINEAR[0], LINEAR[1],
            "INSTRUME= '2dF'"), FitsOptions.DEFAULT)).singleElement()
            .satisfies(s -> assertThat(s.spectrum().weights()).containsExactly(0.25, 1.0 / 16));
    }

    @Test
    public void rowsThatAreNoSpectraAreDoubted() throws Exception {
        final double[] rows = new double[40];
        for (int i = 0; i < 10; i++) {
            rows[i] = Math.sin(i);
            rows[10 + i] = Math.cos(i);
            rows[20 + i] = 500.5 + i;
            rows[30 + i] = i % 3;
        }
        assertThat(read(FitsBytes.image(new int[]{10, 4}, rows, LINEAR), FitsOptions.DEFAULT)).hasSize(4);
        assertThat(m_notes).singleElement().asString().contains("rows 3, 4 (from 1) of an image of 4");
        read(FitsBytes.image(new int[]{10, 2}, Arrays.copyOf(rows, 20), LINEAR), FitsOptions.DEFAULT);
        assertThat(m_notes).isEmpty();
    }

    @Test
    public void rowsNamedInTheHeaderAreWhatTheyAreCalled() throws Exception {
        final List<FitsSpectrum> read = read(FitsBytes.image(new int[]{2, 5},
            new double[]{1, 2, 4, 16, 7, 8, 500, 510, 0, 1}, "ROW1    = 'Spectrum'", "ROW2    = 'Variance'",
            "ROW3    = 'Sky spectrum'", "ROW4    = 'Wavelength'", "ROW5    = 'Quality'"),
            new FitsOptions("", "", null, "", WavelengthScale.AUTOMATIC, null,
                new MaskOptions(MaskOptions.Use.NOT_ZERO, "", 0)));
        assertThat(read).hasSize(1);
        assertThat(read.get(0).spectrum().flux()).containsExactly(1, 2);
        assertThat(read.get(0).spectrum().weights()).containsExactly(0.25, 0);
        assertThat(read.get(0).spectrum().wavelengths()).containsExactly(500, 510);
        assertThat(read(FitsBytes.image(new int[]{2, 2}, new double[]{1, 2, 0.5, 0.25}, "CRVAL1  = 4.0",
            "CDELT1  = 0.1", "CTYPE1  = 'LOG-LINEAR'", "ARRAY1  = 'Flux (10^-17 erg/s/cm^2/Ang)'",
            "ARRAY2  = 'Error in flux'"), FitsOptions.DEFAULT)).singleElement()
            .satisfies(s -> assertThat(s.spectrum().weights()).containsExactly(4, 16))
            .satisfies(s -> assertThat(s.spectrum().wavelengths()[0]).isEqualTo(10000));
    }

    private static FitsBytes arms() {
        final FitsBytes file = FitsBytes.empty().table(12, 1, new String[]{"FLUX_G", "E", "Z", "D"}, out -> {
            out.writeFloat(1);
            out.writeDouble(0.5);
        });
        for (final String arm : new String[]{"B", "R"}) {
            final int shift = arm.equals("B") ? 0 : 1000;
            file.extension(arm + "_WAVELENGTH", new int[]{2}, 100 + shift, 200 + shift)
                .extension(arm + "_FLUX", new int[]{2, 2}, 1 + shift, 2, 3, 4)
                .extension(arm + "_IVAR", new int[]{2, 2}, 5 + shift, 6, 7, 8)
                .extension(arm + "_MASK", new int[]{2, 2}, 0, 1, 0, 0);
        }
        return file;
    }

    @Test
    public void whatBelongsToAnArmIsFoundByItsPrefix() throws Exception {
        for (final String arm : new String[]{"B", "R"}) {
            final int shift = arm.equals("B") ? 0 : 1000;
            final List<FitsSpectrum> read = read(arms(), flux(arm + "_FLUX"));
            assertThat(read).hasSize(2);
            assertThat(read.get(0).spectrum().wavelengths()).containsExactly(100 + shift, 200 + shift);
            assertThat(read.get(0).spectrum().flux()).containsExactly(1 + shift, 2);
            assertThat(read.get(0).spectrum().weights()).containsExactly(5 + shift, 6);
            final FitsOptions masked = new FitsOptions(arm + "_FLUX", "", null, arm + "_WAVELENGTH",
                WavelengthScale.AUTOMATIC, null, new MaskOptions(MaskOptions.Use.NOT_ZERO, "", 0));
            assertThat(read(arms(), masked).get(0).spectrum().weights()).containsExactly(5 + shift, 0);
        }
        final FitsOptions named =
            new FitsOptions("B_FLUX", "B_IVAR", null, "B_WAVELENGTH", WavelengthScale.AUTOMATIC, null);
        assertThat(read(arms(), named).get(1).spectrum().weights()).containsExactly(7, 8);
        final FitsBytes suffixes = FitsBytes.empty().extension("WAVE_B", new int[]{2}, 1, 2)
            .extension("FLUX_B", new int[]{2}, 3, 4).extension("ERR_B", new int[]{2}, 0.5, 0.25);
        assertThat(read(suffixes, flux("FLUX_B")).get(0).spectrum().weights()).containsExactly(4, 16);
    }

    @Test
    public void namesAreListedImagesFirstOrByResemblance() {
        assertThatThrownBy(() -> read(arms(), FitsOptions.DEFAULT))
            .hasMessageContaining("There are \"B_FLUX\", \"R_FLUX\", \"B_WAVELENGTH\"");
        assertThatThrownBy(() -> read(arms(), flux("R_FLUXES"))).hasMessageContaining("There are \"R_FLUX\", ");
    }

    private static FitsBytes appended(final FitsBytes file, final String name, final double first) {
        return file.table(24, 2, new String[]{"WAVELENGTH", "D", "FLUX", "D", "FLUX_ERROR", "D"}, out -> {
            for (final double number : new double[]{first, 1, 0.5, first + 1, 2, 0.25}) {
                out.writeDouble(number);
            }
        }, "EXTNAME = '" + name + "'", "TUNIT1  = 'um'");
    }

    @Test
    public void everyTableOfSpectraIsRead() throws Exception {
        final FitsBytes file = appended(appended(appended(FitsBytes.empty(), "EXTRACT1D", 1), "EXTRACT1D", 2),
            "EXTRACT1D", 3);
        final List<FitsSpectrum> read = read(file, FitsOptions.DEFAULT);
        assertThat(read).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(read.get(i).spectrum().wavelengths()).containsExactly(1 + i, 2 + i);
            assertThat(read.get(i).spectrum().weights()).containsExactly(4, 16);
            assertThat(read.get(i).unit()).isEqualTo(WavelengthUnit.MICROMETRE);
        }
        assertThat(read(appended(appended(FitsBytes.empty(), "ORDER_1", 1), "ORDER_2", 2), FitsOptions.DEFAULT))
            .hasSize(2);
        assertThat(m_notes).isEmpty();
    }

    /** SDSS writes the exposures behind their sum. */
    @Test
    public void tablesOfAnotherNameAreCounted() throws Exception {
        final FitsBytes file = appended(appended(appended(FitsBytes.empty(), "COADD", 1), "B1-00012345", 2),
            "R1-00012345", 3);
        assertThat(read(file, FitsOptions.DEFAULT)).hasSize(1);
        assertThat(m_notes).singleElement().asString().contains("2 other extensions").contains("not read");
    }

    @Test
    public void imagesOfSeveralExposuresKeepTheirOwnErrors() throws Exception {
        final FitsBytes file = FitsBytes.empty();
        for (int v = 1; v <= 2; v++) {
            for (final String name : new String[]{"SCI", "ERR"}) {
                final double value = name.equals("SCI") ? v : v == 1 ? 0.5 : 0.25;
                file.unit("XTENSION= 'IMAGE   '", -64, new int[]{2}, out -> {
                    out.writeDouble(value);
                    out.writeDouble(value);
                }, "PCOUNT  = 0", "GCOUNT  = 1", "EXTNAME = '" + name + "'", "EXTVER  = " + v, LINEAR[0], LINEAR[1]);
            }
        }
        final List<FitsSpectrum> read = read(file, FitsOptions.DEFAULT);
        assertThat(read).hasSize(2);
        assertThat(read.get(0).spectrum().weights()).containsExactly(4, 4);
        assertThat(read.get(1).spectrum().weights()).containsExactly(16, 16);
    }

    private static FitsBytes multispec(final String... wat2) {
        final List<String> cards = new ArrayList<>(List.of("CTYPE1  = 'MULTISPE'", "CTYPE2  = 'MULTISPE'",
            "CD1_1   = 1.0", "CD2_2   = 1.0", "WCSDIM  = 2", "WAT0_001= 'system=multispec'",
            "WAT1_001= 'wtype=multispec label=Wavelength units=angstroms'"));
        for (int w = 0; w < wat2.length; w++) {
            cards.add(String.format("WAT2_%03d= '%s'", w + 1, wat2[w]));
        }
        return FitsBytes.image(new int[]{3, 2}, counted(6), cards.toArray(String[]::new));
    }

    /** Type 0 is linear, type 1 logarithmic; a Doppler factor divides; the second row has two pixels. */
    @Test
    public void irafMultispecHasWavelengthsOfItsOwnInEachRow() throws Exception {
        final List<FitsSpectrum> read =
            read(multispec("wtype=multispec spec1 = \"1 1 0 5000. 2. 3 0. 1. 1.\" spec2",
                " = \"2 2 1 3. 0.1 2 1. 1. 1.\""), FitsOptions.DEFAULT);
        assertThat(read).hasSize(2);
        assertThat(read.get(0).spectrum().wavelengths()).containsExactly(5000, 5002, 5004);
        assertThat(read.get(0).unit()).isEqualTo(WavelengthUnit.ANGSTROM);
        assertThat(read.get(1).spectrum().flux()).containsExactly(3, 4);
        assertThat(read.get(1).spectrum().wavelengths()[0]).isEqualTo(500);
        assertThat(read.get(1).spectrum().wavelengths()[1]).isCloseTo(Math.pow(10, 3.1) / 2, within(1e-12));
    }

    @Test
    public void otherMultispecIsNamedAsSuch() {
        final String good = "wtype=multispec spec1 = \"1 1 0 5000. 2. 3 0. 1. 1.\"";
        assertThatThrownBy(() -> read(multispec("wtype=multispec spec1 = \"1 1 2 5000. 2. 3 0. 1. 1. 1. 0. 1 3\""),
            FitsOptions.DEFAULT)).isInstanceOf(FitsFormatException.class).hasMessageContaining("multispec")
            .hasMessageContaining("non-linear");
        assertThatThrownBy(() -> read(multispec(good), FitsOptions.DEFAULT)).hasMessageContaining("no entry spec2");
        assertThatThrownBy(() -> read(multispec(good, "spec2 = \"2 2 0 6000. two 3 0.\""), FitsOptions.DEFAULT))
            .hasMessageContaining("\"two\"");
        assertThatThrownBy(() -> read(multispec(good, "spec2 = \"2 2 0 6000.\""), FitsOptions.DEFAULT))
            .hasMessageContaining("4 numbers");
        assertThatThrownBy(() -> read(multispec(good, "spec2 = \"2 2 -1 0 1 3 0.\""), FitsOptions.DEFAULT))
            .hasMessageContaining("no wavelengths are known");
    }

    @Test
    public void redshiftComesFromTheKeywordOrColumnThatIsNamed() throws Exception {
        final FitsBytes keyword = FitsBytes.image(new int[]{2}, new double[]{1, 2}, "CRVAL1  = 100", "CDELT1  = 2",
            "Z       = 1.5", "ZSYS    = 2.5");
        assertThat(read(keyword, FitsOptions.DEFAULT).get(0).redshift()).hasValue(1.5);
        assertThat(read(keyword, FitsOptions.DEFAULT.withRedshift("ZSYS")).get(0).redshift()).hasValue(2.5);
        assertThatThrownBy(() -> read(keyword, FitsOptions.DEFAULT.withRedshift("ZSPEC")))
            .hasMessageContaining("\"ZSPEC\"");
        final FitsBytes column = FitsBytes.image(new int[]{2, 2}, new double[]{1, 2, 3, 4}, LINEAR)
            .table(16, 2, new String[]{"Z", "D", "Z_PIPE", "D"}, out -> {
                for (final double z : new double[]{1, 2, 3, 4}) {
                    out.writeDouble(z);
                }
            });
        assertThat(read(column, FitsOptions.DEFAULT).get(1).redshift()).hasValue(3);
        assertThat(read(column, FitsOptions.DEFAULT.withRedshift("z_pipe")).get(1).redshift()).hasValue(4);
    }

    @Test
    public void uncertaintiesOfAnArmKeepTheirKindWhenTheUserNamesIt() throws Exception {
        final FitsOptions named =
            new FitsOptions("B_FLUX", "B_IVAR", WeightKind.VARIANCE, "", WavelengthScale.AUTOMATIC,
                null);
        assertThat(read(arms(), named).get(0).spectrum().weights()).containsExactly(0.2, 1.0 / 6);
    }
}
