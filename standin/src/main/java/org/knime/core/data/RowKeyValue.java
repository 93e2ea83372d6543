package org.knime.core.data;

public interface RowKeyValue {

    String getString();

    default RowKey materializeRowKey() {
        return new RowKey(getString());
    }
}
