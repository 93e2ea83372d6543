package org.knime.core.node.workflow;

/** What the node context gives: in the stand-in always a {@link NativeNodeContainer}. */
abstract class NodeContainer {
}
