package org.noisynmf.io.npy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

import org.junit.Test;
import org.noisynmf.io.MatrixFile;
import org.noisynmf.io.source.Lines;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.source.Orientation;
import org.noisynmf.io.text.ReadOptions;

/** Lines held in memory are read across as they were added, whatever their number. */
public class TurnedLinesTest {

    private static double value(final int line, final int place) {
        return line * 1000 + place + 0.25;
    }

    private static void check(final int lines, final int length, final boolean single) {
        final TurnedLines turned = new TurnedLines(length, single, 0);
        for (int l = 0; l < lines; l++) {
            final double[] line = turned.line();
            for (int i = 0; i < length; i++) {
                line[i] = value(l, i);
            }
            turned.add();
        }
        assertThat(turned.count()).isEqualTo(lines);
        final double[] across = new double[lines];
        for (int i = 0; i < length; i++) {
            turned.across(i, across);
            for (int l = 0; l < lines; l++) {
                assertThat(across[l]).isEqualTo(value(l, i));
            }
        }
        final double[] along = new double[length];
        for (int l = 0; l < lines; l++) {
            turned.copy(l, along);
            for (int i = 0; i < length; i++) {
                assertThat(along[i]).isEqualTo(value(l, i));
            }
        }
    }

    @Test
    public void blocksAreFullOrNot() {
        for (final int lines : new int[]{0, 1, 63, 64, 65, 128, 200}) {
            check(lines, 7, false);
            check(lines, 7, true);
        }
    }

    @Test
    public void longLinesMakeSmallBlocks() {
        check(5, 300_000, false);
    }

    /** Lines of which nobody knows how many there are, unless they say so. */
    private record Counted(int number, long count, int[] next) implements Lines {

        @Override
        public boolean areRows() {
            return true;
        }

        @Override
        public int length() {
            return 5;
        }

        @Override
        public boolean areText() {
            return false;
        }

        @Override
        public List<String> entryNames() {
            return List.of();
        }

        @Override
        public boolean next(final double[] out) {
            if (next[0] == number) {
                return false;
            }
            for (int i = 0; i < out.length; i++) {
                out[i] = value(next[0], i);
            }
            next[0]++;
            return true;
        }

        @Override
        public Optional<String> name() {
            return Optional.empty();
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    @Test
    public void linesAreTheSameFromMemoryAndFromAFile() throws IOException {
        final int number = 300;
        for (final double most : new double[]{0, 64 * 5 * 8 * 2, 1e6}) {
            for (final long count : new long[]{number, MatrixSource.UNKNOWN}) {
                try (Lines across = TransposedLines.of(new Counted(number, count, new int[1]), most)) {
                    assertThat(across.length()).isEqualTo(number);
                    final double[] line = new double[number];
                    for (int i = 0; i < 5; i++) {
                        assertThat(across.next(line)).isTrue();
                        for (int l = 0; l < number; l++) {
                            assertThat(line[l]).isEqualTo(value(l, i));
                        }
                    }
                    assertThat(across.next(line)).isFalse();
                }
            }
        }
    }

    @Test
    public void compressedTextOfUnknownLengthIsReadAcross() throws IOException {
        final StringBuilder text = new StringBuilder();
        for (int l = 0; l < 3000; l++) {
            for (int i = 0; i < 60; i++) {
                text.append(i == 0 ? "" : ",").append(String.format(Locale.ROOT, "%.2f", value(l, i)));
            }
            text.append('\n');
        }
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        }
        try (MatrixSource source = MatrixFile.open(new ByteArrayInputStream(bytes.toByteArray()), "x.csv.gz",
            new ReadOptions(Orientation.COLUMNS, false, 0, ',', 0, List.of(), ""))) {
            final double[] across = new double[3000];
            for (int i = 0; i < 60; i++) {
                assertThat(source.next(across)).isTrue();
                assertThat(across[0]).isEqualTo(value(0, i));
                assertThat(across[2999]).isEqualTo(value(2999, i));
            }
            assertThat(source.next(across)).isFalse();
        }
    }
}
