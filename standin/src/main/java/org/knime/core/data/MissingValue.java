package org.knime.core.data;

public interface MissingValue extends DataValue {

    String getError();
}
