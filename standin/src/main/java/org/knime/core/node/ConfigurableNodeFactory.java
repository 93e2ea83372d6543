package org.knime.core.node;

/** A factory of nodes whose ports can be chosen. */
public abstract class ConfigurableNodeFactory<T extends NodeModel> extends NodeFactory<T> {

    protected ConfigurableNodeFactory() {
    }
}
