package org.noisynmf.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.noisynmf.io.Sources.ROWS;
import static org.noisynmf.io.Sources.all;
import static org.noisynmf.io.Sources.open;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.junit.Test;
import org.noisynmf.io.source.MatrixFormatException;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.source.NameOrder;
import org.noisynmf.io.text.ReadOptions;

/** Text tables as R, spreadsheets, NumPy and instruments write them. */
public class TextFormsTest {

    private static final ReadOptions DETECT = ROWS.withDelimiter(ReadOptions.DETECT);

    private static final ReadOptions NAMED = DETECT.withHeader(true).withLabels(true);

    private static final double[][] MATRIX = {{1, -2.5, 3e-17}, {4, 5, 6}};

    private static String text(final String csv, final ReadOptions options) throws IOException {
        return Arrays.deepToString(all(csv, options));
    }

    private static List<String> pixels(final String csv, final ReadOptions options) throws IOException {
        try (MatrixSource source = open(csv, options)) {
            return source.pixelNames();
        }
    }

    private static List<String> warnings(final String csv, final ReadOptions options) throws IOException {
        try (MatrixSource source = open(csv, options)) {
            all(source);
            return source.warnings();
        }
    }

    @Test
    public void alignedColumnsHaveAsManyPixelsAsNumbers() throws IOException {
        final String fixed = "   0.85444    0.87877    0.28292\n   0.78376    0.40131    0.55331\n";
        for (final ReadOptions options : new ReadOptions[]{DETECT, ROWS.withDelimiter(' ')}) {
            assertThat(all(fixed, options))
                .isDeepEqualTo(new double[][]{{0.85444, 0.87877, 0.28292}, {0.78376, 0.40131, 0.55331}});
            assertThat(all(" 1 \t-2.5  3e-17 \n\n  4\t5 6\t\r\n", options)).isDeepEqualTo(MATRIX);
        }
        assertThat(pixels("\"star name\" a b\n\"HD 1\" 1 2\n", NAMED)).containsExactly("a", "b");
    }

    @Test
    public void separatorThatEndsEveryLineIsNoColumn() throws IOException {
        assertThat(all("1,-2.5,3e-17,\n4,5,6,\n", ROWS)).isDeepEqualTo(MATRIX);
        assertThat(all("1;-2.5;3e-17;\n4;5;6;\n", DETECT)).isDeepEqualTo(MATRIX);
        assertThat(all("a,b,c,\n1,-2.5,3e-17,\n4,5,6,\n", ROWS.withHeader(true))).isDeepEqualTo(MATRIX);
        assertThat(all("a,b,c\n1,-2.5,3e-17,\n4,5,6,\n", ROWS.withHeader(true))).isDeepEqualTo(MATRIX);
        assertThat(pixels("a,b,c,\n1,-2.5,3e-17,\n", ROWS.withHeader(true))).containsExactly("a", "b", "c");
        // a column with a name is a column
        assertThat(text("a,b\n1,\n2,\n", ROWS.withHeader(true))).isEqualTo("[[1.0, NaN], [2.0, NaN]]");
        assertThat(text("1,2,\n", ROWS)).isEqualTo("[[1.0, 2.0, NaN]]");
        assertThat(text("1,2,\n3,4,5\n", ROWS)).isEqualTo("[[1.0, 2.0, NaN], [3.0, 4.0, 5.0]]");
        assertThatThrownBy(() -> all("1,2,\n".repeat(100) + "3,4,5\n", ROWS)).hasMessageContainingAll("row 100",
            "line 101", "\"5\"", "the rows before end with a separator");
    }

