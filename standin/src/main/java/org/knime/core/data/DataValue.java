package org.knime.core.data;

/** What a cell may be read as. */
public interface DataValue {

    default DataCell materializeDataCell() {
        if (this instanceof DataCell cell) {
            return cell;
        }
        throw new IllegalStateException(getClass().getName() + " is not a data cell");
    }
}
