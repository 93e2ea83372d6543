package org.noisynmf.knime.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.noisynmf.knime.Tables.exec;
import static org.noisynmf.knime.Tables.numbers;

import java.util.Arrays;
import java.util.List;

import org.junit.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.KNIMEException;
import org.noisynmf.engine.data.NegativeValues;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.knime.Tables;
import org.noisynmf.knime.table.spectra.WavelengthTable;

/** Cells become values and weights of the observation and the pixel they stand for, in whatever form tables come. */
public class TableReaderTest {

    private static final double NO = Double.NaN;

    private static final PixelColumns COLUMNS = PixelColumns.columns(Labels.positions(3));

    private static final PixelColumns VECTOR = PixelColumns.vector("Pixels");

    private static TableReader.Data read(final PixelColumns columns, final BufferedDataTable data,
        final TableReader.Weights weights) throws Exception {
        return new TableReader(columns, NegativeValues.AS_IS, Precision.FLOAT64).read(data, weights, -1,
            new ExecutionMonitor());
    }

    private static TableReader.Weights weights(final BufferedDataTable table) {
        return new TableReader.Weights(table, WeightsKind.INVERSE_VARIANCE);
    }

    /** One after the other x and v of each observation; x is put to 0 where v is. */
    private static double[][] entries(final Observations data) {
        final double[][] entries = new double[2 * data.count()][data.pixels()];
        for (int j = 0; j < data.count(); j++) {
            final double[] x = entries[2 * j];
            final double[] v = entries[2 * j + 1];
            data.copy(j, x, v);
            Arrays.setAll(x, i -> v[i] == 0 ? 0 : x[i]);
        }
        return entries;
    }

    private static void assertEntries(final Observations data, final double[]... expected) {
        assertThat(entries(data)).hasDimensions(expected.length, 3);
        for (int row = 0; row < expected.length; row++) {
            assertThat(entries(data)[row]).as("row %d", row).containsExactly(expected[row]);
        }
    }

    /** A column of lists; null = a missing list, NaN = a missing cell of a list. */
    private static BufferedDataTable lists(final double[]... rows) {
        final DataTableSpec spec =
            new DataTableSpec(new String[]{"Pixels"}, new DataType[]{ListCell.getCollectionType(DoubleCell.TYPE)});
        return Tables.table(spec, container -> {
            for (int j = 0; j < rows.length; j++) {
                container.addRowToTable(new DefaultRow("Row" + j, rows[j] == null ? DataType.getMissingCell()
                    : CollectionCellFactory.createListCell(Arrays.stream(rows[j]).mapToObj(MatrixTable::number)
                        .map(DataCell.class::cast).toList())));
            }
        });
    }

    @Test
    public void whatIsMissingInDataOrWeightsHasWeightZero() throws Exception {
        assertEntries(read(COLUMNS, numbers(new double[]{1, NO, 3}), null).observations(), new double[]{1, 0, 3},
            new double[]{1, 0, 1});
        assertEntries(read(COLUMNS, numbers(new double[]{1, NO, 3}, new double[]{4, 5, 6}),
            weights(numbers(new double[]{2, 4, NO}, new double[]{8, NO, 16}))).observations(), new double[]{1, 0, 0},
            new double[]{2, 0, 0}, new double[]{4, 0, 6}, new double[]{8, 0, 16});
    }

    @Test
    public void listsAreReadAsColumnsAreAndAMissingListAsMissingCells() throws Exception {
        final BufferedDataTable data = lists(null, new double[0], new double[]{1, NO, 3}, new double[]{4, 5, 6});
        assertThatThrownBy(() -> read(VECTOR, data, null)).hasMessageContaining("Row \"Row1\"")
            .hasMessageContaining("0 numbers").hasMessageContaining("3 are expected");
        assertEntries(read(VECTOR, lists(null, new double[]{1, NO, 3}, new double[]{4, 5, 6}), null).observations(),
            new double[]{0, 0, 0}, new double[]{0, 0, 0}, new double[]{1, 0, 3}, new double[]{1, 0, 1},
            new double[]{4, 5, 6}, new double[]{1, 1, 1});
        assertThat(TableReader.length(lists(null, new double[]{1, 2}), VECTOR)).isEqualTo(2);
        assertThatThrownBy(() -> read(VECTOR, lists(null, new double[0]), null))
            .hasMessageContaining("missing or empty");
    }

    @Test
    public void vectorsAfterAMissingOneAreNotMissing() throws Exception {
        final DataTableSpec spec = MatrixTable.spec(VECTOR);
        final BufferedDataTable data = Tables.table(spec, container -> {
            container.addRowToTable(new DefaultRow("Row0", DataType.getMissingCell()));
            container.addRowToTable(new DefaultRow("Row1", MatrixTable.cells(true, new double[]{1, 2, 3}, 0, 3)));
        });
        assertEntries(read(VECTOR, data, null).observations(), new double[]{0, 0, 0}, new double[]{0, 0, 0},
            new double[]{1, 2, 3}, new double[]{1, 1, 1});
        final MatrixTable written = new MatrixTable(VECTOR, exec());
        written.addMissing("Row0");
        assertThat(written.finish().size()).isEqualTo(1);
    }

