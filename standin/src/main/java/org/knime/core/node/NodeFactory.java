package org.knime.core.node;

import java.net.URL;

import org.w3c.dom.Element;

/** Makes a node; its class name is the node's identity in workflows. */
public abstract class NodeFactory<T extends NodeModel> {

    private NodeDescription m_description;

    protected NodeFactory() {
    }

    public abstract T createNodeModel();

    protected NodeDescription createNodeDescription() {
        throw new IllegalStateException(getClass().getName() + " has no description");
    }

    /** Makes the description, which fails if a text is not well-formed. */
    public void init() {
        if (m_description == null) {
            m_description = createNodeDescription();
        }
    }

    private NodeDescription description() {
        init();
        return m_description;
    }

    public final String getNodeName() {
        return description().getNodeName();
    }

    public NodeType getType() {
        return description().getType();
    }

    public String getInportName(final int index) {
        return description().getInportName(index);
    }

    public String getOutportName(final int index) {
        return description().getOutportName(index);
    }

    public String getInteractiveViewName() {
        return description().getInteractiveViewName();
    }

    public Element getXMLDescription() {
        return description().getXMLDescription();
    }

    /** A leading slash finds nothing in KNIME, and so not here; a missing file is KNIME's default icon, here null. */
    public URL getIcon() {
        var path = description().getIconPath();
        return path.startsWith("/") ? null : getClass().getResource(path);
    }

    public enum NodeType {
        Source, Sink, Learner, Predictor, Manipulator, Visualizer, Widget, Meta, LoopStart, LoopEnd, ScopeStart, ScopeEnd, QuickForm, Configuration, Other, Missing, Unknown, Subnode, VirtualIn, VirtualOut, Container;
    }
}
