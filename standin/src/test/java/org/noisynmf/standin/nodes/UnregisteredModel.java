package org.noisynmf.standin.nodes;

import javax.swing.JComponent;

import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A model that no plugin.xml names. */
public final class UnregisteredModel implements PortObject {

    static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(UnregisteredModel.class);

    @Override
    public String getSummary() {
        return "unregistered";
    }

    @Override
    public PortObjectSpec getSpec() {
        return new SumsModelSpec();
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }
}
