package org.noisynmf.io.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.engine.spectra.Spectrum;
import org.noisynmf.io.fits.file.FitsFormatException;
import org.noisynmf.testing.SharedData;

import com.sun.management.ThreadMXBean;

import nom.tam.fits.BasicHDU;
import nom.tam.fits.BinaryTable;
import nom.tam.fits.BinaryTableHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.ImageHDU;
import nom.tam.fits.compression.algorithm.quant.QuantizeOption;
import nom.tam.image.compression.hdu.CompressedImageHDU;
import nom.tam.image.compression.hdu.CompressedTableHDU;

/** Images and tables that the library compressed come back. */
public class CompressedFitsTest {

    private static final int ROWS = 7;

    private static final int PIXELS = 200;

    /** Along and across a row: the default, some that do not divide the axes, and the whole. */
    private static final int[][] TILES = {{PIXELS, 1}, {64, 1}, {PIXELS, 3}, {64, 5}, {PIXELS, ROWS}};

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static ImageHDU image(final Object data, final String name) throws Exception {
        final ImageHDU image = (ImageHDU)Fits.makeHDU(data);
        image.addValue("CRVAL1", 1000.0, "");
        image.addValue("CDELT1", 2.0, "");
        if (!name.isEmpty()) {
            image.addValue("EXTNAME", name, "");
        }
        return image;
    }

    private static CompressedImageHDU packed(final ImageHDU image, final String method, final int... tile)
        throws Exception {
        final CompressedImageHDU packed = CompressedImageHDU.fromImageHDU(image, tile);
        packed.setCompressAlgorithm(method);
        packed.compress();
        return packed;
    }

    private Path write(final String name, final BasicHDU<?>... units) throws Exception {
        final Path file = folder.getRoot().toPath().resolve(name);
        try (Fits fits = new Fits()) {
            for (final BasicHDU<?> unit : units) {
                fits.addHDU(unit);
            }
            fits.write(file.toFile());
        }
        return file;
    }

    private static List<Spectrum> read(final Path file) throws Exception {
        final List<Spectrum> all = new ArrayList<>();
        try (FitsSpectra spectra = FitsSpectra.open(file, FitsOptions.DEFAULT)) {
            for (FitsSpectrum next = spectra.next(); next != null; next = spectra.next()) {
                all.add(next.spectrum());
            }
        }
        return all;
    }

    private static int[][] numbers(final int most) {
        final Random random = new Random(most);
        final int[][] numbers = new int[ROWS][PIXELS];
        for (final int[] row : numbers) {
            for (int i = 0; i < PIXELS; i++) {
                row[i] = i % 50 < 10 ? most : random.nextInt(most + 1);
            }
        }
        return numbers;
    }

    private static Object as(final int[][] numbers, final Class<?> type) {
        final Object typed = Array.newInstance(type, ROWS, PIXELS);
        for (int j = 0; j < ROWS; j++) {
            final Object row = Array.get(typed, j);
            for (int i = 0; i < PIXELS; i++) {
                final int number = numbers[j][i];
                if (type == byte.class) {
                    Array.setByte(row, i, (byte)number);
                } else if (type == short.class) {
                    Array.setShort(row, i, (short)number);
                } else if (type == int.class) {
                    Array.setInt(row, i, number);
                } else if (type == long.class) {
                    Array.setLong(row, i, number);
                } else if (type == float.class) {
                    Array.setFloat(row, i, number);
                } else {
                    Array.setDouble(row, i, number);
                }
            }
        }
        return typed;
    }

    private void comesBack(final String method, final Class<?> type, final int most) throws Exception {
        final int[][] numbers = numbers(most);
        for (final int[] tile : TILES) {
            final Path file = write("a.fits.fz", packed(image(as(numbers, type), "FLUX"), method, tile));
            final List<Spectrum> spectra = read(file);
            assertThat(spectra).hasSize(ROWS);
            for (int j = 0; j < ROWS; j++) {
                assertThat(spectra.get(j).flux()).as("%s of %s, tiles of %s, row %d", method, type,
                    Arrays.toString(tile), j).containsExactly(Arrays.stream(numbers[j]).asDoubleStream().toArray());
                assertThat(spectra.get(j).wavelengths()).startsWith(1000, 1002, 1004);
            }
        }
    }

