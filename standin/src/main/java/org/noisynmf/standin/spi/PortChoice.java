package org.noisynmf.standin.spi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.knime.core.node.port.PortType;

/** The ports that a node has: for each configurable group the types that the user added. */
public record PortChoice(Map<String, List<PortType>> added) {

    /** The node as it is when dragged onto the canvas. */
    public static PortChoice defaults(final List<PortGroup> groups) {
        var added = new LinkedHashMap<String, List<PortType>>();
        groups.stream().filter(PortGroup::isConfigurable).forEach(g -> added.put(g.id(), g.defaults()));
        return new PortChoice(added);
    }

    public PortChoice {
        added = Map.copyOf(added);
    }

    /**
     * @param id of a configurable group
     * @param types of the ports added to it; none removes the ports that are there by default
     */
    public PortChoice with(final String id, final PortType... types) {
        var changed = new LinkedHashMap<>(added);
        changed.put(id, List.of(types));
        return new PortChoice(changed);
    }

    /** @return the types of all inputs or of all outputs, in order */
    public PortType[] types(final List<PortGroup> groups, final boolean inputs) {
        var types = new ArrayList<PortType>();
        for (var group : groups) {
            if (group.isInput() == inputs) {
                types.addAll(group.fixed());
                types.addAll(added.getOrDefault(group.id(), List.of()));
            }
        }
        return types.toArray(PortType[]::new);
    }

    /** Checks that only what the groups allow was added. */
    public void check(final List<PortGroup> groups) {
        for (var entry : added.entrySet()) {
            var group = groups.stream().filter(g -> g.id().equals(entry.getKey()) && g.isConfigurable()).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No configurable port group \"" + entry.getKey()
                    + "\"; there are "
                    + groups.stream().filter(PortGroup::isConfigurable).map(PortGroup::id).toList()));
            if (entry.getValue().size() > group.maxAdded()) {
                throw new IllegalArgumentException("Port group \"" + group.id() + "\" takes at most "
                    + group.maxAdded() + " ports, not " + entry.getValue().size());
            }
            for (var type : entry.getValue()) {
                if (!group.supports().test(type)) {
                    throw new IllegalArgumentException(
                        "Port group \"" + group.id() + "\" does not take ports of type " + type);
                }
            }
        }
    }
}
