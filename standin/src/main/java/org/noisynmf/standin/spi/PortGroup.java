package org.noisynmf.standin.spi;

import java.util.List;
import java.util.function.Predicate;

import org.knime.core.node.port.PortType;

/**
 * A group of ports of a node. Ports that are always there form fixed groups; the user may add ports to the others.
 *
 * @param id the group's key in {@code node_creation_config}
 * @param isInput whether its ports are inputs
 * @param name as shown to users
 * @param description an XML fragment
 * @param fixed ports that are always there
 * @param defaults ports that are there until the user chooses otherwise
 * @param maxAdded how many ports may be added to the fixed ones
 * @param supports which types may be added
 */
public record PortGroup(String id, boolean isInput, String name, String description, List<PortType> fixed,
    List<PortType> defaults, int maxAdded, Predicate<PortType> supports) {

    /** @return whether the user can change anything */
    public boolean isConfigurable() {
        return maxAdded > 0;
    }
}
