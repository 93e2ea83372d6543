package org.knime.node.parameters.updates;

/** Names a parameter, so that others can depend on its value. */
public interface ParameterReference<V> {
}