    @Test
    public void delimiterIsToldFromTheFile() throws IOException {
        for (final String csv : new String[]{"1,-2.5,3e-17\n4,5,6", "1;-2.5;3e-17\n4;5;6", "1\t-2.5\t3e-17\n4\t5\t6",
            "1 -2.5 3e-17\n4 5 6", "1, -2.5, 3e-17\n4, 5, 6", "\"1\";\"-2.5\";3e-17\n4;5;6"}) {
            assertThat(all(csv, DETECT)).as(csv).isDeepEqualTo(MATRIX);
        }
        assertThat(pixels("id,flux; total,error\na;b,1,2\nc;d,3,4\n", NAMED)).containsExactly("flux; total", "error");
        assertThat(text("1\t\t3\n4\t5\tNA\n", DETECT)).isEqualTo("[[1.0, NaN, 3.0], [4.0, 5.0, NaN]]");
        assertThat(all("1\n2\n", DETECT)).isDeepEqualTo(new double[][]{{1}, {2}});
    }

    @Test
    public void decimalCommasAreRefusedInPlainWords() {
        for (final String csv : new String[]{"1,5;2,5\n", "1,5\t2,5\n", "1,5 2,5\n", "\"1,5\",\"2,5\"\n"}) {
            assertThatThrownBy(() -> all(csv, DETECT)).as(csv).isInstanceOf(MatrixFormatException.class)
                .hasMessageContainingAll("x.csv, row 0, column 0", "\"1,5\" has a decimal comma");
        }
    }

    @Test
    public void missingValuesAreWrittenInManyWays() throws IOException {
        assertThat(text("a,b,c\n1,2,NA\n2,3,3\n3,NA,4\n", ROWS.withHeader(true)))
            .isEqualTo("[[1.0, 2.0, NaN], [2.0, 3.0, 3.0], [3.0, NaN, 4.0]]");
        final ReadOptions missing = ROWS.withMissing(List.of("-999", " -99.0", "-", "null"));
        assertThat(text("-999,-999.0,-99,-99.00,-,null,-9.99e2,999", missing))
            .isEqualTo("[[NaN, NaN, NaN, NaN, NaN, NaN, NaN, 999.0]]");
        assertThatThrownBy(() -> all("1,-\n", ROWS)).hasMessageContaining("\"-\" is not a number");
    }

    @Test
    public void missingNumbersCountInBinaryFilesToo() throws IOException {
        final ReadOptions missing = ROWS.withMissing(List.of("-99.9"));
        final byte[] file = NpyBytes.file(1, NpyBytes.dictionary("<f8", false, "1, 3"),
            NpyBytes.doubles(ByteOrder.LITTLE_ENDIAN, 1, -99.9, (double)-99.9f));
        assertThat(Arrays.deepToString(all(file, "x.npy", missing))).isEqualTo("[[1.0, NaN, NaN]]");
    }

    @Test
    public void headerOfRIsShortByTheRowNames() throws IOException {
        final String r = "a,b,c\nr1,1,2,3\nr2,3,4,5\n";
        assertThat(pixels(r, NAMED)).containsExactly("a", "b", "c");
        assertThat(all(r, NAMED)).isDeepEqualTo(new double[][]{{1, 2, 3}, {3, 4, 5}});
        assertThat(pixels("\"a\" \"b\"\n\"r1\" 1 2\n", NAMED)).containsExactly("a", "b");
        assertThatThrownBy(() -> all(r, ROWS.withHeader(true)))
            .hasMessage(
                "x.csv: the header has 3 names, but the first row 4 fields; if rows begin with names, as R writes "
                    + "them, say so (--labels)");
        assertThatThrownBy(() -> all("a,b\n1,2,3,4\n", NAMED))
            .hasMessageContaining("2 names, but the first row 4 fields");
    }

    @Test
    public void rowOfUnitsIsLeftOut() throws IOException {
        assertThat(all("wave,flux\nnm,Jy\n1,2\n", ROWS.withHeader(true).withSkippedRows(1)))
            .isDeepEqualTo(new double[][]{{1, 2}});
        assertThat(all("nm\tJy\n1\t2\n", DETECT.withSkippedRows(1))).isDeepEqualTo(new double[][]{{1, 2}});
        assertThatThrownBy(() -> all("1,2\n", ROWS.withSkippedRows(1))).hasMessage("x.csv is empty");
    }

