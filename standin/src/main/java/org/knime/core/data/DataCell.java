package org.knime.core.data;

import java.io.Serializable;

import org.knime.core.data.collection.CollectionDataValue;

/** One value of a table. */
public abstract class DataCell implements DataValue, Serializable {

    private static final long serialVersionUID = 1L;

    public DataCell() {
    }

    public final DataType getType() {
        if (isMissing()) {
            return DataType.MISSING;
        }
        if (this instanceof CollectionDataValue collection) {
            return DataType.getType(getClass(), collection.getElementType());
        }
        return DataType.getType(getClass());
    }

    public boolean isMissing() {
        return false;
    }

    @Override
    public DataCell materializeDataCell() {
        return this;
    }

    @Override
    public final boolean equals(final Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof DataCell cell && getClass() == cell.getClass() && equalsDataCell(cell);
    }

    protected abstract boolean equalsDataCell(DataCell cell);

    @Override
    public abstract int hashCode();

    @Override
    public abstract String toString();
}
