package org.noisynmf.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.noisynmf.headless.output.Console;
import org.noisynmf.io.MatrixFile;
import org.noisynmf.io.npy.NpyWriter;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.source.Orientation;
import org.noisynmf.io.text.ReadOptions;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The outcome of one command.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
public record Cli(int code, String out, String err) {

    public static Cli run(final Object... args) {
        return run(false, args);
    }

    public static Cli runOnTerminal(final Object... args) {
        return run(true, args);
    }

    private static Cli run(final boolean terminal, final Object... args) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final int code = Main.execute(
            new Console(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), terminal),
            Arrays.stream(args).map(Object::toString).toArray(String[]::new));
        return new Cli(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** @return the rows of a file */
    public static double[][] rows(final Path file) {
        try (MatrixSource source = MatrixFile.open(file, ReadOptions.DEFAULT)) {
            final List<double[]> rows = new ArrayList<>();
            for (double[] row = new double[source.pixels()]; source.next(row); row = new double[source.pixels()]) {
                rows.add(row);
            }
            return rows.toArray(new double[0][]);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path npy(final Path file, final double[]... rows) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            NpyWriter.write(out, rows, Orientation.ROWS);
        }
        return file;
    }

    public static Path text(final Path file, final String content) throws IOException {
        return Files.writeString(file, content);
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> json(final Path file) throws IOException {
        return new ObjectMapper().readValue(file.toFile(), Map.class);
    }

    /**
     * @param folder results of a command
     * @param expected those of another run, which may have taken another time
     */
    public static void assertSameResults(final Path folder, final Path expected) throws IOException {
        final List<String> names = files(expected);
        assertThat(files(folder)).isEqualTo(names);
        for (final String name : names) {
            final Path file = folder.resolve(name);
            if ("summary.json".equals(name)) {
                assertThat(timeless(file)).isEqualTo(timeless(expected.resolve(name)));
            } else if (!"trace.csv".equals(name)) {
                // which has seconds, too
                assertThat(file).hasSameBinaryContentAs(expected.resolve(name));
            }
        }
    }

    /** The index has the checksum of trace.csv. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> timeless(final Path summary) throws IOException {
        final Map<String, Object> all = json(summary);
        all.remove("seconds");
        ((Map<String, Object>)all.get("files")).remove("trace.csv");
        return all;
    }

    public static List<String> files(final Path folder) throws IOException {
        try (var list = Files.list(folder)) {
            return list.map(p -> p.getFileName().toString()).sorted().collect(Collectors.toList());
        }
    }
}
