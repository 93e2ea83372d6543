package org.knime.core.data;

public interface NominalValue extends DataValue {
}
