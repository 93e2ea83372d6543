package org.noisynmf.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.noisynmf.io.NpyBytes.dictionary;
import static org.noisynmf.io.NpyBytes.doubles;
import static org.noisynmf.io.NpyBytes.file;
import static org.noisynmf.io.Sources.COLUMNS;
import static org.noisynmf.io.Sources.ROWS;
import static org.noisynmf.io.Sources.all;
import static org.noisynmf.io.Sources.open;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.Test;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.io.npy.NpyWriter;
import org.noisynmf.io.source.MatrixFormatException;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.source.Orientation;
import org.noisynmf.io.text.ReadOptions;

public class NpyFileTest {

    /** 2 × 3: rows {1 2 3} and {4 5 6}. */
    private static final double[][] MATRIX = {{1, 2, 3}, {4, 5, 6}};

    private static final double[][] TRANSPOSED = {{1, 4}, {2, 5}, {3, 6}};

    private static byte[] cOrder(final int version) {
        return file(version, dictionary("<f8", false, "2, 3"), doubles(ByteOrder.LITTLE_ENDIAN, 1, 2, 3, 4, 5, 6));
    }

    private static byte[] fortran(final ByteOrder order) {
        return file(1, dictionary(order == ByteOrder.BIG_ENDIAN ? ">f8" : "<f8", true, "2, 3"),
            doubles(order, 1, 4, 2, 5, 3, 6));
    }

    @Test
    public void everyVersionIsRead() throws IOException {
        for (int version = 1; version <= 3; version++) {
            assertThat(all(cOrder(version), "x.npy", ROWS)).isDeepEqualTo(MATRIX);
        }
    }

    @Test
    public void bothOrdersAndByteOrdersGiveTheSameMatrix() throws IOException {
        for (final ByteOrder order : new ByteOrder[]{ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            assertThat(all(fortran(order), "x.npy", ROWS)).isDeepEqualTo(MATRIX);
            assertThat(all(fortran(order), "x.npy", COLUMNS)).isDeepEqualTo(TRANSPOSED);
        }
        assertThat(all(cOrder(1), "x.npy", COLUMNS)).isDeepEqualTo(TRANSPOSED);
    }

    @Test
    public void countsAreKnownBeforeReading() throws IOException {
        try (MatrixSource rows = open(cOrder(1), "x.npy", ROWS);
            MatrixSource columns = open(cOrder(1), "x.npy", COLUMNS)) {
            assertThat(rows.observations()).isEqualTo(2);
            assertThat(rows.pixels()).isEqualTo(3);
            assertThat(columns.observations()).isEqualTo(3);
            assertThat(columns.pixels()).isEqualTo(2);
            assertThat(rows.pixelNames()).isEmpty();
        }
    }

    @Test
    public void largeMatricesComeBackAcrossAndLeaveNoFileBehind() throws IOException {
        // 1.6 MB and 19 MB: beyond what is held in memory, in several blocks, the last of them smaller
        for (final int[] shape : new int[][]{{200_000, 1}, {300, 8001}}) {
            final ByteArrayOutputStream out = new ByteArrayOutputStream();
            NpyWriter.write(out, shape[0], shape[1], (row, column) -> row + 1e-6 * column);
            final String folder = System.getProperty("java.io.tmpdir");
            try (MatrixSource source = open(out.toByteArray(), "x.npy", COLUMNS)) {
                final double[] column = new double[shape[0]];
                for (int c = 0; c < shape[1]; c++) {
                    assertThat(source.next(column)).isTrue();
                    for (int r = 0; r < shape[0]; r++) {
                        if (column[r] != r + 1e-6 * c) {
                            throw new AssertionError("row " + r + ", column " + c + ": " + column[r]);
                        }
                    }
                }
                assertThat(source.next(column)).isFalse();
            }
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                assertThat(files.filter(f -> f.toString().endsWith(".transposed"))).isEmpty();
            }
        }
    }

    @Test
    public void compressedFilesAreReadWhateverTheirName() throws IOException {
        assertThat(all(NpyBytes.gzip(cOrder(1)), "x.npy.gz", ROWS)).isDeepEqualTo(MATRIX);
        assertThat(all(NpyBytes.gzip(cOrder(1)), "download", COLUMNS)).isDeepEqualTo(TRANSPOSED);
    }

