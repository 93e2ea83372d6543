package org.noisynmf.io.fits.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.io.WeightKind;
import org.noisynmf.io.fits.FitsBytes;
import org.noisynmf.io.fits.FitsOptions;
import org.noisynmf.io.fits.FitsSpectra;
import org.noisynmf.io.fits.FitsSpectraWriter;
import org.noisynmf.io.fits.FitsSpectrum;
import org.noisynmf.io.fits.file.FitsFormatException;
import org.noisynmf.io.fits.series.Role;

/** What stands on an axis, in which unit, and in air or vacuum. */
public class SpectralAxisTest {

    /** Speed of light in m/s. */
    private static final double C = 299792458;

    /** A few roundings of doubles. */
    private static final double ROUNDING = 1e-14;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private FitsSpectrum read(final FitsBytes file, final FitsOptions options) throws Exception {
        final Path path = file.write(folder.getRoot().toPath(), "a.fits");
        try (FitsSpectra spectra = FitsSpectra.open(path, options)) {
            return spectra.next();
        }
    }

    private FitsSpectrum axis(final String... cards) throws Exception {
        return read(FitsBytes.image(new int[]{3}, new double[]{1, 2, 3}, cards), FitsOptions.DEFAULT);
    }

    private AbstractThrowableAssert<?, ?> refused(final String... cards) {
        return assertThatThrownBy(() -> axis(cards)).isInstanceOf(FitsFormatException.class)
            .hasMessageContaining("a.fits");
    }

    /** The kinds of another quantity by what they are called. */
    @Test
    public void axesOfAnotherQuantityAreRefusedByName() {
        refused("CTYPE1  = 'RADI-LSR'", "CUNIT1  = 'km/s'", "CRVAL1  = 10.0", "CD1_1   = 1.2")
            .hasMessageContaining("RADI-LSR").hasMessageContaining("velocities").hasMessageContaining("km/s");
        for (final String type : new String[]{"VRAD", "VOPT", "VELO-LSR", "VOPT-F2W", "ZOPT", "BETA"}) {
            refused("CTYPE1  = '" + type + "'", "CRVAL1  = 10.0", "CD1_1   = 1.2").hasMessageContaining(type);
        }
        refused("CTYPE1  = 'RA---TAN'", "CRVAL1  = 10.0", "CD1_1   = -5E-5").hasMessageContaining("right ascension");
        refused("CTYPE1  = 'OFFSET'", "CRVAL1  = 10.0", "CD1_1   = 5").hasMessageContaining("offsets");
        refused("CTYPE1  = 'STOKES'", "CRVAL1  = 1.0", "CD1_1   = 1").hasMessageContaining("Stokes");
        refused("CTYPE1  = 'PIXEL'", "CRVAL1  = 1.0", "CD1_1   = 1").hasMessageContaining("numbers of pixels");
        refused("CUNIT1  = 'arcsec'", "CRVAL1  = 1.0", "CD1_1   = 1").hasMessageContaining("angles");
        refused("CTYPE1  = 'LINEAR'", "WAT1_001= 'wtype=linear label=Velocity units=km/s'", "CRVAL1  = 1.0",
            "CD1_1   = 1").hasMessageContaining("velocities");
        refused("CTYPE1  = 'PHASE'", "CRVAL1  = 1.0", "CD1_1   = 1").hasMessageContaining("PHASE");
        refused("CTYPE1  = 'WAVE-TAB'", "CRVAL1  = 1.0", "CD1_1   = 1").hasMessageContaining("WAVE-TAB")
            .hasMessageContaining("cannot be read");
    }

    @Test
    public void anUnknownWordIsBelievedIfTheUserInsists() throws Exception {
        final FitsBytes file =
            FitsBytes.image(new int[]{2}, new double[]{1, 2}, "CTYPE1  = 'PHASE'", "CRVAL1  = 5", "CDELT1  = 1");
        assertThat(read(file, new FitsOptions("", "", null, "", WavelengthScale.LINEAR, null)).spectrum().wavelengths())
            .containsExactly(5, 6);
    }

    @Test
    public void unitsOfWavelengthAreConvertedExactly() throws Exception {
        final FitsBytes file = FitsBytes.image(new int[]{3}, new double[]{1, 2, 3}, "CTYPE1  = 'WAVE'",
            "CUNIT1  = 'nm'", "CRVAL1  = 500.0", "CDELT1  = 0.1");
        final FitsSpectrum own = read(file, FitsOptions.DEFAULT);
        assertThat(own.unit()).isEqualTo(WavelengthUnit.NANOMETRE);
        assertThat(own.medium()).isEqualTo(Medium.VACUUM);
        assertThat(own.spectrum().wavelengths()[0]).isEqualTo(500);
        final FitsSpectrum converted = read(file, FitsOptions.DEFAULT.in(WavelengthUnit.ANGSTROM));
        assertThat(converted.unit()).isEqualTo(WavelengthUnit.ANGSTROM);
        assertThat(converted.spectrum().wavelengths()[1]).isEqualTo(10 * own.spectrum().wavelengths()[1]);
        assertThat(read(file, FitsOptions.DEFAULT.in(WavelengthUnit.METRE)).spectrum().wavelengths()[0])
            .isEqualTo(500e-9);
    }

