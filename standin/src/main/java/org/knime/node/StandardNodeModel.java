package org.knime.node;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.parameters.NodeParameters;
import org.noisynmf.standin.parameters.ParametersFormat;
import org.noisynmf.standin.parameters.PortsInput;
import org.noisynmf.standin.spi.HostedNode;
import org.noisynmf.standin.spi.HostedView;
import org.noisynmf.standin.spi.PortChoice;
import org.noisynmf.standin.spi.PortGroup;

/** Runs a default node's functions behind a node model. */
final class StandardNodeModel extends HostedNode {

    private final DefaultNode m_node;

    private final DefaultModel.Standard m_functions;

    private NodeParameters m_parameters;

    private PortObject[] m_internals;

    StandardNodeModel(final DefaultNode node, final PortChoice ports) {
        super(ports.types(checkedGroups(node), true), ports.types(node.m_ports, false));
        ports.check(node.m_ports);
        m_node = node;
        m_functions = (DefaultModel.Standard)node.m_model;
    }

    private static List<PortGroup> checkedGroups(final DefaultNode node) {
        var ids = new HashSet<String>();
        for (var group : node.m_ports) {
            if (group.id() == null || group.id().isBlank()) {
                throw new IllegalArgumentException("The name of a port group must not be empty");
            }
            if (!ids.add(group.id())) {
                throw new IllegalArgumentException("A port group with the given name already exists: \"" + group.id()
                    + "\". Port names must be unique over inputs and outputs.");
            }
        }
        return node.m_ports;
    }

    @Override
    public List<PortGroup> portGroups() {
        return m_node.m_ports;
    }

    @Override
    public HostedNode withPorts(final PortChoice ports) {
        return new StandardNodeModel(m_node, ports);
    }

    @Override
    public Optional<Class<? extends NodeParameters>> parametersClass() {
        return m_functions.parametersClass();
    }

    @Override
    public Optional<HostedView> view() {
        return Optional.ofNullable(m_node.m_view).map(view -> new ViewOfModel(view, this));
    }

    @Override
    public PortObjectSpec[] configure(final PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        if (m_parameters == null && parametersClass().isPresent()) {
            m_parameters = ParametersFormat.create(parametersClass().get(),
                new PortsInput(inTypes(), outTypes(), inSpecs));
            m_parameters.validate();
        }
        var output = new ConfigureOutputs(outTypes().length);
        m_functions.m_configure.accept(new Inputs(inSpecs, null, null), output);
        return output.m_specs;
    }

    @Override
    public PortObject[] execute(final PortObject[] inObjects, final ExecutionContext exec) throws Exception {
        var output = new ExecuteOutputs(outTypes().length);
        m_functions.m_execute.accept(new Inputs(null, inObjects, exec), output);
        return output.m_objects;
    }

    @Override
    public void saveSettingsTo(final NodeSettingsWO settings) {
        if (parametersClass().isPresent()) {
            if (m_parameters == null) {
                // KNIME, too, creates defaults without specs when settings are saved before the first configure
                ParametersFormat.save(ParametersFormat.create(parametersClass().get(),
                    new PortsInput(inTypes(), outTypes(), new PortObjectSpec[inTypes().length])), settings);
            } else {
                ParametersFormat.save(m_parameters, settings);
            }
        }
    }

    @Override
    public void validateSettings(final NodeSettingsRO settings) throws InvalidSettingsException {
        if (parametersClass().isPresent()) {
            ParametersFormat.load(parametersClass().get(), settings).validate();
        }
    }

    @Override
    public void loadValidatedSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        if (parametersClass().isPresent()) {
            m_parameters = ParametersFormat.load(parametersClass().get(), settings);
        }
    }

    @Override
    public void reset() {
        m_internals = null;
    }

    @Override
    public PortObject[] getInternalPortObjects() {
        return m_internals;
    }

    @Override
    public void setInternalPortObjects(final PortObject[] objects) {
        m_internals = objects;
    }

    @SuppressWarnings("unchecked")
    private final class Inputs implements ConfigureInput, ExecuteInput {

        private final PortObjectSpec[] m_specs;

        private final PortObject[] m_objects;

        private final ExecutionContext m_exec;

        Inputs(final PortObjectSpec[] specs, final PortObject[] objects, final ExecutionContext exec) {
            m_specs = specs;
            m_objects = objects;
            m_exec = exec;
        }

        @Override
        public <S extends NodeParameters> S getParameters() {
            return (S)m_parameters;
        }

        @Override
        public PortType[] getOutPortTypes() {
            return outTypes();
        }

        @Override
        public PortObjectSpec[] getInPortSpecs() {
            return m_specs;
        }

        @Override
        public <S extends PortObjectSpec> S getInPortSpec(final int index) {
            return (S)m_specs[index];
        }

        @Override
        public DataTableSpec[] getInTableSpecs() {
            return Arrays.stream(m_specs).map(DataTableSpec.class::cast).toArray(DataTableSpec[]::new);
        }

        @Override
        public DataTableSpec getInTableSpec(final int portIndex) {
            return (DataTableSpec)m_specs[portIndex];
        }

        @Override
        public ExecutionContext getExecutionContext() {
            return m_exec;
        }

        @Override
        public PortObject[] getInPortObjects() {
            return m_objects;
        }

        @Override
        public <D extends PortObject> D getInPortObject(final int portIndex) {
            return (D)m_objects[portIndex];
        }

        @Override
        public BufferedDataTable[] getInTables() {
            return Arrays.stream(m_objects).map(BufferedDataTable.class::cast).toArray(BufferedDataTable[]::new);
        }

        @Override
        public BufferedDataTable getInTable(final int portIndex) {
            return (BufferedDataTable)m_objects[portIndex];
        }
    }

    private final class ConfigureOutputs implements ConfigureOutput {

        private final PortObjectSpec[] m_specs;

        ConfigureOutputs(final int ports) {
            m_specs = new PortObjectSpec[ports];
        }

        @Override
        public <S extends PortObjectSpec> void setOutSpec(final int index, final S spec) {
            m_specs[index] = spec;
        }

        @Override
        @SafeVarargs
        public final <S extends PortObjectSpec> void setOutSpecs(final S... specs) {
            System.arraycopy(specs, 0, m_specs, 0, specs.length);
        }

        @Override
        public void setWarningMessage(final String message) {
            StandardNodeModel.this.setWarningMessage(message);
        }
    }

    private final class ExecuteOutputs implements ExecuteOutput {

        private final PortObject[] m_objects;

        ExecuteOutputs(final int ports) {
            m_objects = new PortObject[ports];
        }

        @Override
        public <D extends PortObject> void setOutData(final int index, final D data) {
            m_objects[index] = data;
        }

        @Override
        @SafeVarargs
        public final <D extends PortObject> void setOutData(final D... data) {
            System.arraycopy(data, 0, m_objects, 0, data.length);
        }

        @Override
        @SafeVarargs
        public final <D extends PortObject> void setInternalData(final D... data) {
            setInternalPortObjects(data);
        }

        @Override
        public void setWarningMessage(final String message) {
            StandardNodeModel.this.setWarningMessage(message);
        }
    }
}
