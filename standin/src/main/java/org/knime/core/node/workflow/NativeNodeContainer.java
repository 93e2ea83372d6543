package org.knime.core.node.workflow;

import org.knime.core.node.NodeModel;

/** A node in a workflow. */
public class NativeNodeContainer extends NodeContainer {

    private final NodeModel m_model;

    NativeNodeContainer(final NodeModel model) {
        m_model = model;
    }

    public NodeModel getNodeModel() {
        return m_model;
    }
}
