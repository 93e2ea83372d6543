package org.noisynmf.knime.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeProgressMonitor;
import org.knime.core.node.port.PortObjectSpec;
import org.noisynmf.knime.Tables;
import org.noisynmf.knime.table.pixel.OptionalTables;
import org.noisynmf.knime.table.pixel.PixelCategories;
import org.noisynmf.knime.table.spectra.PixelWavelengths;

/** The parts that tables are read and written by: which table is which, where its pixels are, what a message says. */
public class TablePartsTest {

    private static final PixelColumns COLUMNS = PixelColumns.columns(List.of("a", "b"));

    private static final PixelColumns VECTOR = PixelColumns.vector("spectrum");

    private static DataTableSpec spec(final DataType type, final String... names) {
        final DataType[] types = new DataType[names.length];
        Arrays.fill(types, type);
        return new DataTableSpec(names, types);
    }

    private static long checksum(final String... rows) {
        return new Labels(List.of(rows), COLUMNS, 2).rowsChecksum();
    }

    @Test
    public void theChecksumOfRowsTellsNamesAndTheirOrder() {
        assertThat(checksum("x", "yz")).isEqualTo(checksum("x", "yz"));
        assertThat(List.of(checksum("x", "yz"), checksum("yz", "x"), checksum("xy", "z"), checksum("x"), checksum()))
            .doesNotHaveDuplicates();
    }

    @Test
    public void pixelsAreNamedByColumnOrByPosition() {
        assertThat(new Labels(List.of(), COLUMNS, 2).pixelNames()).containsExactly("a", "b");
        assertThat(new Labels(List.of(), VECTOR, 2).pixelNames()).containsExactly("Pixel 0", "Pixel 1");
    }

    @Test
    public void aSentenceEndsOnce() {
        assertThat(List.of(Messages.sentence(null), Messages.sentence(""), Messages.sentence("so"),
            Messages.sentence("So."), Messages.sentence("so!"))).containsExactly("", "", "so.", "So.", "so!");
        assertThat(Messages.lines(List.of("one", "Two."))).isEqualTo("one.\nTwo.");
    }

    @Test
    public void aPlaceIsNamedAsTheTableShowsIt() {
        assertThat(Messages.place("r", COLUMNS, 1)).isEqualTo("row \"r\", column \"b\"");
        assertThat(Messages.place("r", VECTOR, 1))
            .isEqualTo("row \"r\", position 1 (from 0) of column \"spectrum\"");
    }

    @Test
    public void theOnlyVectorServesUnderAnyNameAndOneOfSeveralDoesNot() throws Exception {
        final DataType vector = DoubleVectorCellFactory.TYPE;
        final DataType[] types = {DoubleCell.TYPE, vector};
        assertThat(VECTOR.locate(new DataTableSpec(new String[]{"z", "flux"}, types), "table")).containsExactly(1);
        assertThat(VECTOR.locate(spec(vector, "flux", "spectrum"), "table")).containsExactly(1);
        assertThatThrownBy(() -> VECTOR.locate(spec(vector, "flux", "error"), "table"))
            .isInstanceOf(InvalidSettingsException.class).hasMessageContaining("more than one other");
        assertThatThrownBy(() -> VECTOR.locate(spec(DoubleCell.TYPE, "spectrum"), "table"))
            .hasMessageContaining("no other vector column");
    }

