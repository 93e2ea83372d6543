package org.noisynmf.standin;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.noisynmf.standin.spi.PortChoice;
import org.noisynmf.standin.spi.PortGroup;

/** Which ports a node has, to and from {@code node_creation_config} of its settings.xml. */
final class PortSettings {

    private static final String PORT = "port_";

    private static final String OBJECT_CLASS = "object_class";

    private PortSettings() {
    }

    static void save(final PortChoice ports, final List<PortGroup> groups, final NodeSettingsWO settings) {
        for (var group : groups) {
            var config = settings.addNodeSettings(group.id());
            if (group.isConfigurable()) {
                var types = ports.added().getOrDefault(group.id(), List.of());
                for (int i = 0; i < types.size(); i++) {
                    config.addNodeSettings(PORT + i).addString(OBJECT_CLASS,
                        types.get(i).getPortObjectClass().getName());
                }
            }
        }
    }

    /** A group that is absent keeps its default ports. */
    static PortChoice load(final List<PortGroup> groups, final NodeSettingsRO settings)
        throws InvalidSettingsException {
        var choice = PortChoice.defaults(groups);
        for (var group : groups) {
            if (group.isConfigurable() && settings.containsKey(group.id())) {
                var config = settings.getNodeSettings(group.id());
                var types = new ArrayList<PortType>();
                for (var key : config) {
                    types.add(type(config.getNodeSettings(key).getString(OBJECT_CLASS)));
                }
                choice = choice.with(group.id(), types.toArray(PortType[]::new));
            }
        }
        return choice;
    }

    private static PortType type(final String objectClass) throws InvalidSettingsException {
        if (BufferedDataTable.class.getName().equals(objectClass)) {
            return BufferedDataTable.TYPE;
        }
        Class<? extends PortObject> type = PortTypeRegistry.getInstance().getObjectClass(objectClass)
            .orElseThrow(() -> new InvalidSettingsException(
                "Unable to restore port type, can't load class \"" + objectClass + "\""));
        return PortTypeRegistry.getInstance().getPortType(type);
    }
}
