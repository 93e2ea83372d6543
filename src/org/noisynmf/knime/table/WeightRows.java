package org.noisynmf.knime.table;

import java.util.HashMap;
import java.util.Map;

import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.data.v2.RowCursor;
import org.knime.core.data.v2.RowRead;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.noisynmf.engine.data.BadEntryException;
import org.noisynmf.engine.naming.Counted;

/**
 * Weights by row ID. Rows are read in the order of the table; only those passed on the way to the one wanted are kept,
 * so that a table in the order of the data is streamed.
 */
final class WeightRows implements AutoCloseable {

    private final WeightsKind m_kind;

    private final PixelColumns m_columns;

    private final PixelReader m_reader;

    private final RowCursor m_cursor;

    private final Map<String, Row> m_passed = new HashMap<>();

    /** Numbers of a row, NaN where the cell is missing. */
    private record Row(double[] values, boolean[] missing) {
    }

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
     * @param missing which of its d data cells are missing; their weights are 0 whatever the table says. Not modified.
     * @return its d weights
     * @throws KNIMEException if there are none or one is not allowed; names row and column
     */
    double[] of(final String rowId, final boolean[] missing) throws KNIMEException {
        final Row row = find(rowId, missing.length);
        final double[] ignored = new double[missing.length];
        for (int i = 0; i < ignored.length; i++) {
            if (missing[i] || row.missing()[i]) {
                ignored[i] = Double.NaN;
                row.values()[i] = Double.NaN;
            }
        }
        try {
            m_kind.kind().toWeights(0, ignored, row.values());
        } catch (final BadEntryException e) {
            throw new KNIMEException("Weights table, " + Messages.place(rowId, m_columns, e.pixel()) + ": "
                + e.problem() + ". To ignore an entry, leave its cell missing.", e);
        }
        return row.values();
    }

    private Row find(final String rowId, final int pixels) throws KNIMEException {
        final Row passed = m_passed.remove(rowId);
        if (passed != null) {
            return passed;
        }
        while (m_cursor.canForward()) {
            final RowRead read = m_cursor.forward();
            final String id = read.getRowKey().getString();
            final Row row = read(read, id, pixels);
            if (id.equals(rowId)) {
                return row;
            }
            m_passed.put(id, row);
        }
        throw new KNIMEException("The weights table has no row \"" + rowId
            + "\". Weights are matched by row ID: every row of the data needs one.");
    }

    private Row read(final RowRead read, final String id, final int pixels) throws KNIMEException {
        final int count = m_reader.count(read);
        if (count >= 0 && count != pixels) {
            throw new KNIMEException("Row \"" + id + "\" of the weights table holds "
                + Counted.of(count, "number") + ", but an observation has " + Counted.of(pixels, "pixel")
                + ".");
        }
        final Row row = new Row(new double[pixels], new boolean[pixels]);
        m_reader.read(read, row.values(), row.missing());
        return row;
    }

    @Override
    public void close() {
        m_cursor.close();
    }
}