    @Test
    public void wordsForUnitsAreKnown() {
        for (final String text : new String[]{"Angstrom", "angstroms", "Å", "[A]", "0.1 nm", "10**-10 m", "1e-10 m",
            "10^(-10) m"}) {
            assertThat(WavelengthUnit.of(text)).as(text).isEqualTo(WavelengthUnit.ANGSTROM);
        }
        for (final String text : new String[]{"um", "micron", "Microns", "µm", "μm"}) {
            assertThat(WavelengthUnit.of(text)).as(text).isEqualTo(WavelengthUnit.MICROMETRE);
        }
        assertThat(WavelengthUnit.of("parsec")).isNull();
        assertThat(WavelengthUnit.of("")).isNull();
    }

    @Test
    public void frequenciesWaveNumbersAndEnergiesBecomeWavelengths() throws Exception {
        final FitsSpectrum gigahertz =
            axis("CTYPE1  = 'FREQ-LSR'", "CUNIT1  = 'GHz'", "CRVAL1  = 100.0", "CDELT1  = 10.0");
        assertThat(gigahertz.unit()).isEqualTo(WavelengthUnit.MICROMETRE);
        assertThat(gigahertz.medium()).isEqualTo(Medium.VACUUM);
        assertThat(gigahertz.spectrum().flux()).as("turned round").containsExactly(3, 2, 1);
        assertThat(gigahertz.spectrum().wavelengths()[2]).isCloseTo(C / 100e9 * 1e6, within(ROUNDING * 1e4));
        final FitsSpectrum hertz = axis("CTYPE1  = 'FREQ'", "CRVAL1  = 5E14", "CDELT1  = -1E12");
        assertThat(hertz.spectrum().wavelengths()[0]).isCloseTo(C / 5e14 * 1e6, within(ROUNDING));
        final FitsSpectrum kayser = axis("CTYPE1  = 'WAVN'", "CUNIT1  = 'cm-1'", "CRVAL1  = 2E4", "CDELT1  = -100.0");
        assertThat(kayser.spectrum().wavelengths()[0]).isCloseTo(0.5, within(ROUNDING));
        final FitsSpectrum energy = axis("CTYPE1  = 'ENER'", "CUNIT1  = 'keV'", "CRVAL1  = 1.0", "CDELT1  = -0.1");
        assertThat(energy.spectrum().wavelengths()[0]).as("hc/e = 1.2398419843320026 eV µm")
            .isCloseTo(1.2398419843320026e-3, within(ROUNDING));
        refused("CTYPE1  = 'ENER'", "CRVAL1  = 1.0", "CDELT1  = -0.1").hasMessageContaining("without a unit");
    }

    @Test
    public void notesTellOfConversionsAndOfUnknownUnits() throws Exception {
        final Path file = FitsBytes.image(new int[]{2}, new double[]{1, 2}, "CTYPE1  = 'FREQ'", "CRVAL1  = 5E14",
            "CDELT1  = -1E12").write(folder.getRoot().toPath(), "f.fits");
        try (FitsSpectra spectra = FitsSpectra.open(file, FitsOptions.DEFAULT)) {
            assertThat(spectra.notes()).singleElement().asString().contains("f.fits holds frequencies");
        }
        final Path odd = FitsBytes.image(new int[]{2}, new double[]{1, 2}, "CUNIT1  = 'furlong'", "CRVAL1  = 5",
            "CDELT1  = 1").write(folder.getRoot().toPath(), "o.fits");
        try (FitsSpectra spectra = FitsSpectra.open(odd, FitsOptions.DEFAULT)) {
            assertThat(spectra.notes()).singleElement().asString().contains("\"furlong\"").contains("not known");
            assertThat(spectra.unit()).isNull();
        }
    }

    private static FitsBytes table(final String column, final String... cards) {
        return FitsBytes.empty().table(32, 1, new String[]{column, "2D", "FLUX", "2D"}, out -> {
            for (final double number : new double[]{5000, 5001, 1, 2}) {
                out.writeDouble(number);
            }
        }, cards);
    }

