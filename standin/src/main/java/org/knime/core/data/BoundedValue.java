package org.knime.core.data;

public interface BoundedValue extends DataValue {
}
