package org.noisynmf.knime.table;

import java.util.Arrays;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.collection.ListDataValue;
import org.knime.core.data.v2.RowRead;
import org.knime.core.data.vector.doublevector.DoubleVectorValue;

/** Reads the pixels of one row. */
public final class PixelReader {

    private final boolean m_vector;

    private final int[] m_positions;

    /**
     * @param form numeric columns or one vector column
     * @param positions of the columns in the table
     */
    public PixelReader(final TableForm form, final int[] positions) {
        m_vector = form == TableForm.VECTOR;
        m_positions = positions;
    }

    /**
     * @param row a row
     * @return the number of pixels it holds, or −1 for a missing vector
     */
    public int count(final RowRead row) {
        if (!m_vector) {
            return m_positions.length;
        }
        return row.isMissing(m_positions[0]) ? -1 : length(row.getValue(m_positions[0]));
    }

    private static int length(final DataValue value) {
        return value instanceof DoubleVectorValue v ? v.getLength() : ((ListDataValue)value).size();
    }

    /**
     * @param row a row whose {@link #count} is that of the arrays, or −1
     * @param values receives the numbers, NaN for missing cells. Modified.
     * @param missing receives which cells are missing. Modified.
     */
    public void read(final RowRead row, final double[] values, final boolean[] missing) {
        if (m_vector) {
            readVector(row, values, missing);
            return;
        }
        for (int i = 0; i < m_positions.length; i++) {
            missing[i] = row.isMissing(m_positions[i]);
            values[i] = missing[i] ? Double.NaN : row.<DoubleValue>getValue(m_positions[i]).getDoubleValue();
        }
    }

    private void readVector(final RowRead row, final double[] values, final boolean[] missing) {
        if (row.isMissing(m_positions[0])) {
            Arrays.fill(values, Double.NaN);
            Arrays.fill(missing, true);
            return;
        }
        final DataValue value = row.getValue(m_positions[0]);
        if (value instanceof DoubleVectorValue vector) {
            Arrays.fill(missing, false);
            for (int i = 0; i < values.length; i++) {
                values[i] = vector.getValue(i);
            }
        } else {
            int i = 0;
            for (final DataCell cell : (ListDataValue)value) {
                missing[i] = cell.isMissing();
                values[i] = missing[i] ? Double.NaN : ((DoubleValue)cell).getDoubleValue();
                i++;
            }
        }
    }
}
