package org.noisynmf.io.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.io.WeightKind;
import org.noisynmf.io.fits.axis.WavelengthScale;
import org.noisynmf.io.fits.file.FitsFormatException;
import org.noisynmf.testing.SharedData;

import nom.tam.fits.Fits;
import nom.tam.fits.ImageHDU;
import nom.tam.image.compression.hdu.CompressedImageHDU;

/** Masks as archives write them. */
public class MaskTest {

    private static final String[] LINEAR = {"CRVAL1  = 100", "CDELT1  = 2"};

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static FitsOptions options(final String flux, final MaskOptions mask) {
        return new FitsOptions(flux, "", null, "", WavelengthScale.AUTOMATIC, null, mask);
    }

    private static MaskOptions notZero(final String name) {
        return new MaskOptions(MaskOptions.Use.NOT_ZERO, name, 0);
    }

    private static MaskOptions bits(final long bits) {
        return new MaskOptions(MaskOptions.Use.BITS, "", bits);
    }

    private List<FitsSpectrum> read(final FitsBytes file, final FitsOptions options) throws Exception {
        return read(file.write(folder.getRoot().toPath(), "a.fits"), options);
    }

    private static List<FitsSpectrum> read(final Path file, final FitsOptions options) throws Exception {
        try (FitsSpectra spectra = FitsSpectra.open(file, options)) {
            final List<FitsSpectrum> all = new ArrayList<>();
            for (FitsSpectrum next = spectra.next(); next != null; next = spectra.next()) {
                all.add(next);
            }
            return all;
        }
    }

    private FitsSpectrum only(final FitsBytes file, final MaskOptions mask) throws Exception {
        return read(file, options("", mask)).get(0);
    }

    private AbstractThrowableAssert<?, ?> refused(final FitsBytes file, final MaskOptions mask) {
        return assertThatThrownBy(() -> read(file, options("", mask))).isInstanceOf(FitsFormatException.class)
            .hasMessageContaining("a.fits");
    }

    /** COADD of SDSS: a pixel a row, both masks beside the fluxes. */
    private static FitsBytes sdss(final String... names) {
        final int[] and = {0, 1 << 23, 0, 1 << 31, 1 << 26};
        final int[] or = {1, 1 << 23, 0, 1 << 31, 1 << 26};
        return FitsBytes.empty().table(20, 5,
            new String[]{"flux", "E", "loglam", "E", "ivar", "E", names[0], "J", names[1], "J"}, out -> {
                for (int i = 0; i < 5; i++) {
                    out.writeFloat(i + 1);
                    out.writeFloat(2 + i);
                    out.writeFloat(i == 4 ? 0 : 7);
                    out.writeInt(names[0].startsWith("or") ? or[i] : and[i]);
                    out.writeInt(or[i]);
                }
            }, "EXTNAME = 'COADD'");
    }

    @Test
    public void maskOfSdssTakesPixelsOut() throws Exception {
        final FitsBytes file = sdss("and_mask", "or_mask");
        assertThat(only(file, MaskOptions.NONE).spectrum().weights()).containsExactly(7, 7, 7, 7, 0);
        assertThat(only(file, MaskOptions.NONE).masked()).isZero();
        final FitsSpectrum masked = only(file, notZero(""));
        assertThat(masked.spectrum().weights()).containsExactly(7, 0, 7, 0, 0);
        assertThat(masked.spectrum().flux()).containsExactly(1, 2, 3, 4, 5);
        assertThat(masked.masked()).as("the last pixel was not measured anyway").isEqualTo(2);
        assertThat(only(file, notZero("OR_MASK")).spectrum().weights()).containsExactly(0, 0, 7, 0, 0);
        assertThat(only(file, bits(1 << 23)).spectrum().weights()).containsExactly(7, 0, 7, 7, 0);
        assertThat(only(file, bits(1L << 31)).spectrum().weights()).containsExactly(7, 7, 7, 0, 0);
        assertThat(only(file, bits(4)).masked()).isZero();
        assertThat(only(sdss("or_mask", "other"), notZero("")).spectrum().weights()).containsExactly(0, 0, 7, 0, 0);
    }

