package org.knime.node.parameters.persistence;

import org.knime.core.node.NodeSettingsWO;

public interface ParametersSaver<T> {

    void save(T parameters, NodeSettingsWO settings);
}