    @Test
    public void severalColumnsOfTextNameARow() throws IOException {
        try (MatrixSource source =
            open("site,day,Cu,Fe\nNorth,Mon,1,2\nSouth,Tue,3,4\n", DETECT.withHeader(true).withLabelColumns(2))) {
            assertThat(source.pixelNames()).containsExactly("Cu", "Fe");
            final double[] row = new double[2];
            source.next(row);
            assertThat(source.label()).contains("North Mon");
            assertThat(row).containsExactly(1, 2);
        }
    }

    @Test
    public void encodingIsToldFromTheFirstBytes() throws IOException {
        final String csv = "é,b\n1,2\n";
        final byte[] mark = {(byte)0xef, (byte)0xbb, (byte)0xbf};
        final ReadOptions header = DETECT.withHeader(true);
        for (final byte[] file : new byte[][]{csv.getBytes(StandardCharsets.UTF_8),
            joined(mark, csv.getBytes(StandardCharsets.UTF_8)), csv.getBytes(StandardCharsets.UTF_16),
            joined(new byte[]{(byte)0xff, (byte)0xfe}, csv.getBytes(StandardCharsets.UTF_16LE))}) {
            try (MatrixSource source = open(file, "x.csv", header)) {
                assertThat(source.pixelNames()).containsExactly("é", "b");
                assertThat(all(source)).isDeepEqualTo(new double[][]{{1, 2}});
            }
        }
        assertThat(all("1,2\n3,4\n".getBytes(StandardCharsets.UTF_16LE), "x.csv", DETECT))
            .isDeepEqualTo(new double[][]{{1, 2}, {3, 4}});
        assertThat(all("1,2\n3,4\n".getBytes(StandardCharsets.UTF_16BE), "x.csv", DETECT))
            .isDeepEqualTo(new double[][]{{1, 2}, {3, 4}});
    }

    private static byte[] joined(final byte[] a, final byte[] b) {
        final byte[] joined = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        return joined;
    }

    @Test
    public void blankRowsAtTheEndAreLeftOutAndCounted() throws IOException {
        final String csv = "1,2\n,\n3,4\n,\n,\n";
        assertThat(text(csv, ROWS)).isEqualTo("[[1.0, 2.0], [NaN, NaN], [3.0, 4.0]]");
        assertThat(warnings(csv, ROWS)).containsExactly("2 blank rows at the end of x.csv are left out");
        assertThat(warnings(csv, Sources.COLUMNS)).containsExactly("2 blank rows at the end of x.csv are left out");
        assertThat(warnings("1,2\n,\n", ROWS)).containsExactly("1 blank row at the end of x.csv is left out");
        assertThat(warnings("1,2\n\n\n", ROWS)).isEmpty();
    }

    @Test
    public void messagesQuoteLittleOfAFile() {
        final String name = "n".repeat(1000);
        assertThatThrownBy(() -> NameOrder.of(new NameOrder.Axis("x", "pixel", List.of("a")),
            new NameOrder.Axis("v", "pixel", List.of(name, name))))
            .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    @Test(timeout = 60_000)
    public void endlessLineIsRefused() {
        final byte[] piece = "1234567,".repeat(1 << 17).getBytes(StandardCharsets.UTF_8);
        for (final String begin : new String[]{"\"", ""}) {
            final InputStream endless = new SequenceInputStream(
                new ByteArrayInputStream(begin.getBytes(StandardCharsets.UTF_8)), new SequenceInputStream(
                    Collections.enumeration(Collections.nCopies(80, piece).stream().map(ByteArrayInputStream::new)
                        .toList())));
            assertThatThrownBy(() -> MatrixFile.open(endless, "x.csv", ROWS)).isInstanceOf(MatrixFormatException.class)
                .hasMessageStartingWith("x.csv");
        }
    }
}