    @Test
    public void columnsOfAnotherQuantityAreRefusedAndUnitsOfColumnsRead() throws Exception {
        assertThat(read(table("WAVE", "TUNIT1  = 'Angstrom'"), FitsOptions.DEFAULT.in(WavelengthUnit.NANOMETRE))
            .spectrum().wavelengths()).containsExactly(500, 500.1);
        assertThatThrownBy(() -> read(table("WAVE", "TUNIT1  = 'km/s'"), FitsOptions.DEFAULT))
            .hasMessageContaining("column \"WAVE\" holds velocities (km/s)");
        assertThatThrownBy(() -> read(table("WAVE", "TUCD1   = 'spect.dopplerVeloc'"), FitsOptions.DEFAULT))
            .hasMessageContaining("velocities");
        assertThatThrownBy(() -> read(table("X", "TUNIT1  = 'deg'"),
            new FitsOptions("", "", null, "X", WavelengthScale.AUTOMATIC, null))).hasMessageContaining("angles");
        final FitsSpectrum frequency = read(table("FREQ", "TUNIT1  = 'THz'"), FitsOptions.DEFAULT);
        assertThat(frequency.spectrum().wavelengths()[1]).isCloseTo(C / 5e15 * 1e6, within(ROUNDING));
        assertThat(read(table("LAMBDA_AIR"), FitsOptions.DEFAULT).medium()).isEqualTo(Medium.AIR);
        assertThat(read(table("AX", "TUCD1   = 'em.wl;obs.atmos'"), FitsOptions.DEFAULT).medium())
            .isEqualTo(Medium.AIR);
        assertThat(read(table("WAVE", "TUNIT1  = 'log10(Angstrom)'"),
            new FitsOptions("", "", null, "", WavelengthScale.LINEAR, null)).spectrum().wavelengths()[0])
            .isEqualTo(5000);
    }

    @Test
    public void mediumIsToldByTheHeader() throws Exception {
        final String[] linear = {"CRVAL1  = 5000.0", "CDELT1  = 1.0"};
        assertThat(axis(linear).medium()).isNull();
        assertThat(axis(linear[0], linear[1], "VACUUM  =                    T").medium()).isEqualTo(Medium.VACUUM);
        assertThat(axis(linear[0], linear[1], "AIRORVAC= 'air'").medium()).isEqualTo(Medium.AIR);
        assertThat(axis(linear[0], linear[1], "CTYPE1  = 'AWAV'").medium()).isEqualTo(Medium.AIR);
    }

    @Test
    public void sdssCountsInAngstrom() throws Exception {
        final FitsSpectrum read = axis("COEFF0  = 3.5", "COEFF1  = 1E-4");
        assertThat(read.unit()).isEqualTo(WavelengthUnit.ANGSTROM);
        assertThat(read.spectrum().wavelengths()[0]).isCloseTo(Math.pow(10, 3.5), within(1e-9));
    }

    @Test
    public void writtenWavelengthsComeBackWithUnitAndMedium() throws Exception {
        final Path file = folder.getRoot().toPath().resolve("w.fits");
        final double[] wavelengths = {5000.123456789012, 5001.98765432101};
        try (FitsSpectraWriter writer = new FitsSpectraWriter(java.nio.file.Files.newOutputStream(file))) {
            writer.begin(FitsSpectraWriter.FLUX, 2, 1);
            writer.add(new double[]{1, 2});
            writer.wavelengths(wavelengths, WavelengthUnit.ANGSTROM, Medium.AIR);
        }
        try (FitsSpectra spectra = FitsSpectra.open(file, FitsOptions.DEFAULT)) {
            final FitsSpectrum read = spectra.next();
            assertThat(read.spectrum().wavelengths()).containsExactly(wavelengths);
            assertThat(read.unit()).isEqualTo(WavelengthUnit.ANGSTROM);
            assertThat(read.medium()).isEqualTo(Medium.AIR);
        }
    }

    @Test
    public void kindsOfUncertaintiesAreToldByAWordAtTheirEndOrBeginning() {
        assertThat(Role.kindOf("B_IVAR")).isEqualTo(WeightKind.INVERSE_VARIANCE);
        assertThat(Role.kindOf("XIVAR")).isEqualTo(WeightKind.INVERSE_VARIANCE);
        assertThat(Role.kindOf("IVAR_CORRECTED")).isEqualTo(WeightKind.INVERSE_VARIANCE);
        assertThat(Role.kindOf("BLUE ERR")).isEqualTo(WeightKind.STANDARD_DEVIATION);
        assertThat(Role.kindOf("R_VAR")).isEqualTo(WeightKind.VARIANCE);
        assertThat(Role.kindOf("QUALITYOFSKY")).isNull();
    }
}
