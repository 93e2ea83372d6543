package org.knime.node.parameters.persistence;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.migration.ParametersLoader;

/** Saves and loads a field in a way of its own; it is handed the settings that the field's group lies in. */
public interface NodeParametersPersistor<T> extends ParametersSaver<T>, ParametersLoader<T> {

    @Override
    T load(NodeSettingsRO settings) throws InvalidSettingsException;

    @Override
    void save(T parameters, NodeSettingsWO settings);

    /** @return the paths of the keys that it writes, for flow variables */
    String[][] getConfigPaths();
}
