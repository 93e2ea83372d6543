package org.knime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.knime.core.node.port.PortType;
import org.knime.node.RequirePorts.ConfigurablePort.ExtendableConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.FinalConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.OptionalConfigurablePort;
import org.knime.node.RequirePorts.RequireConfigurablePortMode;
import org.knime.node.RequirePorts.RequirePortDescription;
import org.knime.node.RequirePorts.RequirePortName;
import org.knime.node.RequirePorts.RequireSupportedTypes;
import org.noisynmf.standin.spi.PortGroup;

/** Collects what the stages of one port group are told. */
final class PortGroupBuilder
    implements
        RequirePortName,
        RequirePortDescription,
        RequireConfigurablePortMode,
        OptionalConfigurablePort,
        ExtendableConfigurablePort {

    private final List<PortType> m_fixed = new ArrayList<>();

    private final List<PortType> m_defaults = new ArrayList<>();

    private final String m_id;

    private final boolean m_isInput;

    private String m_name;

    private String m_description;

    private int m_maxAdded;

    private Predicate<PortType> m_supports = type -> false;

    PortGroupBuilder(final String id, final boolean isInput) {
        m_id = id;
        m_isInput = isInput;
    }

    PortGroup build() {
        return new PortGroup(m_id, m_isInput, m_name, m_description, List.copyOf(m_fixed), List.copyOf(m_defaults),
            m_maxAdded, m_supports);
    }

    @Override
    public RequirePortDescription name(final String name) {
        m_name = name;
        return this;
    }

    @Override
    public RequireConfigurablePortMode description(final String description) {
        m_description = description;
        return this;
    }

    @Override
    public FinalConfigurablePort fixed(final PortType type) {
        m_fixed.add(type);
        return new FinalConfigurablePort();
    }

    @Override
    public RequireSupportedTypes<OptionalConfigurablePort> optional() {
        m_maxAdded = 1;
        return new SupportedTypes<>(this);
    }

    @Override
    public RequireSupportedTypes<ExtendableConfigurablePort> extendable() {
        m_maxAdded = Integer.MAX_VALUE;
        return new SupportedTypes<>(this);
    }

    @Override
    public FinalConfigurablePort defaultPortType(final PortType type) {
        m_defaults.add(type);
        return new FinalConfigurablePort();
    }

    @Override
    public ExtendableConfigurablePort fixedTypes(final PortType... types) {
        m_fixed.addAll(List.of(types));
        return this;
    }

    @Override
    public ExtendableConfigurablePort defaultNonFixedTypes(final PortType... types) {
        m_defaults.addAll(List.of(types));
        return this;
    }

    private final class SupportedTypes<T> implements RequireSupportedTypes<T> {

        private final T m_next;

        SupportedTypes(final T next) {
            m_next = next;
        }

        @Override
        public T supportedTypes(final PortType... types) {
            return supportedTypes(List.of(types)::contains);
        }

        @Override
        public T supportedTypes(final Predicate<PortType> types) {
            m_supports = types;
            return m_next;
        }
    }
}