    @Test
    public void wholeNumbersComeBackFromEveryMethodAndTile() throws Exception {
        for (final String method : new String[]{"RICE_1", "GZIP_1", "GZIP_2", "HCOMPRESS_1"}) {
            comesBack(method, byte.class, 255);
            comesBack(method, short.class, 30_000);
            comesBack(method, int.class, 1_000_000);
        }
        comesBack("GZIP_1", long.class, 1_000_000);
        comesBack("GZIP_2", long.class, 1_000_000);
    }

    /** PLIO is for masks; the library's own decoder keeps 16 bits. */
    @Test
    public void plioKeepsItsBits() throws Exception {
        comesBack("PLIO_1", short.class, 30_000);
        comesBack("PLIO_1", int.class, (1 << 24) - 1);
    }

    @Test
    public void floatingPointNumbersComeBackWithoutLoss() throws Exception {
        for (final String method : new String[]{"GZIP_1", "GZIP_2"}) {
            comesBack(method, float.class, 1 << 24);
            comesBack(method, double.class, Integer.MAX_VALUE - 1);
        }
    }

    /** A tile of this size leaves the library's GZIP_1 in pieces that end within a number. */
    @Test
    public void longRowsOfGzipComeBack() throws Exception {
        final short[][] numbers = new short[1][120_001];
        final Random random = new Random(1);
        for (int i = 0; i < numbers[0].length; i++) {
            numbers[0][i] = (short)random.nextInt(1 << 12);
        }
        final double[] flux = read(write("a.fits.fz", packed(image(numbers, "FLUX"), "GZIP_1"))).get(0).flux();
        for (int i = 0; i < flux.length; i++) {
            assertThat(flux[i]).isEqualTo(numbers[0][i]);
        }
    }

    @Test
    public void threeAxesAreRowsInTheirOrder() throws Exception {
        final int[][][] cube = new int[2][3][PIXELS];
        for (int i = 0; i < 6; i++) {
            Arrays.fill(cube[i / 3][i % 3], 10 * i);
        }
        final List<Spectrum> spectra = read(write("a.fits.fz", packed(image(cube, "FLUX"), "RICE_1", 64, 2)));
        assertThat(spectra).hasSize(6);
        for (int i = 0; i < 6; i++) {
            assertThat(spectra.get(i).flux()).containsOnly(10 * i);
        }
    }

    /** Subtractive dithering errs by at most half a step; the step is in the column ZSCALE. */
    @Test
    public void quantisedNumbersComeBackWithinHalfAStep() throws Exception {
        final Random random = new Random(2);
        final float[][] flux = new float[ROWS][PIXELS];
        for (final float[] row : flux) {
            for (int i = 0; i < PIXELS; i++) {
                row[i] = (float)(100 * Math.sin(i / 10.0) + random.nextGaussian());
            }
        }
        for (final boolean second : new boolean[]{false, true}) {
            flux[1][7] = second ? 0 : flux[1][7];
            for (final String method : new String[]{"RICE_1", "HCOMPRESS_1"}) {
                final CompressedImageHDU packed = CompressedImageHDU.fromImageHDU(image(flux, "FLUX"), PIXELS, 4);
                packed.setCompressAlgorithm(method);
                packed.setQuantAlgorithm(second ? "SUBTRACTIVE_DITHER_2" : "SUBTRACTIVE_DITHER_1");
                packed.getCompressOption(QuantizeOption.class).setQlevel(4);
                packed.compress();
                final double[] steps = (double[])packed.getColumn("ZSCALE");
                final List<Spectrum> spectra = read(write("a.fits.fz", packed));
                for (int j = 0; j < ROWS; j++) {
                    final double step = steps[j / 4];
                    assertThat(step).as("step").isBetween(0.1, 1.0);
                    for (int i = 0; i < PIXELS; i++) {
                        assertThat(spectra.get(j).flux()[i]).as("%s, dither 2: %s", method, second)
                            .isCloseTo(flux[j][i], within(0.501 * step));
                    }
                }
                if (second) {
                    assertThat(spectra.get(1).flux()[7]).as("an exact 0").isZero();
                }
            }
        }
    }