    /** DESI: fluxes, inverse variances and masks of three arms; unsigned numbers of 32 bits. */
    @Test
    public void maskOfTheSameArmIsTaken() throws Exception {
        final FitsBytes file = FitsBytes.empty();
        for (final String arm : new String[]{"R", "B"}) {
            file.extension(arm + "_WAVELENGTH", new int[]{2}, 100, 200)
                .extension(arm + "_FLUX", new int[]{2, 2}, 1, 2, 3, 4)
                .unit("XTENSION= 'IMAGE   '", 32, new int[]{2, 2}, out -> {
                    for (final long mask : arm.equals("B") ? new long[]{0, 0, 0xFFFF0000L, 0}
                        : new long[]{9, 9, 9, 9}) {
                        out.writeInt((int)(mask - 0x80000000L));
                    }
                }, "PCOUNT  = 0", "GCOUNT  = 1", "EXTNAME = '" + arm + "_MASK'", "BZERO   = 2147483648");
        }
        final Path path = file.write(folder.getRoot().toPath(), "a.fits");
        for (final MaskOptions mask : new MaskOptions[]{notZero(""), bits(1L << 31)}) {
            final List<FitsSpectrum> read = read(path,
                new FitsOptions("B_FLUX", "", null, "B_WAVELENGTH", WavelengthScale.AUTOMATIC, null, mask));
            assertThat(read.get(0).masked()).isZero();
            assertThat(read.get(1).masked()).isEqualTo(1);
            assertThat(read.get(1).spectrum().weights()).isNull();
            assertThat(read.get(1).spectrum().flux()).as("without uncertainties").containsExactly(Double.NaN, 4);
        }
        assertThat(read(path, new FitsOptions("B_FLUX", "", null, "B_WAVELENGTH", WavelengthScale.AUTOMATIC, null,
            bits(1)))).extracting(FitsSpectrum::masked).containsExactly(0, 0);
    }

    /** ESO: arrays in cells, QUAL. One mask for all rows; and wavelengths that decrease. */
    @Test
    public void qualityOfEsoAndOneMaskForAll() throws Exception {
        final FitsBytes eso = FitsBytes.empty().table(44, 1,
            new String[]{"WAVE", "2D", "FLUX", "2E", "ERR", "2E", "QUAL", "2J", "X", "1J"}, out -> {
                out.writeDouble(200);
                out.writeDouble(100);
                for (final float number : new float[]{1, 2, 0.5f, 1}) {
                    out.writeFloat(number);
                }
                out.writeInt(0);
                out.writeInt(3);
                out.writeInt(0);
            });
        assertThat(only(eso, notZero("")).spectrum().weights()).containsExactly(0, 4);
        final List<FitsSpectrum> rows =
            read(FitsBytes.image(new int[]{3, 2}, new double[]{1, 2, 3, 4, 5, 6}, LINEAR)
                .extension("IVAR", new int[]{3, 2}, 1, 1, 1, 1, 1, 1).extension("BPM", new int[]{3}, 0, 2, Double.NaN),
                options("", notZero("")));
        assertThat(rows).extracting(FitsSpectrum::masked).containsExactly(2, 2);
        assertThat(rows.get(1).spectrum().weights()).containsExactly(1, 0, 0);
    }

