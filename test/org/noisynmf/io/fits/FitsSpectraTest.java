package org.noisynmf.io.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.io.WeightKind;
import org.noisynmf.io.fits.axis.WavelengthScale;
import org.noisynmf.io.fits.file.FitsFormatException;

/** Forms of files, each in its smallest example. */
public class FitsSpectraTest {

    private static final String[] LINEAR = {"CRVAL1  = 100", "CDELT1  = 2", "CRPIX1  = 1"};

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private List<FitsSpectrum> read(final FitsBytes file, final FitsOptions options) throws Exception {
        return read(file.write(folder.getRoot().toPath(), "a.fits"), options);
    }

    private static List<FitsSpectrum> read(final Path file, final FitsOptions options) throws Exception {
        try (FitsSpectra spectra = FitsSpectra.open(file, options)) {
            final List<FitsSpectrum> all = new ArrayList<>();
            for (FitsSpectrum next = spectra.next(); next != null; next = spectra.next()) {
                all.add(next);
            }
            assertThat(all).hasSize(spectra.count());
            return all;
        }
    }

    private FitsSpectrum only(final FitsBytes file) throws Exception {
        final List<FitsSpectrum> all = read(file, FitsOptions.DEFAULT);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private AbstractThrowableAssert<?, ?> refused(final FitsBytes file, final FitsOptions options) {
        return assertThatThrownBy(() -> read(file, options)).isInstanceOf(FitsFormatException.class)
            .hasMessageContaining("a.fits");
    }

    private static FitsOptions named(final String flux, final String uncertainty, final WeightKind kind,
        final String wavelengths) {
        return new FitsOptions(flux, uncertainty, kind, wavelengths, WavelengthScale.AUTOMATIC, null);
    }

    @Test
    public void linearAxisCountsFromItsReferencePixel() throws Exception {
        final FitsSpectrum read = only(FitsBytes.image(new int[]{3}, new double[]{1, 2, 3}, "CRVAL1  = 100",
            "CDELT1  = 2", "CRPIX1  = 2", "OBJECT  = 'Quasar'", "Z       = 1.5"));
        assertThat(read.spectrum().wavelengths()).containsExactly(98, 100, 102);
        assertThat(read.spectrum().flux()).containsExactly(1, 2, 3);
        assertThat(read.spectrum().weights()).isNull();
        assertThat(read.object()).isEqualTo("Quasar");
        assertThat(read.redshift()).hasValue(1.5);
    }

    @Test
    public void logarithmicAxesAreKnownByTheirKeywords() throws Exception {
        for (final String[] cards : new String[][]{{"CRVAL1  = 3.0", "CD1_1   = 1.0", "DC-FLAG = 1"},
            {"CRVAL1  = 3.0", "CDELT1  = 1.0", "CTYPE1  = 'LOGLIN'"}, {"COEFF0  = 3.0", "COEFF1  = 1.0"},
            {"CRVAL1  = 3.0", "CD1_1   = 1.0", "CDELT1  = 7.0", "COEFF0  = 3.0"}}) {
            assertThat(only(FitsBytes.image(new int[]{2}, new double[]{1, 2}, cards)).spectrum().wavelengths())
                .as(String.join(", ", cards)).containsExactly(1000, 10000);
        }
        // WCS paper III: wavelengths in equal steps of their natural logarithm, CDELT1 being the first step.
        assertThat(only(FitsBytes.image(new int[]{3}, new double[]{1, 2, 3}, "CRVAL1  = 500.0", "CDELT1  = 5.0",
            "CTYPE1  = 'WAVE-LOG'")).spectrum().wavelengths()).containsExactly(500, 500 * Math.exp(0.01),
                500 * Math.exp(0.02));
    }

    @Test
    public void userDecidesWhatTheAxisIs() throws Exception {
        final FitsBytes file = FitsBytes.image(new int[]{2}, new double[]{1, 2}, "CRVAL1  = 2", "CDELT1  = 1");
        final FitsOptions log = new FitsOptions("", "", null, "", WavelengthScale.LOG10, null);
        assertThat(read(file, FitsOptions.DEFAULT).get(0).spectrum().wavelengths()).containsExactly(2, 3);
        assertThat(read(file, log).get(0).spectrum().wavelengths()).containsExactly(100, 1000);
    }

    @Test
    public void decreasingWavelengthsAreTurnedWithTheirFluxes() throws Exception {
        final FitsSpectrum read = only(FitsBytes.image(new int[]{2}, new double[]{1, 2}, "CRVAL1  = 5", "CDELT1  = -1")
            .extension("IVAR", new int[]{2}, 10, 20));
        assertThat(read.spectrum().wavelengths()).containsExactly(4, 5);
        assertThat(read.spectrum().flux()).containsExactly(2, 1);
        assertThat(read.spectrum().weights()).containsExactly(20, 10);
    }

    @Test
    public void everyRowOfAnImageIsASpectrum() throws Exception {
        final List<FitsSpectrum> read =
            read(FitsBytes.image(new int[]{2, 3}, new double[]{1, 2, 3, 4, 5, 6}, LINEAR)
                .extension("VARIANCE", new int[]{2, 3}, 1, 2, 4, 5, 8, 10), FitsOptions.DEFAULT);
        assertThat(read).hasSize(3);
        assertThat(read.get(1).spectrum().flux()).containsExactly(3, 4);
        assertThat(read.get(1).spectrum().weights()).containsExactly(0.25, 0.2);
        assertThat(read.get(2).spectrum().wavelengths()).containsExactly(100, 102);
    }

    @Test
    public void irafBandsAreKnownByTheirDescriptions() throws Exception {
        final FitsSpectrum read = only(FitsBytes.image(new int[]{2, 1, 3}, new double[]{1, 2, 9, 9, 0.5, 0.25},
            "CRVAL1  = 100", "CD1_1   = 2", "BANDID1 = 'spectrum - background none, weights variance'",
            "BANDID2 = 'raw - background none'", "BANDID3 = 'sigma - background none'"));
        assertThat(read.spectrum().flux()).containsExactly(1, 2);
        assertThat(read.spectrum().weights()).containsExactly(4, 16);
    }

    @Test
    public void unusableUncertaintiesGiveWeightZero() throws Exception {
        final FitsSpectrum read = only(FitsBytes.image(new int[]{5}, new double[]{1, 2, 3, 4, Double.NaN}, LINEAR)
            .extension("ERROR", new int[]{5}, 0.5, 0, -1, Double.NaN, 1));
        assertThat(read.spectrum().weights()).containsExactly(4, 0, 0, 0, 0);
        assertThat(read.spectrum().isMeasured(0)).isTrue();
        assertThat(read.spectrum().isMeasured(4)).isFalse();
    }

    /** COADD of SDSS: one spectrum, a pixel a row, redshift in another table of one row. */
    @Test
    public void tableOfPixelsIsOneSpectrum() throws Exception {
        final FitsSpectrum read = only(FitsBytes.empty()
            .table(12, 3, new String[]{"flux", "E", "loglam", "E", "ivar", "E"}, out -> {
                for (final float number : new float[]{1, 2, 4, 2, 3, 0, 3, 4, 6}) {
                    out.writeFloat(number);
                }
            }, "EXTNAME = 'COADD'").table(8, 1, new String[]{"Z", "D"}, out -> out.writeDouble(2.5)));
        assertThat(read.spectrum().wavelengths()).containsExactly(100, 1000, 10000);
        assertThat(read.spectrum().flux()).containsExactly(1, 2, 3);
        assertThat(read.spectrum().weights()).containsExactly(4, 0, 6);
        assertThat(read.redshift()).hasValue(2.5);
    }

    @Test
    public void tableOfArraysIsOneSpectrumARow() throws Exception {
        final List<FitsSpectrum> read = read(FitsBytes.empty()
            .table(52, 2, new String[]{"REDSHIFT", "E", "FLUX", "2D", "ERR_FLUX", "2D", "WAVE", "2D"}, out -> {
                for (int row = 0; row < 2; row++) {
                    out.writeFloat(row);
                    for (final double number : new double[]{1, 2, 0.5, 0.25, 100 + row, 200 + row}) {
                        out.writeDouble(number);
                    }
                }
            }), FitsOptions.DEFAULT);
        assertThat(read).hasSize(2);
        assertThat(read.get(1).redshift()).hasValue(1);
        assertThat(read.get(1).spectrum().flux()).containsExactly(1, 2);
        assertThat(read.get(1).spectrum().weights()).containsExactly(4, 16);
        assertThat(read.get(1).spectrum().wavelengths()).containsExactly(101, 201);
    }

    @Test
    public void scaledIntegersAreUnscaledAndBlanksAreMissing() throws Exception {
        final FitsBytes file = new FitsBytes().unit("SIMPLE  =                    T", 16, new int[]{3}, out -> {
            out.writeShort(1);
            out.writeShort(-7);
            out.writeShort(3);
        }, "BSCALE  = 0.5", "BZERO   = 10.0", "BLANK   = -7", "CRVAL1  = 100", "CDELT1  = 2");
        assertThat(only(file).spectrum().flux()).containsExactly(10.5, Double.NaN, 11.5);
        final List<FitsSpectrum> table = read(FitsBytes.empty().table(12, 1, new String[]{"FLUX", "2I", "WAVE", "2E"},
            out -> {
                out.writeShort(4);
                out.writeShort(-1);
                out.writeFloat(5);
                out.writeFloat(6);
            }, "TSCAL1  = 2.0", "TNULL1  = -1"), named("", "", null, ""));
        assertThat(table.get(0).spectrum().flux()).containsExactly(8, Double.NaN);
    }

    @Test
    public void namesChooseAmongSeveral() throws Exception {
        final FitsBytes arms = FitsBytes.empty().extension("B_WAVELENGTH", new int[]{2}, 100, 200)
            .extension("B_FLUX", new int[]{2, 2}, 1, 2, 3, 4).extension("B_IVAR", new int[]{2, 2}, 5, 6, 7, 8);
        refused(arms, FitsOptions.DEFAULT).hasMessageContaining("\"B_FLUX\"");
        final List<FitsSpectrum> read =
            read(arms, named("b_flux", "B_IVAR", WeightKind.INVERSE_VARIANCE, "B_WAVELENGTH"));
        assertThat(read.get(1).spectrum().flux()).containsExactly(3, 4);
        assertThat(read.get(1).spectrum().weights()).containsExactly(7, 8);
        assertThat(read.get(1).spectrum().wavelengths()).containsExactly(100, 200);
        refused(arms, named("B_FLUX", "B_WAVELENGTH", null, "B_WAVELENGTH")).hasMessageContaining("1 × 2");
        refused(arms, named("B_FLUX", "B_FLUX", null, "B_WAVELENGTH")).hasMessageContaining("what kind");
        refused(arms, named("R_FLUX", "", null, "")).hasMessageContaining("\"R_FLUX\"")
            .hasMessageContaining("\"B_WAVELENGTH\"");
        refused(arms, named("B_FLUX", "B_WAVELENGTH", WeightKind.VARIANCE, "B_WAVELENGTH"))
            .hasMessageContaining("1 × 2").hasMessageContaining("2 × 2");
    }

    @Test
    public void fluxesWithoutWavelengthsAreRefused() {
        refused(FitsBytes.image(new int[]{2}, new double[]{1, 2}), FitsOptions.DEFAULT)
            .hasMessageContaining("CRVAL1").hasMessageContaining("unnamed image");
        refused(FitsBytes.image(new int[]{2}, new double[]{1, 2}, "CRVAL1  = -5", "CDELT1  = 1"), FitsOptions.DEFAULT)
            .hasMessageContaining("wavelength of pixel 0");
        refused(FitsBytes.empty(), FitsOptions.DEFAULT).hasMessageContaining("no images and no columns");
    }

    @Test
    public void uncertaintiesMayLieInAnotherFile() throws Exception {
        final Path root = folder.getRoot().toPath();
        final Path flux = FitsBytes.image(new int[]{2}, new double[]{1, 2}, LINEAR).write(root, "q_F.fits");
        assertThat(read(flux, FitsOptions.DEFAULT).get(0).spectrum().weights()).isNull();
        FitsBytes.image(new int[]{2}, new double[]{0.5, 0.25}, LINEAR).write(root, "q_E.fits");
        assertThat(read(flux, FitsOptions.DEFAULT).get(0).spectrum().weights()).containsExactly(4, 16);
        final Path other = FitsBytes.image(new int[]{2}, new double[]{3, 5}, LINEAR).write(root, "v.fits");
        final FitsOptions options =
            new FitsOptions("", "", WeightKind.INVERSE_VARIANCE, "", WavelengthScale.AUTOMATIC, other);
        assertThat(read(flux, options).get(0).spectrum().weights()).containsExactly(3, 5);
        FitsBytes.image(new int[]{2}, new double[]{3, 5}, "CRVAL1  = 500", "CDELT1  = 2").write(root, "v.fits");
        assertThatThrownBy(() -> read(flux, options)).hasMessageContaining("v.fits").hasMessageContaining("500.0")
            .hasMessageContaining("q_F.fits");
    }

    @Test
    public void gzipIsUnpackedAndItsCopyRemoved() throws Exception {
        final ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(FitsBytes.image(new int[]{2}, new double[]{1, 2}, LINEAR).bytes());
        }
        final Path file = Files.write(folder.getRoot().toPath().resolve("a.fits.gz"), packed.toByteArray());
        final Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        final long before = copies(temporary);
        assertThat(read(file, FitsOptions.DEFAULT).get(0).spectrum().flux()).containsExactly(1, 2);
        assertThat(copies(temporary)).isEqualTo(before);
    }

