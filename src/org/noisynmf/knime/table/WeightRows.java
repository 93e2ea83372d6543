package org.noisynmf.knime.table;

import java.util.HashMap;
import java.util.Map;

import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.data.v2.RowCursor;
import org.knime.core.data.v2.RowRead;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;

/**
 * Weights by row ID. Rows are read in the order of the table; only those passed on the way to the one wanted are kept,
 * so that a table in the order of the data is streamed.
 */
final class WeightRows implements AutoCloseable {

    private final WeightsKind m_kind;

    private final PixelColumns m_columns;

    private final PixelReader m_reader;

    private final RowCursor m_cursor;

    private final Map<String, double[]> m_passed = new HashMap<>();

    WeightRows(final BufferedDataTable table, final WeightsKind kind, final PixelColumns columns)
        throws InvalidSettingsException {
        m_kind = kind;
        m_columns = columns;
        final int[] positions = columns.locate(table.getDataTableSpec(), "weights table");
        m_reader = new PixelReader(columns.form(), positions);
        m_cursor = table.cursor(TableFilter.materializeCols(positions));
    }

    /**
     * @param rowId of the observation; asked for once
     * @param pixels d
     * @return its d weights, which the caller may modify
     * @throws KNIMEException if there are none or one is not allowed; names row and column
     */
    double[] of(final String rowId, final int pixels) throws KNIMEException {
        final double[] passed = m_passed.remove(rowId);
        if (passed != null) {
            return passed;
        }
        while (m_cursor.canForward()) {
            final RowRead row = m_cursor.forward();
            final String id = row.getRowKey().getString();
            final double[] weights = read(row, id, pixels);
            if (id.equals(rowId)) {
                return weights;
            }
            m_passed.put(id, weights);
        }
        throw new KNIMEException("The weights table has no row \"" + rowId
            + "\". Weights are matched by row ID: every row of the data needs one.");
    }

    private double[] read(final RowRead row, final String id, final int pixels) throws KNIMEException {
        final int count = m_reader.count(row);
        if (count >= 0 && count != pixels) {
            throw new KNIMEException("Row \"" + id + "\" of the weights table holds " + count
                + " numbers, but an observation has " + pixels + " pixels.");
        }
        final double[] values = new double[pixels];
        final boolean[] missing = new boolean[pixels];
        m_reader.read(row, values, missing);
        for (int i = 0; i < pixels; i++) {
            try {
                values[i] = missing[i] ? 0 : m_kind.weight(values[i]);
            } catch (final IllegalArgumentException e) {
                throw new KNIMEException("Weights table, " + TableReader.place(id, m_columns, i) + ": "
                    + e.getMessage() + ".", e);
            }
        }
        return values;
    }

    @Override
    public void close() {
        m_cursor.close();
    }
}