    @Test
    public void weightsFollowTheirRowId() throws Exception {
        final BufferedDataTable data =
            numbers(List.of("a", "b", "c"), new double[]{1, 1, 1}, new double[]{2, 2, 2}, new double[]{3, 3, 3});
        final BufferedDataTable shuffled =
            numbers(List.of("c", "a", "b"), new double[]{30, 30, 30}, new double[]{10, 10, 10},
                new double[]{20, 20, 20});
        final TableReader.Data read = read(COLUMNS, data, weights(shuffled));
        assertThat(read.labels().rows()).containsExactly("a", "b", "c");
        assertEntries(read.observations(), new double[]{1, 1, 1}, new double[]{10, 10, 10}, new double[]{2, 2, 2},
            new double[]{20, 20, 20}, new double[]{3, 3, 3}, new double[]{30, 30, 30});
        assertThatThrownBy(() -> read(COLUMNS, data, weights(numbers(List.of("a", "b", "d"), new double[3],
            new double[3], new double[3])))).hasMessageContaining("no row \"c\"");
        assertThatThrownBy(() -> read(COLUMNS, data, weights(numbers(new double[3]))))
            .hasMessageContaining("has 1 rows, but the data table 3");
    }

    @Test
    public void aVectorOfWeightsIsAsLongAsThatOfValues() {
        assertThatThrownBy(
            () -> read(VECTOR, lists(new double[]{1, 2, 3}), weights(lists(new double[]{1, 2}))))
            .isInstanceOf(KNIMEException.class).hasMessageContaining("holds 2 numbers")
            .hasMessageContaining("has 3 pixels");
    }

    @Test
    public void aMissingVectorOfWeightsMeansWeightZero() throws Exception {
        assertEntries(read(VECTOR, lists(new double[]{1, 2, 3}, new double[]{4, 5, 6}),
            weights(lists(null, new double[]{1, 2, 4}))).observations(), new double[]{0, 0, 0}, new double[]{0, 0, 0},
            new double[]{4, 5, 6}, new double[]{1, 2, 4});
    }

    @Test
    public void readingTellsHowFarItIsAndEndsWhenItIsCancelled() throws Exception {
        final ExecutionMonitor monitor = new ExecutionMonitor();
        final TableReader reader = new TableReader(COLUMNS, NegativeValues.AS_IS, Precision.FLOAT64);
        final BufferedDataTable data = numbers(new double[]{1, 2, 3}, new double[]{4, 5, 6});
        reader.read(data, null, 3, monitor);
        assertThat(monitor.getProgressMonitor().getProgress()).isEqualTo(1);
        assertThat(monitor.getProgressMonitor().getMessage()).isEqualTo("Reading row 2 of 2");
        monitor.getProgressMonitor().setExecuteCanceled();
        assertThatThrownBy(() -> reader.read(data, null, 3, monitor)).isInstanceOf(CanceledExecutionException.class);
    }

    @Test
    public void onlyBackgroundVariancesThatAreThereMakePhotonNoise() {
        assertThat(WeightsKind.BACKGROUND_VARIANCE.photonNoise(2, true)).isNotNull();
        assertThat(WeightsKind.BACKGROUND_VARIANCE.photonNoise(2, false)).isNull();
        assertThat(WeightsKind.VARIANCE.photonNoise(2, true)).isNull();
    }

    @Test
    public void wavelengthsComeFromTheColumnOfThatNameRowByRow() throws Exception {
        final DataTableSpec spec =
            new DataTableSpec(new String[]{"z", "Wavelength"}, new DataType[]{DoubleCell.TYPE, DoubleCell.TYPE});
        assertThat(WavelengthTable.is(spec)).isTrue();
        assertThat(WavelengthTable.is(numbers(new double[3]).getDataTableSpec())).isFalse();
        assertThat(WavelengthTable.is(
            new DataTableSpec(new String[]{"Wavelength"}, new DataType[]{lists().getDataTableSpec().getColumnSpec(0)
                .getType()})))
            .isFalse();
        assertThat(WavelengthTable.meaning(spec).isEmpty()).isTrue();
        for (final double second : new double[]{500, NO, Double.POSITIVE_INFINITY}) {
            final BufferedDataTable table = Tables.table(spec, container -> {
                container.addRowToTable(new DefaultRow("a", new DoubleCell(1), new DoubleCell(400)));
                container.addRowToTable(new DefaultRow("b", new DoubleCell(2), MatrixTable.number(second)));
            });
            if (second == 500) {
                assertThat(WavelengthTable.read(table)).containsExactly(400, 500);
            } else {
                assertThatThrownBy(() -> WavelengthTable.read(table)).hasMessageContaining("Row \"b\"")
                    .hasMessageContaining(Double.isNaN(second) ? "has no value" : "Infinity");
            }
        }
    }
}
