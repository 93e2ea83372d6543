package org.knime.core.data.collection;

import java.util.Arrays;
import java.util.Collection;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;

public final class CollectionCellFactory {

    private CollectionCellFactory() {
    }

    public static ListCell createListCell(final Collection<? extends DataCell> cells) {
        return new ListCell(cells);
    }

    public static ListCell createListCell(final DataRow row, final int[] columns) {
        return new ListCell(Arrays.stream(columns).mapToObj(row::getCell).toList());
    }
}
