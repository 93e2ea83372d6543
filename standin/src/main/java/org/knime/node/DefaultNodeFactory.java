package org.knime.node;

import java.net.URL;

import org.knime.core.node.ConfigurableNodeFactory;
import org.knime.core.node.NodeDescription;
import org.knime.core.node.NodeModel;
import org.noisynmf.standin.spi.PortChoice;
import org.w3c.dom.Element;

/**
 * Makes nodes from a {@link DefaultNode}. The constructor throws if a text of the node is not well-formed XML. What is
 * final here is final in KNIME, so a node cannot override it.
 */
public abstract class DefaultNodeFactory extends ConfigurableNodeFactory<NodeModel> {

    private final DefaultNode m_node;

    protected DefaultNodeFactory(final DefaultNode node) {
        m_node = node;
        super.init();
    }

    /** @throws IllegalArgumentException if two ports have the same name, on whichever side */
    @Override
    public final NodeModel createNodeModel() {
        return new StandardNodeModel(m_node, PortChoice.defaults(m_node.m_ports));
    }

    @Override
    protected final NodeDescription createNodeDescription() {
        return new DefaultNodeDescription(m_node);
    }

    @Override
    public final void init() {
        super.init();
    }

    @Override
    public final NodeType getType() {
        return super.getType();
    }

    @Override
    public final String getInportName(final int index) {
        return super.getInportName(index);
    }

    @Override
    public final String getOutportName(final int index) {
        return super.getOutportName(index);
    }

    @Override
    public final String getInteractiveViewName() {
        return super.getInteractiveViewName();
    }

    @Override
    public final URL getIcon() {
        return super.getIcon();
    }

    @Override
    public final Element getXMLDescription() {
        return super.getXMLDescription();
    }
}
