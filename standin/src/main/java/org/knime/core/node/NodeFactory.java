package org.knime.core.node;

import java.net.URL;

import org.w3c.dom.Element;

/** Makes a node; its class name is the node's identity in workflows. */
public abstract class NodeFactory<T extends NodeModel> {

    protected NodeFactory() {
    }

    public abstract T createNodeModel();

    public abstract NodeType getType();

    public abstract String getInportName(int index);

    public abstract String getOutportName(int index);

    /** @return the name of the view, or null if there is none */
    public abstract String getInteractiveViewName();

    /** @return the icon's location, or null if the file does not exist */
    public abstract URL getIcon();

    public abstract Element getXMLDescription();

    public enum NodeType {
        Source, Sink, Learner, Predictor, Manipulator, Visualizer, Widget, Meta, LoopStart, LoopEnd, ScopeStart,
        ScopeEnd, QuickForm, Configuration, Other, Missing, Unknown, Subnode, VirtualIn, VirtualOut, Container;
    }
}