    @Test
    public void missingNumbersAreNaN() throws Exception {
        final float[][] flux = new float[2][PIXELS];
        final Random random = new Random(3);
        for (final float[] row : flux) {
            for (int i = 0; i < PIXELS; i++) {
                row[i] = (float)random.nextGaussian();
            }
        }
        flux[1][5] = Float.NaN;
        for (final String method : new String[]{"GZIP_2", "RICE_1"}) {
            final CompressedImageHDU packed = CompressedImageHDU.fromImageHDU(image(flux, "FLUX"));
            packed.setCompressAlgorithm(method);
            if (method.equals("RICE_1")) {
                packed.setQuantAlgorithm("SUBTRACTIVE_DITHER_1");
                packed.getCompressOption(QuantizeOption.class).setQlevel(4).setBNull(Integer.MIN_VALUE);
            }
            packed.compress();
            final List<Spectrum> spectra = read(write("a.fits.fz", packed));
            assertThat(spectra.get(0).flux()).doesNotContain(Double.NaN);
            assertThat(spectra.get(1).flux()[5]).isNaN();
            assertThat(spectra.get(1).flux()[4]).isCloseTo(flux[1][4], within(1.0));
        }
        final short[][] blanks = {{1, 2, -7, 4}};
        final ImageHDU whole = image(blanks, "FLUX");
        whole.addValue("BLANK", -7, "");
        whole.addValue("BSCALE", 0.5, "");
        whole.addValue("BZERO", 10.0, "");
        assertThat(read(write("b.fits.fz", packed(whole, "RICE_1"))).get(0).flux()).containsExactly(10.5, 11,
            Double.NaN, 12);
    }

    /** As fpack does with a file of SDSS: the primary image moves into an extension, with the name of the telescope. */
    @Test
    public void fileOfAnObservatoryIsReadAlikeWhenCompressed() throws Exception {
        for (final String name : new String[]{"SDSSJ220248.31+123656.3.fits", "specexample1.fits"}) {
            final Path file = SharedData.file("fits/" + name);
            final Spectrum plain = read(file).get(0);
            final List<BasicHDU<?>> units = new ArrayList<>();
            try (Fits fits = new Fits(file.toFile())) {
                for (final BasicHDU<?> unit : fits.read()) {
                    units.add(packed((ImageHDU)unit, "GZIP_2"));
                }
                final Spectrum packed = read(write("packed.fits.fz", units.toArray(new BasicHDU<?>[0]))).get(0);
                assertThat(packed.flux()).containsExactly(plain.flux());
                assertThat(packed.weights()).containsExactly(plain.weights());
                assertThat(packed.wavelengths()).containsExactly(plain.wavelengths());
            }
        }
    }

    @Test
    public void errorsBesideAreFoundWhenBothAreCompressed() throws Exception {
        final Path flux = write("q_F.fits.fz", packed(image(new float[][]{{1, 2, 3}}, ""), "GZIP_2"));
        assertThat(read(flux).get(0).weights()).isNull();
        write("q_E.fits.fz", packed(image(new float[][]{{0.5f, 0.25f, 1}}, ""), "GZIP_2"));
        assertThat(read(flux).get(0).weights()).containsExactly(4, 16, 1);
        assertThat(FitsSpectra.isUncertaintyFile(folder.getRoot().toPath().resolve("q_E.fits.fz"))).isTrue();
    }

