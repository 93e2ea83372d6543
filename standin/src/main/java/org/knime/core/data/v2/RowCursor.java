package org.knime.core.data.v2;

import java.io.Closeable;

public interface RowCursor extends Closeable {

    /** @return the next row, valid until the next call, or null after the last */
    RowRead forward();

    boolean canForward();

    int getNumColumns();

    @Override
    void close();
}
