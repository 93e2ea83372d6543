package org.noisynmf.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.noisynmf.io.Sources.COLUMNS;
import static org.noisynmf.io.Sources.ROWS;
import static org.noisynmf.io.Sources.all;
import static org.noisynmf.io.Sources.open;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.Test;
import org.noisynmf.io.source.MatrixFormatException;
import org.noisynmf.io.source.MatrixSource;

public class CsvFileTest {

    private static final double[][] MATRIX = {{1, -2.5, 3e-17}, {4, 5, 6}};

    private static final double[][] TRANSPOSED = {{1, 4}, {-2.5, 5}, {3e-17, 6}};

    @Test
    public void numbersAreReadInBothOrientations() throws IOException {
        assertThat(all("1,-2.5,3e-17\n4,5,6\n", ROWS)).isDeepEqualTo(MATRIX);
        assertThat(all("1,-2.5,3e-17\n4,5,6", COLUMNS)).isDeepEqualTo(TRANSPOSED);
    }

    @Test
    public void spacesQuotesLineEndsByteOrderMarkAndGzipDoNotMatter() throws IOException {
        assertThat(all("\uFEFF1 , -2.5,\"3e-17\"\r\n\r\n 4,5,6\r\n  \r\n", ROWS)).isDeepEqualTo(MATRIX);
        assertThat(all(NpyBytes.gzip("1,-2.5,3e-17\n4,5,6".getBytes(StandardCharsets.UTF_8)), "x.csv.gz", ROWS))
            .isDeepEqualTo(MATRIX);
    }

    @Test
    public void otherDelimitersAreAnOption() throws IOException {
        assertThat(all("1;-2.5;3e-17\n4;5;6", ROWS.withDelimiter(';'))).isDeepEqualTo(MATRIX);
        assertThat(all("1\t-2.5\t3e-17\n4\t5\t6", ROWS.withDelimiter('\t'))).isDeepEqualTo(MATRIX);
        assertThatThrownBy(() -> ROWS.withDelimiter('.')).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("'.'");
    }

    @Test
    public void emptyFieldsAndNanAreMissing() throws IOException {
        assertThat(Arrays.deepToString(all("1,,NaN\nnan, ,6", ROWS))).isEqualTo("[[1.0, NaN, NaN], [NaN, NaN, 6.0]]");
    }

    @Test
    public void infinityIsReadSoThatItCanBeRefusedByPlace() throws IOException {
        assertThat(all("inf,-Infinity", ROWS))
            .isDeepEqualTo(new double[][]{{Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}});
    }

    @Test
    public void headerAndLabelsNamePixelsAndObservations() throws IOException {
        final String csv = "id,a,b\nfirst,1,2\nsecond,3,4\n";
        try (MatrixSource rows = open(csv, ROWS.withHeader(true).withLabels(true));
            MatrixSource columns = open(csv, COLUMNS.withHeader(true).withLabels(true))) {
            assertThat(rows.pixelNames()).containsExactly("a", "b");
            assertThat(rows.observations()).isEqualTo(MatrixSource.UNKNOWN);
            final double[] observation = new double[2];
            rows.next(observation);
            rows.next(observation);
            assertThat(rows.label()).contains("second");
            assertThat(observation).containsExactly(3, 4);
            assertThat(rows.next(observation)).isFalse();
            assertThat(observation).containsExactly(3, 4);

            assertThat(columns.pixelNames()).containsExactly("first", "second");
            assertThat(columns.observations()).isEqualTo(2);
            columns.next(observation);
            assertThat(columns.label()).contains("a");
            assertThat(observation).containsExactly(1, 3);
        }
    }

    @Test
    public void whatIsNotANumberIsNamedWithItsPlace() {
        assertThatThrownBy(() -> all("1,2\n3,?\n", ROWS)).isInstanceOf(MatrixFormatException.class)
            .hasMessageContainingAll("x.csv", "row 1", "column 1", "line 2", "\"?\"", "not a number")
            .hasMessageNotContaining("header");
        assertThatThrownBy(() -> all("a,b\n3,4\n", ROWS)).hasMessageContainingAll("row 0", "column 0", "header");
        assertThatThrownBy(() -> all("a,b\n3,1d\n", ROWS.withHeader(true)))
            .hasMessageContainingAll("row 0", "column 1", "line 2", "1d");
        assertThatThrownBy(() -> all("1,\"2,5\"", ROWS)).hasMessageContaining("2,5");
    }

    @Test
    public void longNonsenseIsShortened() {
        assertThatThrownBy(() -> all("x".repeat(1000), ROWS))
            .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(300));
    }

    @Test
    public void rowsOfUnequalLengthAreRefused() {
        assertThatThrownBy(() -> all("1,2\n3\n", ROWS)).isInstanceOf(MatrixFormatException.class)
            .hasMessageContainingAll("row 1", "line 2", "1 field", "2");
    }

    @Test
    public void emptyFilesAreRefused() {
        assertThatThrownBy(() -> all("", ROWS)).isInstanceOf(MatrixFormatException.class).hasMessageContaining("empty");
        assertThatThrownBy(() -> all("only\nlabels\n", ROWS.withLabels(true))).hasMessageContaining("no values");
        assertThatThrownBy(() -> all("a,b\n", COLUMNS.withHeader(true))).hasMessageContaining("no values");
    }

    @Test
    public void fileThatIsNoTextIsRefused() {
        assertThatThrownBy(() -> all(new byte[]{'1', 0, 2}, "x.csv", ROWS)).isInstanceOf(MatrixFormatException.class)
            .hasMessageContainingAll("x.csv", "neither");
    }
}
