package org.noisynmf.knime.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noisynmf.knime.Nodes.configure;
import static org.noisynmf.knime.Nodes.reader;
import static org.noisynmf.knime.Nodes.refusedAtConfigure;
import static org.noisynmf.knime.Nodes.refusedAtExecute;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.table;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.ids;
import static org.noisynmf.knime.Tables.values;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.knime.core.data.DataTableSpec;
import org.noisynmf.standin.NodeHost;

/** What the reader delivers and what it refuses. */
public class MatrixReaderTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path m_csv;

    @Before
    public void writeFile() throws Exception {
        m_csv = write("spectra.csv", "name,a,b,a\nfirst,1,2,3\nsecond,4,,-6.5\n");
    }

    private Path write(final String name, final String text) throws Exception {
        return Files.writeString(folder.newFile(name).toPath(), text);
    }

    private NodeHost named(final Object location, final String... options) throws Exception {
        return with(with(reader(), "location", location.toString(), "String"), options);
    }

    private NodeHost labelled(final Object location) throws Exception {
        return named(location, "header", "true", "boolean", "rowIds", "true", "boolean");
    }

    @Test
    public void namesOfRowsAndColumnsAreTaken() throws Exception {
        final NodeHost reader = labelled(m_csv);
        final DataTableSpec promised = (DataTableSpec)configure(reader)[0];
        final var read = reader.execute();
        assertThat(table(read, 0).getDataTableSpec().equalStructure(promised)).isTrue();
        assertThat(promised.getColumnNames()).containsExactly("a", "b", "a (#1)");
        assertThat(ids(table(read, 0))).containsExactly("first", "second");
        assertThat(Arrays.deepToString(values(table(read, 0)))).isEqualTo("[[1.0, 2.0, 3.0], [4.0, NaN, -6.5]]");
    }

    @Test
    public void fileUrlAndWorkflowUrlLeadToTheFile() throws Exception {
        assertThat(values(table(run(labelled(m_csv.toUri().toURL())), 0))).hasDimensions(2, 3);
        Files.createDirectories(folder.getRoot().toPath().resolve("data"));
        Files.copy(m_csv, folder.getRoot().toPath().resolve("data/x.csv"));
        final NodeHost reader = labelled("knime://knime.workflow/data/x.csv");
        reader.setWorkflowDirectory(folder.getRoot().toPath());
        assertThat(values(table(run(reader), 0))).hasDimensions(2, 3);
    }

    @Test
    public void transposedFileIsTurned() throws Exception {
        final Path columns = write("columns.csv", "1;4\n2;5\n3;6\n");
        final NodeHost reader =
            named(columns, "transposed", "true", "boolean", "delimiter", "SEMICOLON", "String");
        assertThat(values(table(run(reader), 0))).isDeepEqualTo(new double[][]{{1, 2, 3}, {4, 5, 6}});
    }

    @Test
    public void missingValuesAndBlankRowsAreToldFromNumbers() throws Exception {
        final NodeHost reader = named(write("m.txt", " 1  -999\n-99.0  4\n"), "delimiter", "DETECT", "String",
            "missing", "-999,-99", "String");
        assertThat(Arrays.deepToString(values(table(run(reader), 0)))).isEqualTo("[[1.0, NaN], [NaN, 4.0]]");
        assertThat(reader.warning()).isEmpty();
        final NodeHost blank = named(write("b.csv", "1,2\n,\n"));
        run(blank);
        assertThat(blank.warning().orElse("")).contains("1 blank row at the end of ");
    }

    @Test
    public void vectorFormHoldsTheSameNumbers() throws Exception {
        final Path plain = write("plain.csv", "1,2\n3,4\n");
        final var read = run(named(plain, "form", "VECTOR", "String"));
        assertThat(table(read, 0).getDataTableSpec().getColumnNames()).containsExactly("Pixels");
        assertThat(values(table(read, 0))).isDeepEqualTo(new double[][]{{1, 2}, {3, 4}});
        assertThat(table(run(named(plain)), 0).getDataTableSpec().getColumnNames()).containsExactly("Pixel 0",
            "Pixel 1");
    }

    @Test
    public void missingFileIsNamedAtConfigure() throws Exception {
        refusedAtConfigure(reader()).hasMessageContaining("No file is given");
        refusedAtConfigure(named(folder.getRoot().toPath().resolve("none.npy"))).hasMessageContaining("none.npy")
            .hasMessageContaining("does not exist");
        refusedAtConfigure(named(folder.getRoot())).hasMessageContaining("is a folder");
        final NodeHost reader = named("knime://knime.workflow/data/none.npy");
        reader.setWorkflowDirectory(folder.getRoot().toPath());
        refusedAtConfigure(reader).hasMessageContaining("knime://knime.workflow/data/none.npy")
            .hasMessageContaining("looked for it at");
    }

    @Test
    public void fileThatIsNoMatrixIsRefusedAtConfigure() throws Exception {
        refusedAtConfigure(named(write("false.npy", "no npy"))).hasMessageContaining("false.npy")
            .hasMessageContaining("npy signature");
        refusedAtConfigure(named(write("empty.csv", ""))).hasMessageContaining("empty.csv is empty");
    }

    @Test
    public void badFieldIsNamedByRowAndColumn() throws Exception {
        refusedAtExecute(named(write("bad.csv", "1,2\n3,x\n"))).hasMessageContaining("row 1, column 1")
            .hasMessageContaining("\"x\"");
        refusedAtExecute(named(write("ragged.csv", "1,2\n3\n"))).hasMessageContaining("row 1");
    }

    @Test
    public void repeatedRowIdIsNamed() throws Exception {
        refusedAtExecute(named(write("twice.csv", "s,1\ns,2\n"), "rowIds", "true", "boolean"))
            .hasMessageContaining("\"s\" occurs twice").hasMessageContaining("Row IDs must differ");
    }

    @Test
    public void oneNumberIsEnoughAndAnEmptyFileTooFew() throws Exception {
        assertThat(values(table(run(named(write("one.csv", "-2.5\n"))), 0))).isDeepEqualTo(new double[][]{{-2.5}});
        refusedAtConfigure(named(write("empty.csv", ""))).hasMessageContaining("empty.csv is empty");
    }

    @Test
    public void headerAloneHasNoRows() throws Exception {
        refusedAtExecute(named(write("header.csv", "a,b\n"), "header", "true", "boolean"))
            .hasMessageContaining("no rows");
    }
}
