package org.knime.core.data.collection;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.knime.core.data.DataCell;

public interface CellCollection extends Iterable<DataCell> {

    boolean containsBlobWrapperCells();

    default Stream<DataCell> stream() {
        return StreamSupport.stream(spliterator(), false);
    }
}
