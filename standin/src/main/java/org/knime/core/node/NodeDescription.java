package org.knime.core.node;

import org.knime.core.node.NodeFactory.NodeType;
import org.w3c.dom.Element;

/** What users read of a node. */
public abstract class NodeDescription {

    public NodeDescription() {
    }

    public abstract String getNodeName();

    /** @return relative to the factory's package */
    public abstract String getIconPath();

    public abstract NodeType getType();

    public abstract String getInportName(int index);

    public abstract String getOutportName(int index);

    public abstract String getInteractiveViewName();

    public abstract Element getXMLDescription();
}
