package org.noisynmf.knime.table;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** Writes a matrix, row by row, as numeric columns or as one vector column. */
public final class MatrixTable {

    private final boolean m_vector;

    private final BufferedDataContainer m_container;

    /**
     * @param columns form and names
     * @param exec where the table is made
     */
    public MatrixTable(final PixelColumns columns, final ExecutionContext exec) {
        m_vector = columns.isVector();
        m_container = exec.createDataContainer(spec(columns));
    }

    /**
     * @param columns form and names
     * @return the table's spec
     */
    public static DataTableSpec spec(final PixelColumns columns) {
        final DataType[] types = new DataType[columns.names().size()];
        Arrays.fill(types, columns.isVector() ? DoubleVectorCellFactory.TYPE : DoubleCell.TYPE);
        return new DataTableSpec(columns.names().toArray(String[]::new), types);
    }

    /**
     * @param form wanted
     * @param vectorName name of the vector column
     * @param pixelNames names of numeric columns; null = not known yet
     * @return the columns, or null if they are not known yet
     */
    public static @Nullable PixelColumns columns(final TableForm form, final String vectorName,
        final @Nullable List<String> pixelNames) {
        if (form == TableForm.VECTOR) {
            return PixelColumns.vector(vectorName);
        }
        return pixelNames == null ? null : PixelColumns.columns(pixelNames);
    }

    /**
     * @param form wanted
     * @param vectorName name of the vector column
     * @param pixelNames names of numeric columns
     * @return the columns
     */
    public static PixelColumns knownColumns(final TableForm form, final String vectorName,
        final List<String> pixelNames) {
        return form == TableForm.VECTOR ? PixelColumns.vector(vectorName) : PixelColumns.columns(pixelNames);
    }

    /**
     * @param rowId of the row
     * @param values holds the row; NaN becomes a missing cell, or stays NaN within a vector. Not modified.
     * @param from index of the row's first value
     * @param length how many
     */
    public void add(final String rowId, final double[] values, final int from, final int length) {
        m_container.addRowToTable(new DefaultRow(rowId, cells(m_vector, values, from, length)));
    }

    /**
     * @param rowId of a row without a vector, in a table of vectors
     */
    public void addMissing(final String rowId) {
        m_container.addRowToTable(new DefaultRow(rowId, DataType.getMissingCell()));
    }

    /**
     * @param vector whether the values stand in one cell
     * @param values holds the row; NaN becomes a missing cell, or stays NaN within a vector. Not modified.
     * @param from index of the row's first value
     * @param length how many
     * @return the cells of the row
     */
    public static DataCell[] cells(final boolean vector, final double[] values, final int from, final int length) {
        if (vector) {
            return new DataCell[]{DoubleVectorCellFactory.createCell(Arrays.copyOfRange(values, from, from + length))};
        }
        final DataCell[] cells = new DataCell[length];
        Arrays.setAll(cells, i -> number(values[from + i]));
        return cells;
    }

    /**
     * @param value a number
     * @return its cell, missing for NaN
     */
    public static DataCell number(final double value) {
        return Double.isNaN(value) ? DataType.getMissingCell() : new DoubleCell(value);
    }

    /** @return the table; nothing can be added any more */
    public BufferedDataTable finish() {
        m_container.close();
        return m_container.getTable();
    }
}
