package org.noisynmf.headless.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noisynmf.headless.MainTest.refused;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.headless.Cli;
import org.noisynmf.io.npy.NpyWriter;

/** Text tables of others, from the file to the summary. */
public class TextFilesCommandTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Cli factorise(final String content, final Object... options) throws IOException {
        final Path data = Cli.text(folder.getRoot().toPath().resolve("x.txt"), content);
        final List<Object> arguments = new ArrayList<>(
            List.of("factorise", "--data", data, "--rank", 1, "--out", folder.getRoot().toPath().resolve("out")));
        arguments.addAll(Arrays.asList(options));
        return Cli.run(arguments.toArray());
    }

    private Map<String, Object> summary(final String content, final Object... options) throws IOException {
        final Cli cli = factorise(content, options);
        assertThat(cli.code()).as(cli.err()).isZero();
        return Cli.json(folder.getRoot().toPath().resolve("out/summary.json"));
    }

    @Test
    public void alignedColumnsAndTrailingSeparatorsAreThreePixels() throws IOException {
        final String aligned = "   0.85444    0.87877    0.28292\n   0.78376    0.40131    0.55331\n";
        for (final Object[] options : new Object[][]{{}, {"--delimiter", "space"}}) {
            assertThat(summary(aligned, options)).containsEntry("pixels", 3).containsEntry("observations", 2)
                .containsEntry("missing_entries", 0);
        }
        assertThat(summary("0.8544,0.8788,0.2829,\n0.7838,0.4013,0.5533,\n")).containsEntry("pixels", 3)
            .containsEntry("pixels_without_weight", 0);
    }

    @Test
    public void tablesOfRAreRead() throws IOException {
        assertThat(summary("a,b,c\n1,2,NA\n2,3,3\n3,NA,4\n", "--header")).containsEntry("pixels", 3)
            .containsEntry("missing_entries", 2);
        assertThat(summary("a,b,c\nr1,1,2,3\nr2,3,4,5\nr3,1,1,2\n", "--header", "--labels")).containsEntry("pixels", 3)
            .containsEntry("observations", 3).containsEntry("missing_entries", 0);
        refused(factorise("a,b,c\nr1,1,2,3\n", "--header"), "if rows begin with names, as R writes them", "--labels");
    }

    @Test
    public void numbersUnitsAndTextColumnsAreOptions() throws IOException {
        assertThat(summary("site;day;Cu;Fe\n;;g;g\nN;1;1;-999\nS;2;-99;4\n", "--header", "--label-columns", 2,
            "--skip-rows", 1, "--missing", "-999,-99.0")).containsEntry("pixels", 2).containsEntry("observations", 2)
            .containsEntry("missing_entries", 2);
    }

    @Test
    public void blankRowsAtTheEndAreWarnedOf() throws IOException {
        assertThat(summary("1,2\n3,4\n,\n")).containsEntry("observations", 2);
        assertThat(factorise("1,2\n3,4\n,\n").err()).contains("warning: 1 blank row at the end of ");
    }

    @Test
    public void dataMayComeFromStandardInput() throws IOException {
        final InputStream before = System.in;
        final Path out = folder.getRoot().toPath().resolve("out");
        try {
            System.setIn(new ByteArrayInputStream("1,2\n2,4\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(Cli.run("factorise", "--data", "-", "--rank", 1, "--out", out).code()).isZero();
            assertThat(Cli.json(out.resolve("summary.json"))).containsEntry("observations", 2);
            System.setIn(new ByteArrayInputStream("1,2\n2,4\n".getBytes(StandardCharsets.UTF_8)));
            refused(Cli.run("factorise", "--data", "-", "--weights", "-", "--rank", 1, "--out", out), "only once");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    public void arrayOfAnNpzFileIsNamed() throws IOException {
        final Path npz = folder.getRoot().toPath().resolve("x.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(npz))) {
            for (final String array : new String[]{"X", "V"}) {
                zip.putNextEntry(new ZipEntry(array + ".npy"));
                NpyWriter.write(zip, 3, 2, (row, column) -> row + column + 1);
            }
        }
        final Path out = folder.getRoot().toPath().resolve("out");
        final Cli cli = Cli.run("factorise", "--data", npz + ":X", "--weights", npz + ":V", "--rank", 1, "--out", out);
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(Cli.json(out.resolve("summary.json"))).containsEntry("observations", 3).containsEntry("pixels", 2);
        refused(Cli.run("factorise", "--data", npz, "--rank", 1, "--out", out), "holds 2 arrays: \"X\", \"V\"");
    }
}
