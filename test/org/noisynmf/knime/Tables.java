package org.noisynmf.knime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.vector.doublevector.DoubleVectorValue;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.noisynmf.knime.table.Labels;
import org.noisynmf.knime.table.MatrixTable;
import org.noisynmf.knime.table.PixelColumns;

/** Tables for tests. */
public final class Tables {

    private Tables() {
    }

    /** @return a context that makes tables */
    public static ExecutionContext exec() {
        return new ExecutionContext(null, null);
    }

    /** @return a table with columns "Pixel 0" … and rows "Row0" …; NaN = missing cell */
    public static BufferedDataTable numbers(final double[]... rows) {
        return numbers(IntStream.range(0, rows.length).mapToObj(j -> "Row" + j).toList(), rows);
    }

    /** @return the same with these row IDs */
    public static BufferedDataTable numbers(final List<String> ids, final double[]... rows) {
        final int pixels = rows.length == 0 ? 3 : rows[0].length;
        return write(PixelColumns.columns(Labels.positions(pixels)), ids, rows);
    }

    /** @return a table with one vector column "Pixels" */
    public static BufferedDataTable vectors(final double[]... rows) {
        return write(PixelColumns.vector("Pixels"), IntStream.range(0, rows.length).mapToObj(j -> "Row" + j).toList(),
            rows);
    }

    private static BufferedDataTable write(final PixelColumns columns, final List<String> ids,
        final double[]... rows) {
        final MatrixTable table = new MatrixTable(columns, exec());
        for (int j = 0; j < rows.length; j++) {
            table.add(ids.get(j), rows[j], 0, rows[j].length);
        }
        return table.finish();
    }

    /** @return a table of text columns "Pixel 0" … */
    public static BufferedDataTable texts(final String... cells) {
        final DataType[] types = new DataType[cells.length];
        Arrays.fill(types, StringCell.TYPE);
        final DataTableSpec spec =
            new DataTableSpec(Labels.positions(cells.length).toArray(String[]::new), types);
        return table(spec, c -> c.addRowToTable(
            new DefaultRow("Row0", Arrays.stream(cells).map(StringCell::new).toArray(DataCell[]::new))));
    }

    /** @return a table with what is added */
    public static BufferedDataTable table(final DataTableSpec spec, final Consumer<BufferedDataContainer> rows) {
        final BufferedDataContainer container = exec().createDataContainer(spec);
        rows.accept(container);
        container.close();
        return container.getTable();
    }

    /** @return the numbers of all rows, NaN for missing cells; of a vector column its elements */
    public static double[][] values(final BufferedDataTable table) {
        final List<double[]> values = new ArrayList<>();
        try (var rows = table.iterator()) {
            while (rows.hasNext()) {
                values.add(values(rows.next()));
            }
        }
        return values.toArray(double[][]::new);
    }

    private static double[] values(final DataRow row) {
        if (row.getNumCells() == 1 && row.getCell(0) instanceof DoubleVectorValue vector) {
            return IntStream.range(0, vector.getLength()).mapToDouble(vector::getValue).toArray();
        }
        return row.stream().mapToDouble(c -> c instanceof DoubleValue number ? number.getDoubleValue() : Double.NaN)
            .toArray();
    }

    /** @return the row IDs */
    public static List<String> ids(final BufferedDataTable table) {
        final List<String> ids = new ArrayList<>();
        try (var rows = table.iterator()) {
            while (rows.hasNext()) {
                ids.add(rows.next().getKey().getString());
            }
        }
        return ids;
    }

    /** @return a cell of a number */
    public static DataCell cell(final double value) {
        return new DoubleCell(value);
    }
}