    /** Unsigned numbers of 64 bits are more than a double holds: 2⁶³ + 1 must not become 2⁶³. */
    @Test
    public void allBitsOf64AreSeen() throws Exception {
        final FitsBytes file = FitsBytes.image(new int[]{4}, new double[]{1, 2, 3, 4}, LINEAR)
            .unit("XTENSION= 'IMAGE   '", 64, new int[]{4}, out -> {
                for (final long mask : new long[]{0, 1, Long.MIN_VALUE + 1, Long.MIN_VALUE}) {
                    out.writeLong(mask ^ Long.MIN_VALUE);
                }
            }, "PCOUNT  = 0", "GCOUNT  = 1", "EXTNAME = 'MASK'", "BZERO   = 9223372036854775808");
        assertThat(only(file, notZero("")).spectrum().flux()).containsExactly(1, Double.NaN, Double.NaN, Double.NaN);
        assertThat(only(file, bits(1)).spectrum().flux()).containsExactly(1, Double.NaN, Double.NaN, 4);
    }

    @Test
    public void logicalsUnsignedBytesAndMissingNumbersAreMasks() throws Exception {
        final FitsBytes logical = FitsBytes.empty().table(20, 3, new String[]{"FLUX", "D", "WAVE", "D", "MASK", "L",
            "FLAG", "B", "DQ", "I"}, out -> {
                for (int i = 0; i < 3; i++) {
                    out.writeDouble(i);
                    out.writeDouble(100 + i);
                    out.writeByte("FT\0".charAt(i));
                    out.writeByte(new int[]{0, 128, 1}[i]);
                    out.writeShort(new int[]{0, -9, 4}[i]);
                }
            }, "TNULL5  = -9");
        assertThat(only(logical, notZero("")).spectrum().flux()).containsExactly(0, Double.NaN, Double.NaN);
        assertThat(only(logical, notZero("flag")).spectrum().flux()).containsExactly(0, Double.NaN, Double.NaN);
        assertThat(only(logical, new MaskOptions(MaskOptions.Use.BITS, "FLAG", 128)).masked()).isEqualTo(1);
        assertThat(only(logical, new MaskOptions(MaskOptions.Use.BITS, "FLAG", 256)).masked()).isZero();
        assertThat(only(logical, new MaskOptions(MaskOptions.Use.BITS, "DQ", 1)).spectrum().flux())
            .as("no value masks").containsExactly(0, Double.NaN, 2);
    }

    @Test
    public void compressedAndVariableMasksAreRead() throws Exception {
        final ImageHDU mask = (ImageHDU)Fits.makeHDU(new int[][]{{0, 1 << 22, 0, 5}});
        mask.addValue("EXTNAME", "MASK", "");
        final ImageHDU flux = (ImageHDU)Fits.makeHDU(new float[][]{{1, 2, 3, 4}});
        flux.addValue("CRVAL1", 100.0, "");
        flux.addValue("CDELT1", 1.0, "");
        final Path file = folder.getRoot().toPath().resolve("a.fits.fz");
        try (Fits fits = new Fits()) {
            fits.addHDU(flux);
            fits.addHDU(CompressedImageHDU.fromImageHDU(mask).setCompressAlgorithm("PLIO_1"));
            ((CompressedImageHDU)fits.getHDU(1)).compress();
            fits.write(file.toFile());
        }
        assertThat(read(file, options("", bits(1 << 22))).get(0).spectrum().flux())
            .containsExactly(1, Double.NaN, 3, 4);
        final FitsBytes variable = FitsBytes.empty().heapTable(24, 1,
            new String[]{"FLUX", "1PE", "MASK", "1PL", "WAVE", "1PE"}, 18, out -> {
                for (final int number : new int[]{2, 0, 2, 8, 2, 10}) {
                    out.writeInt(number);
                }
                out.writeFloat(1);
                out.writeFloat(2);
                out.writeBytes("TF");
                out.writeFloat(100);
                out.writeFloat(200);
            });
        assertThat(only(variable, notZero("")).spectrum().flux()).containsExactly(Double.NaN, 2);
    }

