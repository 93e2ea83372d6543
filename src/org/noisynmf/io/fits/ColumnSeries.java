package org.noisynmf.io.fits;

import java.io.IOException;

import nom.tam.fits.BinaryTable;

/** The cells of a table's column: each array a row, or all single numbers together one row. */
final class ColumnSeries implements Series {

    private final FitsContent m_file;

    private final BinaryTable m_table;

    private final int m_column;

    private final boolean m_arrays;

    ColumnSeries(final FitsContent file, final BinaryTable table, final int column) {
        m_file = file;
        m_table = table;
        m_column = column;
        m_arrays = table.getDescriptor(column).getElementCount() > 1;
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
    public double[] row(final int row) throws IOException {
        return m_file.reading(() -> m_arrays ? cell(row) : column());
    }

    private double[] cell(final int row) {
        return (double[])m_table.getArrayElementAs(row, m_column, double.class);
    }

    private double[] column() {
        final double[] numbers = new double[length()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = cell(i)[0];
        }
        return numbers;
    }
}
