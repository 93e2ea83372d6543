package org.noisynmf.knime.workflows;

import org.jspecify.annotations.Nullable;
import org.knime.core.node.NodeSettings;
import org.noisynmf.standin.NodeHost;

/**
 * A node as its settings file describes it.
 *
 * @param name of the node
 * @param factory name of the class that makes it
 * @param model its settings
 * @param ports its port groups, null without such
 * @param outputs number of output ports
 * @param plugIn where it comes from
 */
record StoredNode(String name, String factory, NodeSettings model, @Nullable NodeSettings ports, int outputs,
    PlugIn plugIn) {

    /** @return a node of this extension with its present ports and settings */
    static StoredNode of(final NodeHost host) {
        return new StoredNode(host.name(), host.factoryClassName(), host.settings(), host.portSettings(),
            host.outPorts().size(), PlugIn.NOISY_NMF);
    }
}
