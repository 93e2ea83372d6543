package org.knime.core.data.container.filter;

import org.knime.core.data.DataRow;
import org.knime.core.data.container.CloseableRowIterator;

public interface CloseableDataRowIterable extends Iterable<DataRow> {

    @Override
    CloseableRowIterator iterator();
}
