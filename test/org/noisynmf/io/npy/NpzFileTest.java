package org.noisynmf.io.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.noisynmf.io.NpyBytes.dictionary;
import static org.noisynmf.io.NpyBytes.doubles;
import static org.noisynmf.io.NpyBytes.file;
import static org.noisynmf.io.Sources.COLUMNS;
import static org.noisynmf.io.Sources.ROWS;
import static org.noisynmf.io.Sources.all;
import static org.noisynmf.io.Sources.open;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.io.MatrixFile;
import org.noisynmf.io.source.MatrixFormatException;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.text.ReadOptions;

public class NpzFileTest {

    private static final double[][] MATRIX = {{1, 2, 3}, {4, 5, 6}};

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final Map<String, byte[]> m_arrays = new LinkedHashMap<>();

    @Before
    public void fill() {
        m_arrays.put("X", matrix(1, 2, 3, 4, 5, 6));
    }

    private static byte[] matrix(final double... values) {
        return file(1, dictionary("<f8", false, "2, 3"), doubles(ByteOrder.LITTLE_ENDIAN, values));
    }

    private static byte[] names(final boolean wide, final String... names) {
        final int length = Arrays.stream(names).mapToInt(String::length).max().orElse(1);
        final Charset charset = wide ? Charset.forName("UTF-32LE") : StandardCharsets.ISO_8859_1;
        final ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (final String name : names) {
            data.writeBytes(Arrays.copyOf(name.getBytes(charset), length * (wide ? 4 : 1)));
        }
        return file(1, dictionary((wide ? "<U" : "|S") + length, false, names.length + ","), data.toByteArray());
    }

    private byte[] npz() {
        return npz(m_arrays);
    }

    public static byte[] npz(final Map<String, byte[]> arrays) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (final Map.Entry<String, byte[]> array : arrays.entrySet()) {
                zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                zip.write(array.getValue());
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private Path write() throws IOException {
        return Files.write(folder.getRoot().toPath().resolve("x.npz"), npz());
    }

    private static double[][] read(final Path file, final ReadOptions options) throws IOException {
        try (MatrixSource source = MatrixFile.open(file, options)) {
            return all(source);
        }
    }

    @Test
    public void onlyArrayNeedsNoName() throws IOException {
        assertThat(read(write(), ROWS)).isDeepEqualTo(MATRIX);
        assertThat(read(write(), COLUMNS)).isDeepEqualTo(new double[][]{{1, 4}, {2, 5}, {3, 6}});
        assertThat(all(npz(), "download", ROWS)).isDeepEqualTo(MATRIX);
    }

    @Test
    public void oneOfSeveralIsNamed() throws IOException {
        m_arrays.put("V", matrix(6, 5, 4, 3, 2, 1));
        final Path file = write();
        assertThat(read(file, ROWS.withArray("X"))).isDeepEqualTo(MATRIX);
        for (final String name : new String[]{"x.npz:V", "x.npz@V"}) {
            assertThat(read(folder.getRoot().toPath().resolve(name), ROWS)).as(name)
                .isDeepEqualTo(new double[][]{{6, 5, 4}, {3, 2, 1}});
        }
        assertThatThrownBy(() -> read(file, ROWS)).isInstanceOf(MatrixFormatException.class)
            .hasMessageContaining("x.npz holds 2 arrays: \"X\", \"V\"; name the one to read");
        assertThatThrownBy(() -> read(file, ROWS.withArray("Y"))).hasMessageContaining("has no array \"Y\", but \"X\"");
    }

    @Test
    public void arraysOfTextNameRowsAndColumns() throws IOException {
        for (final boolean wide : new boolean[]{true, false}) {
            m_arrays.put("rows", names(wide, "first", "2nd"));
            m_arrays.put("columns", names(wide, "a", "b", "çc"));
            try (MatrixSource rows = MatrixFile.open(write(), ROWS);
                MatrixSource columns = MatrixFile.open(write(), COLUMNS)) {
                assertThat(rows.pixelNames()).containsExactly("a", "b", "çc");
                rows.next(new double[3]);
                assertThat(rows.label()).contains("first");
                assertThat(columns.pixelNames()).containsExactly("first", "2nd");
                columns.next(new double[2]);
                columns.next(new double[2]);
                assertThat(columns.label()).contains("b");
            }
        }
        m_arrays.put("rows", names(true, "one"));
        assertThatThrownBy(() -> read(write(), ROWS)).hasMessageContaining("has 2 rows, but names of 1");
    }

    @Test
    public void streamLeavesNoFileBehind() throws IOException {
        final long before = temporary();
        try (MatrixSource source = open(npz(), "x.npz", ROWS)) {
            assertThat(temporary()).isEqualTo(before + 1);
            assertThat(all(source)).isDeepEqualTo(MATRIX);
        }
        assertThatThrownBy(() -> open(npz(), "x.npz", ROWS.withArray("Y"))).isInstanceOf(IOException.class);
        assertThat(temporary()).isEqualTo(before);
    }

    private static long temporary() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(f -> f.getFileName().toString().matches("noisynmf.*\\.npz")).count();
        }
    }

    @Test
    public void archiveWithoutArraysIsRefused() {
        m_arrays.clear();
        m_arrays.put("folder/readme.txt", new byte[30]);
        assertThatThrownBy(() -> all(npz(Map.of()), "x.npz", ROWS)).isInstanceOf(IOException.class)
            .hasMessageStartingWith("x.npz");
        assertThatThrownBy(() -> all(npz(), "x.npz", ROWS)).isInstanceOf(MatrixFormatException.class)
            .hasMessageContaining("not an npy file");
    }
}
