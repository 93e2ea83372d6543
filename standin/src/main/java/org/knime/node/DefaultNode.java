package org.knime.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.RequireModelParameters;
import org.knime.node.DefaultView.RequireViewParameters;
import org.knime.node.RequirePorts.ConfigurablePort;
import org.knime.node.RequirePorts.DynamicPortsAdder;
import org.knime.node.RequirePorts.RequirePortName;
import org.noisynmf.standin.spi.PortGroup;

/** Everything about a node, stated in stages. Texts are XML fragments. */
public final class DefaultNode implements FluentNodeAPI {

    final String m_name;

    final String m_icon;

    final String m_shortDescription;

    final String m_fullDescription;

    final List<PortGroup> m_ports;

    final DefaultModel m_model;

    final Map<String, String> m_externalResources = new LinkedHashMap<>();

    DefaultView m_view;

    NodeType m_type;

    List<String> m_keywords;

    private DefaultNode(final String name, final String icon, final String shortDescription,
        final String fullDescription, final List<PortGroup> ports, final DefaultModel model) {
        m_name = name;
        m_icon = icon;
        m_shortDescription = shortDescription;
        m_fullDescription = fullDescription;
        m_ports = ports;
        m_model = model;
    }

    public static RequireName create() {
        return name -> icon -> shortDescription -> fullDescription -> (major, minor, revision) -> ports -> {
            var groups = new Groups();
            ports.accept(groups);
            return model -> new DefaultNode(name, icon, shortDescription, fullDescription, List.copyOf(groups.m_groups),
                model.apply(DefaultModel.create()));
        };
    }

    /** Can be called once. */
    public DefaultNode addView(final Function<RequireViewParameters, DefaultView> view) {
        refuseSecond(m_view, "The view");
        m_view = view.apply(DefaultView.create());
        return this;
    }

    /** Can be called once. */
    public DefaultNode nodeType(final NodeType type) {
        refuseSecond(m_type, "The node type");
        m_type = type;
        return this;
    }

    /** Can be called once. */
    public DefaultNode keywords(final String... keywords) {
        refuseSecond(m_keywords, "The keywords");
        m_keywords = List.of(keywords);
        return this;
    }

    public DefaultNode addExternalResource(final String href, final String description) {
        m_externalResources.put(href, description);
        return this;
    }

    private static void refuseSecond(final Object previous, final String what) {
        if (previous != null) {
            throw new IllegalStateException(what + " has already been set");
        }
    }

    public interface RequireName {

        RequireIcon name(String name);
    }

    public interface RequireIcon {

        RequireShortDescription icon(String icon);
    }

    public interface RequireShortDescription {

        RequireFullDescription shortDescription(String shortDescription);
    }

    public interface RequireFullDescription {

        RequireSinceVersion fullDescription(String fullDescription);
    }

    public interface RequireSinceVersion {

        RequirePorts sinceVersion(int major, int minor, int revision);
    }

    public interface RequireModel {

        DefaultNode model(Function<RequireModelParameters, DefaultModel> model);
    }

    private static final class Groups implements DynamicPortsAdder {

        private final List<PortGroup> m_groups = new ArrayList<>();

        @Override
        public DynamicPortsAdder addInputPortGroup(final String groupId,
            final Function<RequirePortName, ConfigurablePort> group) {
            return add(new PortGroupBuilder(groupId, true), group);
        }

        @Override
        public DynamicPortsAdder addOutputPortGroup(final String groupId,
            final Function<RequirePortName, ConfigurablePort> group) {
            return add(new PortGroupBuilder(groupId, false), group);
        }

        private DynamicPortsAdder add(final PortGroupBuilder builder,
            final Function<RequirePortName, ConfigurablePort> group) {
            Objects.requireNonNull(group.apply(builder), "A port group must be described to its end");
            m_groups.add(builder.build());
            return this;
        }
    }
}
