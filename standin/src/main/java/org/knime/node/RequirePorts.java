package org.knime.node;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultNode.RequireModel;

/** The stage at which a node states its ports. Port names serve as group ids, so they are unique over both sides. */
public interface RequirePorts {

    default RequireModel ports(final Consumer<PortsAdder> ports) {
        return dynamicPorts(groups -> ports.accept(new PortsAdder() {

            @Override
            public PortsAdder addInputPort(final String name, final String description, final PortType type) {
                groups.addInputPortGroup(name, g -> g.name(name).description(description).fixed(type));
                return this;
            }

            @Override
            public PortsAdder addOutputPort(final String name, final String description, final PortType type) {
                groups.addOutputPortGroup(name, g -> g.name(name).description(description).fixed(type));
                return this;
            }
        }));
    }

    RequireModel dynamicPorts(Consumer<DynamicPortsAdder> ports);

    interface PortsAdder {

        PortsAdder addInputPort(String name, String description, PortType type);

        PortsAdder addOutputPort(String name, String description, PortType type);

        default PortsAdder addInputTable(final String name, final String description) {
            return addInputPort(name, description, BufferedDataTable.TYPE);
        }

        default PortsAdder addOutputTable(final String name, final String description) {
            return addOutputPort(name, description, BufferedDataTable.TYPE);
        }
    }

    interface DynamicPortsAdder {

        DynamicPortsAdder addInputPortGroup(String groupId, Function<RequirePortName, ConfigurablePort> group);

        DynamicPortsAdder addOutputPortGroup(String groupId, Function<RequirePortName, ConfigurablePort> group);
    }

    interface RequirePortName {

        RequirePortDescription name(String name);
    }

    interface RequirePortDescription {

        RequireConfigurablePortMode description(String description);
    }

    interface RequireConfigurablePortMode {

        /** One port that is always there. */
        ConfigurablePort.FinalConfigurablePort fixed(PortType type);

        /** One port that the user may add. */
        RequireSupportedTypes<ConfigurablePort.OptionalConfigurablePort> optional();

        /** Any number of ports that the user may add. */
        RequireSupportedTypes<ConfigurablePort.ExtendableConfigurablePort> extendable();
    }

    interface RequireSupportedTypes<T> {

        T supportedTypes(PortType... types);

        T supportedTypes(Predicate<PortType> types);
    }

    sealed interface ConfigurablePort
        permits ConfigurablePort.FinalConfigurablePort, ConfigurablePort.OptionalConfigurablePort,
        ConfigurablePort.ExtendableConfigurablePort {

        final class FinalConfigurablePort implements ConfigurablePort {

            public FinalConfigurablePort() {
            }
        }

        non-sealed interface OptionalConfigurablePort extends ConfigurablePort {

            /** The port is there until the user removes it. */
            FinalConfigurablePort defaultPortType(PortType type);
        }

        non-sealed interface ExtendableConfigurablePort extends ConfigurablePort {

            ExtendableConfigurablePort fixedTypes(PortType... types);

            ExtendableConfigurablePort defaultNonFixedTypes(PortType... types);
        }
    }
}
