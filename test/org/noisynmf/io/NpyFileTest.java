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
import java.util.stream.Stream;
import org.junit.Assume;
import org.junit.Test;
import org.noisynmf.engine.model.Factors;

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
        refused(file(1, dictionary("<f2", false, "1, 3"), new byte[6]), "type <f2");
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
        final Path data = Path.of(System.getProperty("noisynmf.shared", "../shared")).resolve("data");
        if (!Files.isDirectory(data)) {
            System.out.println("NpyFileTest.numpysOwnFilesAreRead skipped: " + data + " is not there");
        }
        Assume.assumeTrue(data + " is not there", Files.isDirectory(data));
        try (MatrixSource x = MatrixFile.open(data.resolve("digits_X.npy"), ROWS);
            MatrixSource v = MatrixFile.open(data.resolve("quasar_V.npy.gz"), COLUMNS)) {
            assertThat(x.pixels()).isEqualTo(64);
            assertThat(x.observations()).isEqualTo(1797);
            assertThat(Arrays.stream(all(x)[0]).sum()).isEqualTo(294);
            assertThat(v.pixels()).isGreaterThan((int)v.observations());
            assertThat(v.next(new double[v.pixels()])).isTrue();
        }
    }
}
