package org.knime.core.node;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

import javax.swing.JComponent;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.UnmaterializedCell;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.container.filter.CloseableDataRowIterable;
import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.v2.RowCursor;
import org.knime.core.data.v2.RowRead;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** The table that travels between nodes. Made by an {@link ExecutionContext} only. */
public final class BufferedDataTable implements DataTable, PortObject {

    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(BufferedDataTable.class);

    public static final PortType TYPE_OPTIONAL =
        PortTypeRegistry.getInstance().getPortType(BufferedDataTable.class, true);

    private final DataTableSpec m_spec;

    private final List<DataRow> m_rows;

    BufferedDataTable(final DataTableSpec spec, final List<DataRow> rows) {
        m_spec = spec;
        m_rows = rows;
    }

    BufferedDataTable withSpec(final DataTableSpec spec) {
        if (spec.getNumColumns() != m_spec.getNumColumns()) {
            throw new IllegalArgumentException("Table has " + m_spec.getNumColumns() + " columns, the new spec "
                + spec.getNumColumns());
        }
        return new BufferedDataTable(spec, m_rows);
    }

    @Override
    public DataTableSpec getDataTableSpec() {
        return m_spec;
    }

    @Override
    public DataTableSpec getSpec() {
        return m_spec;
    }

    public long size() {
        return m_rows.size();
    }

    public int getRowCount() {
        return m_rows.size();
    }

    @Override
    public String getSummary() {
        return "Rows: " + m_rows.size() + ", Cols: " + m_spec.getNumColumns();
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public CloseableRowIterator iterator() {
        return new RowsIterator(m_rows, null);
    }

    public CloseableDataRowIterable filter(final TableFilter filter) {
        filter.validate(m_spec, size());
        return () -> new RowsIterator(selectedRows(filter), filter.getMaterializeColumnIndices().orElse(null));
    }

    public CloseableDataRowIterable filter(final TableFilter filter, final ExecutionMonitor monitor) {
        return filter(filter);
    }

    public RowCursor cursor() {
        return new RowsCursor(iterator(), m_spec.getNumColumns());
    }

    public RowCursor cursor(final TableFilter filter) {
        return new RowsCursor(filter(filter).iterator(), m_spec.getNumColumns());
    }

    private List<DataRow> selectedRows(final TableFilter filter) {
        int from = Math.toIntExact(filter.getFromRowIndex().orElse(0L));
        int to = Math.toIntExact(Math.min(filter.getToRowIndex().map(t -> t + 1).orElse(size()), size()));
        return m_rows.subList(Math.min(from, to), to);
    }

    private static final class RowsIterator extends CloseableRowIterator {

        private final List<DataRow> m_rows;

        private final Set<Integer> m_columns;

        private int m_next;

        private boolean m_closed;

        RowsIterator(final List<DataRow> rows, final Set<Integer> columns) {
            m_rows = rows;
            m_columns = columns;
        }

        @Override
        public boolean hasNext() {
            return !m_closed && m_next < m_rows.size();
        }

        @Override
        public DataRow next() {
            if (!hasNext()) {
                throw new NoSuchElementException("No more rows in buffer");
            }
            var row = m_rows.get(m_next++);
            return m_columns == null ? row : masked(row);
        }

        private DataRow masked(final DataRow row) {
            var cells = new DataCell[row.getNumCells()];
            Arrays.fill(cells, UnmaterializedCell.getInstance());
            for (int column : m_columns) {
                cells[column] = row.getCell(column);
            }
            return new DefaultRow(row.getKey(), cells);
        }

        @Override
        public void close() {
            m_closed = true;
        }
    }

    /** One reading object for all rows, as in KNIME: whoever keeps it over a forward sees another row. */
    private static final class RowsCursor implements RowCursor {

        private final CloseableRowIterator m_rows;

        private final int m_columns;

        private final RowRead m_read;

        private DataRow m_current;

        RowsCursor(final CloseableRowIterator rows, final int columns) {
            m_rows = rows;
            m_columns = columns;
            m_read = RowRead.suppliedBy(() -> m_current, columns);
        }

        @Override
        public RowRead forward() {
            if (!m_rows.hasNext()) {
                return null;
            }
            m_current = m_rows.next();
            return m_read;
        }

        @Override
        public boolean canForward() {
            return m_rows.hasNext();
        }

        @Override
        public int getNumColumns() {
            return m_columns;
        }

        @Override
        public void close() {
            m_rows.close();
        }
    }
}
