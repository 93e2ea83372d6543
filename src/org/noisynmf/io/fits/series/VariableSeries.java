package org.noisynmf.io.fits.series;

import java.io.IOException;

import org.noisynmf.io.fits.file.Logicals;
import org.noisynmf.io.fits.file.Scaling;

import nom.tam.fits.BinaryTable;
import nom.tam.fits.Header;

/** The cells of a column of variable length (TFORM P or Q): each array a row. */
final class VariableSeries implements Series {

    private final Cells m_cells;

    private final BinaryTable m_table;

    private final int m_column;

    private final boolean m_logical;

    private final Scaling m_scaling;

    VariableSeries(final Cells cells, final Header header, final BinaryTable table, final int column) {
        m_cells = cells;
        m_table = table;
        m_column = column;
        m_logical = table.getDescriptor(column).isLogical();
        m_scaling = m_logical ? Logicals.SCALING : Scaling.ofColumn(header, column);
    }

    @Override
    public int count() {
        return m_table.getNRows();
    }

    @Override
    public int length() {
        return VARIES;
    }

    @Override
    public Scaling scaling() {
        return m_scaling;
    }

    @Override
    public Object stored(final int row) throws IOException {
        if (m_logical) {
            return Logicals.numbers(m_cells.bytes(row, m_column, 1));
        }
        return m_cells.array(row, m_column, m_table.getDescriptor(m_column).getElementClass());
    }
}
