package org.knime.core.data.container;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;

/** A table whose rows lie in memory. */
record RowsTable(DataTableSpec spec, List<DataRow> rows) implements DataTable {

    @Override
    public DataTableSpec getDataTableSpec() {
        return spec;
    }

    @Override
    public CloseableRowIterator iterator() {
        Iterator<DataRow> iterator = rows.iterator();
        return new CloseableRowIterator() {

            @Override
            public boolean hasNext() {
                return iterator.hasNext();
            }

            @Override
            public DataRow next() {
                if (!iterator.hasNext()) {
                    throw new NoSuchElementException("No more rows in buffer");
                }
                return iterator.next();
            }

            @Override
            public void close() {
                // nothing is held open
            }
        };
    }
}
