package org.noisynmf.standin.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectHolder;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;

/**
 * The node model that a default node factory creates, opened for a host: what KNIME protects, and calls itself, is
 * public here.
 */
public abstract class HostedNode extends NodeModel implements PortObjectHolder, WorkflowLocation {

    private final PortType[] m_inTypes;

    private final PortType[] m_outTypes;

    private Path m_workflowDirectory;

    protected HostedNode(final PortType[] inTypes, final PortType[] outTypes) {
        super(inTypes, outTypes);
        m_inTypes = inTypes.clone();
        m_outTypes = outTypes.clone();
    }

    /** @return the node's port groups, configurable or not */
    public abstract List<PortGroup> portGroups();

    /** @return the same node with other ports, without settings */
    public abstract HostedNode withPorts(PortChoice ports);

    public abstract Optional<Class<? extends NodeParameters>> parametersClass();

    public abstract Optional<HostedView> view();

    public final PortType[] inTypes() {
        return m_inTypes.clone();
    }

    public final PortType[] outTypes() {
        return m_outTypes.clone();
    }

    /** @return the warning set since the last call, if any */
    public final Optional<String> takeWarning() {
        var warning = Optional.ofNullable(getWarningMessage());
        setWarningMessage(null);
        return warning;
    }

    public final void setWorkflowDirectory(final Path directory) {
        m_workflowDirectory = directory;
    }

    @Override
    public final Path workflowDirectory() {
        return m_workflowDirectory;
    }

    @Override
    public abstract PortObjectSpec[] configure(PortObjectSpec[] inSpecs) throws InvalidSettingsException;

    @Override
    public abstract PortObject[] execute(PortObject[] inObjects, ExecutionContext exec) throws Exception;

    @Override
    public abstract void saveSettingsTo(NodeSettingsWO settings);

    @Override
    public abstract void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException;

    @Override
    public abstract void loadValidatedSettingsFrom(NodeSettingsRO settings) throws InvalidSettingsException;

    @Override
    public abstract void reset();
}
