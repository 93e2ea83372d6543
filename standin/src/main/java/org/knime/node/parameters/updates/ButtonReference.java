package org.knime.node.parameters.updates;

public interface ButtonReference {
}