    @Test
    public void everyNumericTypeIsRead() throws IOException {
        final ByteBuffer data = ByteBuffer.allocate(8);
        assertThat(one("<f4", data.order(ByteOrder.LITTLE_ENDIAN).putFloat(0, 1.5f))).isEqualTo(1.5);
        assertThat(one(">f4", data.order(ByteOrder.BIG_ENDIAN).putFloat(0, -1.5f))).isEqualTo(-1.5);
        assertThat(one(">i8", data.putLong(0, -7))).isEqualTo(-7);
        assertThat(one(">i4", data.putInt(0, -7))).isEqualTo(-7);
        assertThat(one(">i2", data.putShort(0, (short)-7))).isEqualTo(-7);
        assertThat(one("|i1", data.put(0, (byte)-7))).isEqualTo(-7);
        assertThat(one("|u1", data.put(0, (byte)-7))).isEqualTo(249);
        assertThat(one(">u2", data.putShort(0, (short)-7))).isEqualTo(65529);
        assertThat(one(">u4", data.putInt(0, -7))).isEqualTo(4294967289.0);
        // the nearest double to 2^64 − 2048, which unsigned 64-bit integers reach
        assertThat(one(">u8", data.putLong(0, -2048))).isEqualTo(0x1p64 - 2048);
        assertThat(one("|b1", data.put(0, (byte)1))).isEqualTo(1);
    }

    @Test
    public void halvesAreRead() throws IOException {
        final ByteBuffer data = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        final double[] values = {1, -2, 65504, 0x1p-24, 0x1p-14, 0x1.554p-2,
            Double.POSITIVE_INFINITY, Double.NaN, -0.0};
        final int[] bits = {0x3c00, 0xc000, 0x7bff, 0x0001, 0x0400, 0x3555, 0x7c00, 0x7e00, 0x8000};
        for (int i = 0; i < bits.length; i++) {
            assertThat(one("<f2", data.putShort(0, (short)bits[i]))).as("%x", bits[i])
                .isEqualTo(Double.valueOf(values[i]));
        }
    }