    private static long copies(final Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches("noisynmf.*\\.fits")).count();
        }
    }

    /** A row is read when it is asked for: 40 MB of fluxes pass through a few rows of memory. */
    @Test
    public void largeImagesAreStreamed() throws Exception {
        final int pixels = 5000;
        final int count = 1000;
        final Path file = folder.getRoot().toPath().resolve("large.fits");
        Files.write(file, new FitsBytes().unit("SIMPLE  =                    T", -64, new int[]{pixels, count},
            out -> out.write(new byte[pixels * count * Double.BYTES]), LINEAR).bytes());
        final long before = allocated();
        try (FitsSpectra spectra = FitsSpectra.open(file, FitsOptions.DEFAULT)) {
            for (int j = 0; j < 3; j++) {
                assertThat(spectra.next().spectrum().pixels()).isEqualTo(pixels);
            }
        }
        assertThat(allocated() - before).as("bytes allocated for 3 of 1000 rows").isLessThan(8 << 20);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean)java.lang.management.ManagementFactory.getThreadMXBean())
            .getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    @Test
    public void headerValuesKeepTheirDigits() throws Exception {
        assertThat(only(FitsBytes.image(new int[]{2}, new double[]{1, 2}, "CRVAL1  =     3.48320848395 / first",
            "CD1_1   = 3.18703100992E-05", "DC-FLAG = 1")).spectrum().wavelengths()[1])
            .isCloseTo(Math.pow(10, 3.48320848395 + 3.18703100992e-5), within(1e-9));
    }
}
