package org.knime.core.data.container;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.RowKey;
import org.knime.core.data.collection.CollectionDataValue;
import org.knime.core.data.def.DefaultRow;

/** Takes rows and makes a table of them: checks length, types and keys, and computes the domains. */
public class DataContainer implements RowAppender {

    private static final int SHOWN_CHARACTERS = 30;

    private final DataTableSpec m_spec;

    private final DataContainerSettings m_settings;

    private final List<DataRow> m_rows = new ArrayList<>();

    private final Set<RowKey> m_keys = new HashSet<>();

    private final ColumnDomain[] m_domains;

    /** For each column a cell class that was found to comply; not of collections, whose cells differ in type. */
    private final Class<?>[] m_acceptedClasses;

    private DataTable m_table;

    public DataContainer(final DataTableSpec spec) {
        this(spec, false);
    }

    public DataContainer(final DataTableSpec spec, final boolean initializeDomain) {
        this(spec, DataContainerSettings.builder().withInitializedDomain(initializeDomain).build());
    }

    public DataContainer(final DataTableSpec spec, final DataContainerSettings settings) {
        m_spec = Objects.requireNonNull(spec, "Spec must not be null!");
        m_settings = settings;
        m_domains = new ColumnDomain[spec.getNumColumns()];
        m_acceptedClasses = new Class<?>[spec.getNumColumns()];
        for (int i = 0; i < m_domains.length; i++) {
            m_domains[i] = new ColumnDomain(spec.getColumnSpec(i), settings.isInitializeDomain(),
                settings.isEnableDomainUpdate(), settings.getMaxDomainValues());
        }
    }

    @Override
    public void addRowToTable(final DataRow row) {
        if (isClosed()) {
            throw new IllegalStateException("Cannot add row: container has not been initialized (opened).");
        }
        if (row == null) {
            throw new NullPointerException("Can't add null rows to container");
        }
        var cells = checkedCells(row);
        if (m_settings.isCheckDuplicateRowKeys() && !m_keys.add(row.getKey())) {
            throw duplicate(row.getKey());
        }
        if (m_settings.isEnableDomainUpdate()) {
            for (int i = 0; i < cells.length; i++) {
                m_domains[i].update(cells[i]);
            }
        }
        m_rows.add(row instanceof DefaultRow ? row : new DefaultRow(row.getKey(), cells));
    }

    private static RuntimeException duplicate(final RowKey key) {
        return new DuplicateKeyException("Encountered duplicate row ID \"" + key + "\"");
    }

    /** KNIME checks in another thread, and wraps what it finds there. */
    private static DataContainerException refused(final String message) {
        return new DataContainerException(message, new IllegalArgumentException(message));
    }

    private DataCell[] checkedCells(final DataRow row) {
        int count = row.getNumCells();
        if (count != m_spec.getNumColumns()) {
            throw refused("Cell count in row \"" + row.getKey() + "\" is not equal to length of column names array: "
                + count + " vs. " + m_spec.getNumColumns());
        }
        var cells = new DataCell[count];
        for (int i = 0; i < count; i++) {
            cells[i] = row.getCell(i);
            if (cells[i].getClass() == m_acceptedClasses[i]) {
                continue;
            }
            var expected = m_spec.getColumnSpec(i).getType();
            var found = cells[i].getType();
            if (!expected.isASuperTypeOf(found)) {
                var text = cells[i].toString();
                throw refused("Runtime class of object \""
                    + (text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "..." : text)
                    + "\" (index " + i + ") in row \"" + row.getKey() + "\" is " + found
                    + " and does not comply with its supposed superclass " + expected);
            }
            if (!(cells[i] instanceof CollectionDataValue)) {
                m_acceptedClasses[i] = cells[i].getClass();
            }
        }
        return cells;
    }

    public void close() {
        if (!isClosed()) {
            m_keys.clear();
            m_table = new RowsTable(specWithDomains(), m_rows);
        }
    }

    private DataTableSpec specWithDomains() {
        var columns = new DataColumnSpec[m_domains.length];
        for (int i = 0; i < columns.length; i++) {
            var creator = new DataColumnSpecCreator(m_spec.getColumnSpec(i));
            creator.setDomain(m_domains[i].get());
            columns[i] = creator.createSpec();
        }
        return new DataTableSpecCreator(m_spec).dropAllColumns().addColumns(columns).createSpec();
    }

    public DataTable getTable() {
        if (!isClosed()) {
            throw new IllegalStateException("Cannot get table: container is not closed.");
        }
        return m_table;
    }

    public DataTableSpec getTableSpec() {
        return isClosed() ? m_table.getDataTableSpec() : m_spec;
    }

    public boolean isClosed() {
        return m_table != null;
    }

    public boolean isOpen() {
        return !isClosed();
    }

    public long size() {
        return m_rows.size();
    }
}