    private static CompressedTableHDU packedTable(final BinaryTable table, final int rows, final String... methods)
        throws Exception {
        final BinaryTableHDU unit = table.toHDU();
        for (int c = 0; c < table.getNCols(); c++) {
            unit.setColumnName(c, new String[]{"FLUX", "WAVE", "IVAR", "Z"}[c], null);
        }
        return CompressedTableHDU.fromBinaryTableHDU(unit, rows, methods).compress();
    }

    @Test
    public void compressedTablesAreReadTileByTile() throws Exception {
        final int rows = 10;
        final float[][] flux = new float[rows][3];
        final int[][] wavelengths = new int[rows][3];
        final double[][] weights = new double[rows][3];
        final double[] redshifts = new double[rows];
        for (int j = 0; j < rows; j++) {
            flux[j] = new float[]{j, j + 0.5f, -j};
            wavelengths[j] = new int[]{100 + j, 200 + j, 300 + j};
            weights[j] = new double[]{1, 2, j + 1};
            redshifts[j] = j / 4.0;
        }
        for (final int tile : new int[]{1, 3, 10}) {
            final BinaryTable table = new BinaryTable();
            table.addColumn(flux);
            table.addColumn(wavelengths);
            table.addColumn(weights);
            table.addColumn(redshifts);
            final Path file =
                write("a.fits.fz", packedTable(table, tile, "GZIP_2", "RICE_1", "GZIP_1", "GZIP_2"));
            try (FitsSpectra spectra = FitsSpectra.open(file, FitsOptions.DEFAULT)) {
                assertThat(spectra.count()).isEqualTo(rows);
                for (int j = 0; j < rows; j++) {
                    final FitsSpectrum read = spectra.next();
                    assertThat(read.spectrum().flux()).as("tiles of %d rows", tile).containsExactly(j, j + 0.5, -j);
                    assertThat(read.spectrum().wavelengths()).containsExactly(100 + j, 200 + j, 300 + j);
                    assertThat(read.spectrum().weights()).containsExactly(1, 2, j + 1);
                    assertThat(read.redshift()).hasValue(j / 4.0);
                }
            }
        }
    }

    @Test
    public void variableArraysInACompressedTableAreNamed() throws Exception {
        final Path file = FitsBytes.empty().heapTable(8, 1, new String[]{"FLUX", "1PB"}, 16, out -> {
            out.writeInt(16);
            out.writeInt(0);
            out.write(new byte[16]);
        }, "ZTABLE  =                    T", "ZFORM1  = '1PD(3)'", "ZCTYP1  = 'GZIP_2'", "ZNAXIS1 = 8", "ZNAXIS2 = 2",
            "ZTILELEN= 2", "CRVAL1  = 100", "CDELT1  = 1").write(folder.getRoot().toPath(), "a.fits.fz");
        assertThatThrownBy(() -> read(file)).isInstanceOf(FitsFormatException.class).hasMessageContaining("a.fits.fz")
            .hasMessageContaining("\"FLUX\"").hasMessageContaining("variable length in a compressed table");
    }

    /** 40 MB of zeros in a few thousand bytes: a row of tiles is unpacked when it is asked for. */
    @Test
    public void compressedImagesAreStreamed() throws Exception {
        final int pixels = 5000;
        final Path file = write("large.fits.fz", packed(image(new double[1000][pixels], "FLUX"), "GZIP_2"));
        assertThat(Files.size(file)).isLessThan(1 << 20);
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        read(write("warm.fits.fz", packed(image(new double[2][pixels], "FLUX"), "GZIP_2")));
        final long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        try (FitsSpectra spectra = FitsSpectra.open(file, FitsOptions.DEFAULT)) {
            for (int j = 0; j < 3; j++) {
                assertThat(spectra.next().spectrum().flux()).hasSize(pixels);
            }
        }
        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
            .as("bytes allocated for 3 of 1000 rows").isLessThan(8 << 20);
    }
}