    @Test
    public void masksOfWrongLengthAreNamedWithTheirPlace() throws Exception {
        final FitsBytes image = FitsBytes.image(new int[]{3}, new double[]{1, 2, 3}, LINEAR);
        refused(image.extension("MASK", new int[]{2}, 0, 1), notZero(""))
            .hasMessageContaining("\"MASK\" in extension 1")
            .hasMessageContaining("1 × 2").hasMessageContaining("1 × 3");
        refused(image.extension("OTHER", new int[]{3, 2}, 0, 1, 0, 0, 0, 0), notZero("other"))
            .hasMessageContaining("\"OTHER\" in extension 2").hasMessageContaining("2 × 3");
        final FitsBytes variable = FitsBytes.empty().heapTable(28, 1,
            new String[]{"FLUX", "1PE", "MASK", "1PB", "WAVE", "3E"}, 14, out -> {
                for (final int number : new int[]{3, 0, 2, 12}) {
                    out.writeInt(number);
                }
                for (final float number : new float[]{100, 200, 300, 1, 2, 3}) {
                    out.writeFloat(number);
                }
                out.writeBytes("\0\0");
            });
        refused(variable, notZero("")).hasMessageContaining(
            "extension 1, column \"MASK\", row 0 (from 0): there are 2 numbers, but 3 fluxes");
    }

    @Test
    public void maskThatIsNotThereIsRefusedAndOneThatDoesNotFitGivesWayToOneThatDoes() throws Exception {
        final FitsBytes none = FitsBytes.image(new int[]{2}, new double[]{1, 2}, LINEAR).extension("IVAR", new int[]{2},
            1, 1);
        refused(none, notZero("")).hasMessageContaining("holds no mask").hasMessageContaining("\"IVAR\"");
        refused(none, notZero("BPM")).hasMessageContaining("\"BPM\"").hasMessageContaining("the mask");
        assertThat(only(none.extension("MASK", new int[]{3}, 1, 1, 1).extension("QUAL", new int[]{2}, 0, 1),
            notZero("")).spectrum().weights()).containsExactly(1, 0);
    }

    @Test
    public void bitsNeedWholeNumbersAndAtLeastOneBit() throws Exception {
        final FitsBytes file = FitsBytes.image(new int[]{2}, new double[]{1, 2}, LINEAR)
            .extension("MASK", new int[]{2}, 4, 0.5);
        refused(file, bits(4)).hasMessageContaining("extension 1 (\"MASK\"), row 0 (from 0), pixel 1")
            .hasMessageContaining("0.5");
        assertThat(only(file, notZero("")).masked()).isEqualTo(2);
        for (final long wrong : new long[]{0, -1}) {
            assertThatThrownBy(() -> bits(wrong)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bits of the mask are " + wrong);
        }
    }

    /**
     * This file of SDSS has images without names: fluxes, inverse variances, wavelengths, and one of zeros and ones of
     * which 1 means good. It is not taken for a mask.
     */
    @Test
    public void imageWithoutNameIsNoMask() {
        final Path file = SharedData.file("fits/SDSSJ220248.31+123656.3.fits");
        assertThatThrownBy(() -> read(file, options("", notZero("")))).isInstanceOf(FitsFormatException.class)
            .hasMessageContaining("holds no mask under a known name");
    }

    @Test
    public void maskBelongsToTheFluxesWhenUncertaintiesLieBeside() throws Exception {
        final Path root = folder.getRoot().toPath();
        final Path flux =
            FitsBytes.image(new int[]{2}, new double[]{1, 2}, LINEAR).extension("MASK", new int[]{2}, 0, 1)
                .write(root, "q.fits");
        final Path errors = FitsBytes.image(new int[]{2}, new double[]{0.5, 0.25}, LINEAR).write(root, "e.fits");
        final FitsSpectrum read = read(flux, new FitsOptions("", "", WeightKind.STANDARD_DEVIATION, "",
            WavelengthScale.AUTOMATIC, errors, notZero(""))).get(0);
        assertThat(read.spectrum().weights()).containsExactly(4, 0);
        assertThat(read.masked()).isEqualTo(1);
    }
}
