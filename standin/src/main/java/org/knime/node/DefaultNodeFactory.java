package org.knime.node;

import java.net.URL;

import org.knime.core.node.ConfigurableNodeFactory;
import org.knime.core.node.NodeModel;
import org.noisynmf.standin.spi.PortChoice;
import org.w3c.dom.Element;

/** Makes nodes from a {@link DefaultNode}. The constructor throws if a text of the node is not well-formed XML. */
public abstract class DefaultNodeFactory extends ConfigurableNodeFactory<NodeModel> {

    private final DefaultNode m_node;

    private final Element m_description;

    protected DefaultNodeFactory(final DefaultNode node) {
        m_node = node;
        m_description = new DefaultNodeDescription(node).toXml();
    }

    /** @throws IllegalArgumentException if two ports have the same name, on whichever side */
    @Override
    public final NodeModel createNodeModel() {
        return new StandardNodeModel(m_node, PortChoice.defaults(m_node.m_ports));
    }

    @Override
    public final NodeType getType() {
        return DefaultNodeDescription.typeOf(m_node);
    }

    @Override
    public final String getInportName(final int index) {
        return portName(true, index);
    }

    @Override
    public final String getOutportName(final int index) {
        return portName(false, index);
    }

    private String portName(final boolean isInput, final int index) {
        return m_node.m_ports.stream().filter(g -> g.isInput() == isInput).skip(index).findFirst().orElseThrow().name();
    }

    @Override
    public final String getInteractiveViewName() {
        return m_node.m_view == null ? null : m_node.m_name;
    }

    /** The path is relative to the factory's package; a leading slash finds nothing in KNIME, and so not here. */
    @Override
    public final URL getIcon() {
        return m_node.m_icon.startsWith("/") ? null : getClass().getResource(m_node.m_icon);
    }

    @Override
    public final Element getXMLDescription() {
        return m_description;
    }
}