    @Test
    public void columnsAreFoundByNameInAnyOrder() throws Exception {
        assertThat(COLUMNS.locate(spec(DoubleCell.TYPE, "b", "z", "a"), "table")).containsExactly(2, 0);
        assertThatThrownBy(() -> COLUMNS.locate(spec(DoubleCell.TYPE, "b"), "table"))
            .hasMessageContaining("lacks 1 of the 2").hasMessageContaining("\"a\"");
        assertThatThrownBy(() -> COLUMNS.locate(spec(StringCell.TYPE, "a", "b"), "table"))
            .hasMessageContaining("Column \"a\"");
        assertThat(COLUMNS.count()).isEqualTo(2);
        assertThat(VECTOR.count()).isEqualTo(-1);
        assertThatThrownBy(() -> PixelColumns.columns(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PixelColumns(TableForm.VECTOR, List.of("a", "b")))
            .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    public void oneTableBesideTheDataIsKnownByItsColumns() {
        final DataTableSpec data = spec(DoubleCell.TYPE, "a", "b");
        final DataTableSpec texts = spec(StringCell.TYPE, "trust");
        final DataTableSpec factors = spec(DoubleCell.TYPE, "factor");
        final OptionalTables none = new OptionalTables(-1, -1);
        assertThat(OptionalTables.of(new PortObjectSpec[]{data}, COLUMNS)).isEqualTo(none);
        assertThat(OptionalTables.of(new PortObjectSpec[]{data, null}, COLUMNS)).isEqualTo(none);
        final OptionalTables weights = new OptionalTables(1, -1);
        final OptionalTables categories = new OptionalTables(-1, 1);
        assertThat(OptionalTables.of(new PortObjectSpec[]{data, data}, COLUMNS)).isEqualTo(weights);
        assertThat(OptionalTables.of(new PortObjectSpec[]{data, texts}, COLUMNS)).isEqualTo(categories);
        assertThat(OptionalTables.of(new PortObjectSpec[]{data, factors}, COLUMNS)).isEqualTo(categories);
        assertThat(OptionalTables.of(new PortObjectSpec[]{data, data, texts}, COLUMNS))
            .isEqualTo(new OptionalTables(1, 2));
        // weights that lack the columns are weights, so that a message can name them
        assertThat(OptionalTables.of(new PortObjectSpec[]{data, spec(DoubleCell.TYPE, "c", "d")}, COLUMNS))
            .isEqualTo(weights);
        assertThat(OptionalTables.of(new PortObjectSpec[]{data, spec(DoubleVectorCellFactory.TYPE, "other")}, VECTOR))
            .isEqualTo(weights);
    }

    @Test
    public void categoriesBelongToThePixelOfTheirRow() throws Exception {
        final var table = Tables.table(spec(StringCell.TYPE, "note", "trust"), container -> {
            container.addRowToTable(new DefaultRow("b", new StringCell("bad"), new StringCell("weak")));
            container.addRowToTable(new DefaultRow("a", new StringCell("weak"), new StringCell("bad")));
        });
        final List<String> names = List.of("a", "b");
        assertThat(PixelCategories.weights(table, "trust", names)).containsExactly(0, 1.0 / 9);
        assertThat(PixelCategories.weights(table, " ", names)).as("the first column").containsExactly(1.0 / 9, 0);
        assertThatThrownBy(() -> PixelCategories.weights(table, "none", names)).hasMessageContaining("\"none\"");
        assertThatThrownBy(() -> PixelCategories.weights(table, "trust", List.of("a")))
            .hasMessageContaining("Row \"b\"");
        assertThatThrownBy(() -> PixelCategories.weights(table, "trust", List.of("a", "c", "b", "d")))
            .hasMessageContaining("lacks 2 of the 4 pixels, the first \"c\"");
    }

    @Test
    public void wavelengthsOfColumnsRiseOrAreNone() {
        final DataTableSpec plain = spec(DoubleCell.TYPE, "a", "b");
        final List<String> names = List.of("a", "b");
        assertThat(PixelWavelengths.of(plain, names)).isNull();
        assertThat(PixelWavelengths.of(PixelWavelengths.in(plain, new double[]{1.0 / 3, 5}), names))
            .containsExactly(1.0 / 3, 5);
        for (final double[] bad : new double[][]{{5, 4}, {5, 5}, {0, 1}, {-1, 1}, {1, Double.POSITIVE_INFINITY},
            {1, Double.NaN}}) {
            assertThat(PixelWavelengths.of(PixelWavelengths.in(plain, bad), names)).isNull();
        }
    }

    @Test
    public void theEngineHearsOfCancellingAndItsFaultsBecomeSentences() throws Exception {
        final ExecutionMonitor monitor = new ExecutionMonitor();
        final NodeProgressMonitor progress = monitor.getProgressMonitor();
        assertThat(EngineCall.<String>of(monitor, observer -> {
            assertThat(observer.cancelled()).isFalse();
            observer.progress(0.25, "half of half");
            return "done";
        })).isEqualTo("done");
        assertThat(progress.getProgress()).isEqualTo(0.25);
        assertThat(progress.getMessage()).isEqualTo("half of half");
        assertThatThrownBy(() -> EngineCall.of(monitor, observer -> {
            throw new IllegalArgumentException("that is wrong");
        })).isInstanceOf(KNIMEException.class).hasMessage("that is wrong.");
        assertThatThrownBy(() -> EngineCall.of(monitor, observer -> {
            throw new UncheckedIOException(new IOException("the disk is full"));
        })).isInstanceOf(KNIMEException.class).hasMessage("the disk is full.");
        assertThatThrownBy(() -> EngineCall.of(monitor, observer -> {
            throw new CancellationException("of its own");
        })).isInstanceOf(CancellationException.class);
        progress.setExecuteCanceled();
        assertThatThrownBy(() -> EngineCall.of(monitor, observer -> observer.cancelled() ? "late" : "deaf"))
            .as("a result that came too late").isInstanceOf(CanceledExecutionException.class);
        assertThatThrownBy(() -> EngineCall.of(monitor, observer -> {
            assertThat(observer.cancelled()).isTrue();
            throw new IllegalArgumentException("half done");
        })).isInstanceOf(CanceledExecutionException.class);
        assertThatThrownBy(() -> EngineCall.of(monitor, observer -> {
            throw new CancellationException("asked for");
        })).isInstanceOf(CanceledExecutionException.class);
    }
}