    @Test
    public void longDoublesOfX86AreRoundedToTheNearestDouble() throws IOException {
        // significand and exponent as the processor stores them
        assertThat(extended(0x8000000000000000L, 0x3fff)).isEqualTo(1);
        assertThat(extended(0xc90fdaa22168c235L, 0x4000)).isEqualTo(Math.PI);
        assertThat(extended(0xc90fdaa22168c235L, 0xc000)).isEqualTo(-Math.PI);
        // halfway between 1 and the next double, and a little more
        assertThat(extended(0x8000000000000400L, 0x3fff)).isEqualTo(1);
        assertThat(extended(0x8000000000000401L, 0x3fff)).isEqualTo(Math.nextUp(1.0));
        assertThat(extended(0x8000000000000000L, 0x7fff)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(extended(0xc000000000000000L, 0x7fff)).isNaN();
        assertThat(extended(0, 0)).isEqualTo(0);
        assertThat(extended(0x8000000000000000L, 0x7ffe)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    private static double extended(final long significand, final int signAndExponent) throws IOException {
        final byte[] bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(significand)
            .putShort((short)signAndExponent).putShort((short)0x1234).array();
        return all(file(1, dictionary("<f16", false, "1, 1"), bytes), "x.npy", ROWS)[0][0];
    }

    /** Every type and order in both orientations, as a file, as a stream and compressed, over panels and buffers. */
    @Test
    public void filesStreamsAndGzipGiveTheSameNumbers() throws IOException {
        final Path folder = Files.createTempDirectory("npy");
        final int rows = 211;
        final int columns = 2500;
        for (final String descr : new String[]{"<f4", ">f4", "<f8", ">f8", "<i2", "|u1", "<i8", "<f2"}) {
            final int bytes = descr.charAt(2) - '0';
            final byte[] data = new byte[rows * columns * bytes];
            new Random(5).nextBytes(data);
            for (final boolean fortran : new boolean[]{false, true}) {
                final byte[] content = file(1, dictionary(descr, fortran, rows + ", " + columns), data);
                final Path plain = Files.write(folder.resolve("x.npy"), content);
                for (final ReadOptions options : new ReadOptions[]{ROWS, COLUMNS}) {
                    final double[][] expected = all(content, "x.npy", options);
                    assertThat(expected).hasDimensions(options == ROWS ? rows : columns,
                        options == ROWS ? columns : rows);
                    try (MatrixSource source = MatrixFile.open(plain, options)) {
                        assertThat(Arrays.deepEquals(all(source), expected)).as(descr + fortran).isTrue();
                    }
                    assertThat(Arrays.deepEquals(all(NpyBytes.gzip(content), "x.npy.gz", options), expected)).isTrue();
                    // entry 7 of row 3, from its bytes
                    final int at = fortran ? 7 * rows + 3 : 3 * columns + 7;
                    assertThat(options == ROWS ? expected[3][7] : expected[7][3]).isEqualTo(
                        one(descr, ByteBuffer.wrap(Arrays.copyOfRange(data, at * bytes, at * bytes + bytes))));
                }
            }
        }
        Files.delete(folder.resolve("x.npy"));
        Files.delete(folder);
    }

    @Test
    public void cutOffFileIsFoundBeforeItIsReadAcross() throws IOException {
        final Path file = Files.createTempFile("cut", ".npy");
        Files.write(file, Arrays.copyOf(cOrder(1), cOrder(1).length - 1));
        assertThatThrownBy(() -> MatrixFile.open(file, COLUMNS)).isInstanceOf(MatrixFormatException.class)
            .hasMessageContaining("ends within row 1 (counted from 0) of 2");
        Files.delete(file);
    }

    private static double one(final String descr, final ByteBuffer data) throws IOException {
        final byte[] bytes = new byte[descr.charAt(2) - '0'];
        data.get(0, bytes);
        return all(file(1, dictionary(descr, false, "1, 1"), bytes), "x.npy", ROWS)[0][0];
    }

    @Test
    public void writtenFilesComeBackBitForBitInBothOrientations() throws IOException {
        final double[] values = {1.0 / 3, -0.0, Double.NaN, Double.MIN_VALUE, 1e300, Double.NEGATIVE_INFINITY};
        for (final Orientation orientation : Orientation.values()) {
            final ByteArrayOutputStream out = new ByteArrayOutputStream();
            NpyWriter.write(out, values, 2, 3, orientation);
            final double[][] back = all(out.toByteArray(), "x.npy", ROWS.withOrientation(orientation));
            // as text, since NaN equals itself there; Double.toString tells all doubles apart
            assertThat(Arrays.deepToString(back))
                .isEqualTo("[[0.3333333333333333, -0.0, NaN], [4.9E-324, 1.0E300, -Infinity]]");
            final ByteArrayOutputStream vectors = new ByteArrayOutputStream();
            NpyWriter.write(vectors, back, orientation);
            assertThat(vectors.toByteArray()).isEqualTo(out.toByteArray());
        }
    }

    @Test
    public void headersAreAlignedAsNumpyAligns() throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpyWriter.write(out, new double[6], 2, 3, Orientation.COLUMNS);
        assertThat(out.size()).isEqualTo(128 + 48);
        assertThat(out.toString(StandardCharsets.ISO_8859_1)).contains("'shape': (3, 2), }")
            .contains("'fortran_order': False");
    }

    @Test
    public void modelIsWrittenInBothOrientations() throws IOException {
        final Factors factors = new Factors(3, 2, 2, new double[]{1, 2, 3, 0, 1, 0}, new double[]{1, 10, 2, 0});
        for (final Orientation orientation : Orientation.values()) {
            final ByteArrayOutputStream out = new ByteArrayOutputStream();
            NpyWriter.write(out, factors, orientation);
            assertThat(all(out.toByteArray(), "x.npy", ROWS.withOrientation(orientation)))
                .isDeepEqualTo(new double[][]{{1, 12, 3}, {2, 4, 6}});
        }
    }

    @Test
    public void whatIsNoMatrixOfNumbersIsRefused() {
        refused(file(1, dictionary("<f8", false, "6,"), new byte[48]), "1 dimensions", "matrix with 2");
        refused(file(1, dictionary("<f8", false, "1, 2, 3"), new byte[48]), "3 dimensions");
        refused(file(1, dictionary("<c16", false, "1, 3"), new byte[48]), "type <c16", "f4, f8");
        refused(file(1, dictionary(">f16", false, "1, 3"), new byte[48]), "type >f16");
        // a quadruple-precision 1, as other processors write it
        final byte[] quadruple = new byte[16];
        quadruple[14] = (byte)0xff;
        quadruple[15] = 0x3f;
        quadruple[8] = 1;
        refused(file(1, dictionary("<f16", false, "1, 1"), quadruple), "not a number of x86's extended precision");
        refused(file(1, dictionary("|O", false, "1, 3"), new byte[6]), "type |O");
        refused(file(4, dictionary("<f8", false, "1, 3"), new byte[24]), "version 4", "1 to 3");
        refused(file(1, "{'descr': '<f8'}", new byte[24]), "header");
        refused(file(1, dictionary("<f8", false, "3000000000, 1"), new byte[24]), "3000000000", "2147483648");
        refused(file(1, dictionary("<f8", false, "2, 0"), new byte[0]), "no values");
        refused("no numpy".getBytes(StandardCharsets.US_ASCII), "not an npy file");
    }

    private static void refused(final byte[] file, final String... parts) {
        assertThatThrownBy(() -> all(file, "x.npy", ROWS)).isInstanceOf(MatrixFormatException.class)
            .hasMessageContaining("x.npy").hasMessageContainingAll(parts);
    }

    @Test
    public void cutOffFilesSayWhere() {
        final byte[] whole = cOrder(1);
        assertThatThrownBy(() -> all(Arrays.copyOf(whole, whole.length - 1), "x.npy", ROWS))
            .isInstanceOf(MatrixFormatException.class).hasMessageContaining("row 1")
            .hasMessageContaining("not complete");
        assertThatThrownBy(() -> all(Arrays.copyOf(whole, 20), "x.npy", ROWS))
            .isInstanceOf(MatrixFormatException.class).hasMessageContaining("header");
    }

    @Test
    public void missingFilesAndFoldersAreNamed() throws IOException {
        final Path folder = Files.createTempDirectory("npy");
        assertThatThrownBy(() -> MatrixFile.open(folder, ROWS)).isInstanceOf(IOException.class)
            .hasMessageContaining("is a folder");
        assertThatThrownBy(() -> MatrixFile.open(folder.resolve("absent.npy"), ROWS))
            .isInstanceOf(IOException.class).hasMessageContaining("absent.npy").hasMessageContaining("does not exist");
        Files.delete(folder);
    }

    @Test
    public void streamIsClosedWithTheSourceAndWhenRefused() throws IOException {
        final boolean[] closed = new boolean[1];
        final InputStream good = closing(cOrder(1), closed);
        MatrixFile.open(good, "x.npy", ROWS).close();
        assertThat(closed[0]).isTrue();
        closed[0] = false;
        assertThatThrownBy(() -> MatrixFile.open(closing(new byte[]{0}, closed), "x", ROWS))
            .hasMessageContaining("neither");
        assertThat(closed[0]).isTrue();
    }

    private static InputStream closing(final byte[] content, final boolean[] closed) {
        return new ByteArrayInputStream(content) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
    }

    @Test
    public void numpysOwnFilesAreRead() throws IOException {
        final Path root = Path.of(System.getProperty("noisynmf.root", ".."));
        try (MatrixSource x = MatrixFile.open(root.resolve("workflows/Digits from files/data/digits_X.npy"), ROWS);
            MatrixSource v = MatrixFile.open(root.resolve("test/reference/doublet_small_V.npy"), COLUMNS)) {
            assertThat(x.pixels()).isEqualTo(64);
            assertThat(x.observations()).isEqualTo(1797);
            assertThat(Arrays.stream(all(x)[0]).sum()).isEqualTo(294);
            assertThat(v.pixels()).isEqualTo(64);
            assertThat(v.observations()).isEqualTo(100);
            assertThat(v.next(new double[v.pixels()])).isTrue();
        }
    }
}
