package org.noisynmf.io.fits.series;

import java.io.IOException;
import java.lang.reflect.Array;

import org.noisynmf.io.fits.file.Logicals;
import org.noisynmf.io.fits.file.Scaling;

import nom.tam.fits.BinaryTable;
import nom.tam.fits.Header;

/** The cells of a table's column: each array a row, or all single numbers together one row. */
final class ColumnSeries implements Series {

    private final Cells m_cells;

    private final BinaryTable m_table;

    private final int m_column;

    private final boolean m_arrays;

    private final boolean m_logical;

    private final Scaling m_scaling;

    ColumnSeries(final Cells cells, final Header header, final BinaryTable table, final int column) {
        m_cells = cells;
        m_table = table;
        m_column = column;
        m_arrays = table.getDescriptor(column).getElementCount() > 1;
        m_logical = table.getDescriptor(column).isLogical();
        m_scaling = m_logical ? Logicals.SCALING : Scaling.ofColumn(header, column);
    }

    @Override
    public int count() {
        return m_arrays ? m_table.getNRows() : 1;
    }

    @Override
    public int length() {
        return m_arrays ? m_table.getDescriptor(m_column).getElementCount() : m_table.getNRows();
    }

    @Override
    public Scaling scaling() {
        return m_scaling;
    }

    @Override
    public Object stored(final int row) throws IOException {
        return m_arrays ? cell(row) : column();
    }

    private Object cell(final int row) throws IOException {
        final Object cell = m_cells.cell(row, m_column);
        return m_logical ? Logicals.numbers((byte[])cell) : cell;
    }

    private Object column() throws IOException {
        final Object first = cell(0);
        m_cells.checkMemory((long)length() * Double.BYTES);
        final Object all = Array.newInstance(first.getClass().getComponentType(), length());
        for (int i = 0; i < length(); i++) {
            System.arraycopy(cell(i), 0, all, i, 1);
        }
        return all;
    }
}
