package org.noisynmf.standin;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.workflow.NodeContext;
import org.knime.node.parameters.NodeParameters;
import org.noisynmf.standin.parameters.DialogChoices;
import org.noisynmf.standin.parameters.PortsInput;
import org.noisynmf.standin.spi.HostedNode;
import org.noisynmf.standin.spi.HostedView;
import org.noisynmf.standin.spi.PortChoice;
import org.noisynmf.standin.spi.PortGroup;
import org.w3c.dom.Element;

/**
 * Drives one node as KNIME does: settings, configure, execute, view, reset. Not for use by several threads at once.
 * <p>
 * A test makes its input tables with {@code new ExecutionContext(null, null).createDataContainer(spec)}.
 */
public final class NodeHost {

    /** How far a node is. */
    public enum State {
        IDLE, CONFIGURED, EXECUTED
    }

    private static final String MODEL = "model";

    private static final String VARIABLES = "variables";

    private static final int TELLING_LENGTH = 5;

    private final NodeFactory<?> m_factory;

    private HostedNode m_model;

    private PortChoice m_ports;

    private NodeSettingsRO m_variables;

    private NodeSettingsRO m_viewSettings = new NodeSettings("view");

    private Map<String, Object> m_variableValues = Map.of();

    private Path m_workflowDirectory;

    private State m_state = State.IDLE;

    private PortObjectSpec[] m_outSpecs;

    private PortObject[] m_outObjects;

    private Optional<String> m_warning = Optional.empty();

    private NodeHost(final NodeFactory<?> factory) {
        m_factory = factory;
        if (!(factory.createNodeModel() instanceof HostedNode model)) {
            throw new IllegalArgumentException(
                factory.getClass().getName() + " is no DefaultNodeFactory: the stand-in runs no other nodes");
        }
        m_model = model;
        m_ports = PortChoice.defaults(model.portGroups());
    }

    /**
     * @param factoryClassName the node's identity, as in a workflow's settings.xml
     * @throws IllegalArgumentException if there is no such factory, or it cannot make a node: it is not public with a
     *             public constructor without arguments, a text is not well-formed, two ports have one name
     */
    public static NodeHost create(final String factoryClassName) {
        try {
            return new NodeHost((NodeFactory<?>)Class.forName(factoryClassName).getConstructor().newInstance());
        } catch (ReflectiveOperationException | ClassCastException | ExceptionInInitializerError e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalArgumentException("Node " + factoryClassName + " cannot be created: " + cause, e);
        }
    }

    /**
     * A node as stored in a workflow.
     * <p>
     * As in KNIME, a problem with the settings of a node in state IDLE is swallowed and the node has its defaults; in
     * any other state it is an error.
     *
     * @param settings the whole settings.xml
     * @param workflowDirectory the folder with workflow.knime, for {@code knime://knime.workflow/…}
     * @throws InvalidSettingsException if the settings cannot be loaded
     */
    public static NodeHost load(final NodeSettingsRO settings, final Path workflowDirectory)
        throws InvalidSettingsException {
        var host = create(settings.getString("factory"));
        host.setWorkflowDirectory(workflowDirectory);
        if (settings.containsKey("node_creation_config")) {
            try {
                host.choosePorts(
                    PortSettings.load(host.portGroups(), settings.getNodeSettings("node_creation_config")));
            } catch (IllegalArgumentException e) {
                throw new InvalidSettingsException("Node ports cannot be created: " + e.getMessage(), e);
            }
        }
        if (settings.containsKey(VARIABLES)) {
            host.m_variables = settings.getNodeSettings(VARIABLES);
        }
        if (settings.containsKey("view")) {
            host.m_viewSettings = settings.getNodeSettings("view");
        }
        try {
            host.loadSettings(settings.getNodeSettings(MODEL));
        } catch (InvalidSettingsException e) {
            if (!State.IDLE.name().equals(settings.getString("state"))) {
                throw new InvalidSettingsException("Loading model settings failed: " + e.getMessage(), e);
            }
        }
        return host;
    }

    public String factoryClassName() {
        return m_factory.getClass().getName();
    }

    public String name() {
        return m_factory.getNodeName();
    }

    public NodeFactory.NodeType type() {
        return m_factory.getType();
    }

    /** @return empty if the icon's file does not exist; KNIME then shows its default without a word */
    public Optional<URL> icon() {
        return Optional.ofNullable(m_factory.getIcon());
    }

    /** @return the knimeNode document that KNIME would show */
    public Element description() {
        return m_factory.getXMLDescription();
    }

    /** @return {@link #description()} as text */
    public String descriptionXml() {
        try {
            var transformer = TransformerFactory.newInstance().newTransformer();
            var text = new StringWriter();
            transformer.transform(new DOMSource(description()), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException("The description of " + name() + " cannot be written", e);
        }
    }

    public List<PortGroup> portGroups() {
        return m_model.portGroups();
    }

    public List<PortType> inPorts() {
        return List.of(m_model.inTypes());
    }

    public List<PortType> outPorts() {
        return List.of(m_model.outTypes());
    }

    /** @return the names of the output ports, in order */
    public List<String> outPortNames() {
        return portGroups().stream().filter(g -> !g.isInput())
            .flatMap(g -> IntStream.range(0, g.fixed().size() + m_ports.added().getOrDefault(g.id(), List.of()).size())
                .mapToObj(i -> g.name()))
            .toList();
    }

    /**
     * Adds ports to a configurable group, in place of those added before. The node is as new afterwards: it has its
     * default settings and is not configured.
     *
     * @param types none removes all that were added
     */
    public NodeHost withPorts(final String groupId, final PortType... types) {
        choosePorts(m_ports.with(groupId, types));
        return this;
    }

    private void choosePorts(final PortChoice ports) {
        m_model = m_model.withPorts(ports);
        m_model.setWorkflowDirectory(m_workflowDirectory);
        m_ports = ports;
        reset();
    }

    /** @param directory the folder that {@code knime://knime.workflow/} names */
    public void setWorkflowDirectory(final Path directory) {
        m_workflowDirectory = directory;
        m_model.setWorkflowDirectory(directory);
    }

    /** @return the node's settings, as under {@code model} in settings.xml */
    public NodeSettings settings() {
        var settings = new NodeSettings(MODEL);
        m_model.saveSettingsTo(settings);
        return settings;
    }

    /** @return the ports, as under {@code node_creation_config} in settings.xml */
    public NodeSettings portSettings() {
        var settings = new NodeSettings("node_creation_config");
        PortSettings.save(m_ports, portGroups(), settings);
        return settings;
    }

    /**
     * Loads and validates settings and resets the node.
     *
     * @throws InvalidSettingsException if a key is missing or of another type, or the node refuses the values; the
     *             previous settings stay
     */
    public void loadSettings(final NodeSettingsRO settings) throws InvalidSettingsException {
        m_model.validateSettings(settings);
        m_model.loadValidatedSettingsFrom(settings);
        reset();
    }

    /**
     * Overwrites one setting, as {@code -option=nodeId,path,value,type} does.
     *
     * @param path key with the keys of its groups before it, separated by slashes
     * @param type int, long, double, boolean, String, …; an enumeration is a String
     */
    public void setOption(final String path, final String value, final String type) throws InvalidSettingsException {
        var settings = settings();
        SettingOption.overwrite(settings, path, value, type);
        loadSettings(settings);
    }

    /** @return the class of the node's settings, whose annotations make the dialog */
    public Optional<Class<? extends NodeParameters>> parametersClass() {
        return m_model.parametersClass();
    }

    /**
     * Opens the dialog.
     *
     * @param inSpecs one an input, null where not known
     * @return what each setting with a list offers, by its path
     * @throws RuntimeException if a list cannot be made, which in KNIME keeps the dialog from opening
     */
    public Map<String, List<String>> dialogChoices(final PortObjectSpec... inSpecs) {
        checkInputs(inSpecs);
        return m_model.parametersClass()
            .map(p -> DialogChoices.of(p, new PortsInput(m_model.inTypes(), m_model.outTypes(), inSpecs.clone())))
            .orElse(Map.of());
    }

    /**
     * Names the variables in reach; the settings that {@code variables} of the node's settings.xml ties to them are
     * overwritten at the next configure.
     *
     * @param values String, Integer, Long, Double or Boolean
     */
    public void setFlowVariables(final Map<String, Object> values) {
        m_variableValues = Map.copyOf(values);
    }

    public State state() {
        return m_state;
    }

    /** @return the warning of the last configure or execute: the node's own, else one that KNIME gives itself */
    public Optional<String> warning() {
        return m_warning;
    }

    /**
     * Configures the node; on the first time creates and validates default settings if none were loaded.
     *
     * @param inSpecs one an input, null where not known
     * @return one an output, null where not known
     * @throws InvalidSettingsException if the node refuses, or fails
     */
    public PortObjectSpec[] configure(final PortObjectSpec... inSpecs) throws InvalidSettingsException {
        checkInputs(inSpecs);
        reset();
        NodeContext.pushContext(m_model);
        try {
            applyFlowVariables();
            var outSpecs = m_model.configure(inSpecs.clone());
            for (int i = 0; i < outSpecs.length; i++) {
                if (outSpecs[i] != null && !m_model.outTypes()[i].acceptsPortObjectSpec(outSpecs[i])) {
                    throw new IllegalStateException("Output " + i + " has a spec of " + outSpecs[i].getClass());
                }
            }
            m_outSpecs = outSpecs;
            m_state = State.CONFIGURED;
            return outSpecs.clone();
        } catch (RuntimeException e) {
            throw new InvalidSettingsException(
                "Configure failed (" + e.getClass().getSimpleName() + "): " + e.getMessage(), e);
        } finally {
            m_warning = m_model.takeWarning();
            NodeContext.removeLastContext();
        }
    }

    private void applyFlowVariables() throws InvalidSettingsException {
        if (m_variables == null) {
            return;
        }
        var settings = settings();
        try {
            FlowVariables.overwrite(settings, m_variables, m_variableValues);
            m_model.validateSettings(settings);
        } catch (InvalidSettingsException e) {
            throw new InvalidSettingsException(
                "Errors overwriting node settings with flow variables: " + e.getMessage(), e);
        }
        m_model.loadValidatedSettingsFrom(settings);
    }

    private void checkInputs(final PortObjectSpec... specs) {
        checkInputs(specs.length, i -> specs[i] == null || m_model.inTypes()[i].acceptsPortObjectSpec(specs[i]));
    }

    private interface PortCheck {

        boolean accepts(int port);
    }

    private void checkInputs(final int count, final PortCheck check) {
        if (count != inPorts().size()) {
            throw new IllegalArgumentException(name() + " has " + inPorts().size() + " inputs, not " + count);
        }
        for (int i = 0; i < count; i++) {
            if (!check.accepts(i)) {
                throw new IllegalArgumentException("Input " + i + " of " + name() + " takes a " + inPorts().get(i));
            }
        }
    }

    /** As {@link #execute(ExecutionListener, PortObject...)} with nobody listening. */
    public PortObject[] execute(final PortObject... inObjects) throws CanceledExecutionException, KNIMEException {
        return execute(ExecutionListener.NONE, inObjects);
    }

    /**
     * Executes the node, which must be configured. The node gets copies of the inputs that are not tables.
     *
     * @param inObjects one an input, null only for one of an optional type
     * @return one an output
     * @throws KNIMEException if the node cannot deliver, or fails
     * @throws CanceledExecutionException if the node stopped because the listener asked for it
     */
    public PortObject[] execute(final ExecutionListener listener, final PortObject... inObjects)
        throws CanceledExecutionException, KNIMEException {
        if (m_state != State.CONFIGURED) {
            throw new IllegalStateException(name() + " is " + m_state + ", it cannot be executed");
        }
        checkInputs(inObjects.length, i -> accepts(m_model.inTypes()[i], inObjects[i]));
        NodeContext.pushContext(m_model);
        boolean succeeded = false;
        try {
            var exec = new ExecutionContext(new ListeningMonitor(listener), null);
            m_outObjects = checkedOutputs(m_model.execute(copies(inObjects, exec), exec));
            m_warning = m_model.takeWarning().or(this::warningOfHost);
            m_state = State.EXECUTED;
            succeeded = true;
            return m_outObjects.clone();
        } catch (KNIMEException | CanceledExecutionException e) {
            throw e;
        } catch (Exception e) {
            throw new KNIMEException("Execute failed: " + failure(e), e);
        } finally {
            if (!succeeded) {
                m_warning = m_model.takeWarning();
                m_model.reset();
            }
            NodeContext.removeLastContext();
        }
    }

    /** As KNIME has it: a message too short to tell anything gets the exception's name. */
    private static String failure(final Exception e) {
        var message = e.getMessage();
        return message != null && message.length() >= TELLING_LENGTH ? message
            : "(\"" + e.getClass().getSimpleName() + "\"): " + message;
    }

    private static boolean accepts(final PortType type, final PortObject object) {
        return object == null ? type.isOptional() : type.acceptsPortObject(object);
    }

    private static PortObject[] copies(final PortObject[] objects, final ExecutionContext exec)
        throws CanceledExecutionException, KNIMEException {
        var copies = new PortObject[objects.length];
        for (int i = 0; i < copies.length; i++) {
            try {
                copies[i] = PortObjects.copyForConsumer(objects[i], exec);
            } catch (IOException e) {
                throw new KNIMEException(
                    "Unable to clone input data at port " + (i + 1) + " (" + objects[i].getSummary() + "): "
                        + e.getMessage(),
                    e);
            }
        }
        return copies;
    }

    private PortObject[] checkedOutputs(final PortObject[] objects) throws KNIMEException {
        for (int i = 0; i < objects.length; i++) {
            // KNIME counts the flow variable port, which every node has, as port 0
            if (objects[i] == null) {
                throw new KNIMEException("Output at port " + (i + 1) + " is null");
            }
            if (!m_model.outTypes()[i].acceptsPortObject(objects[i])) {
                throw new KNIMEException("Invalid output port object at port " + (i + 1));
            }
            if (objects[i].getSpec() == null) {
                throw new KNIMEException("Implementation Error: PortObject \"" + objects[i].getClass().getName()
                    + "\" must not have null spec (output port " + (i + 1) + ").");
            }
        }
        return objects;
    }

    private Optional<String> warningOfHost() {
        for (int i = 0; i < m_outObjects.length; i++) {
            if (m_outSpecs[i] instanceof DataTableSpec promised
                && !((BufferedDataTable)m_outObjects[i]).getDataTableSpec().equalStructure(promised)) {
                return Optional.of("DataSpec generated by configure does not match spec after execution.");
            }
        }
        var tables = Arrays.stream(m_outObjects).filter(BufferedDataTable.class::isInstance)
            .map(BufferedDataTable.class::cast).toList();
        if (tables.isEmpty() || tables.stream().anyMatch(table -> table.size() > 0)) {
            return Optional.empty();
        }
        return Optional.of(tables.size() == 1 ? "Node created an empty data table."
            : "Node created empty data tables on all out-ports.");
    }

    /** @return what the last execution gave, one an output; empty if the node is not executed */
    public Optional<List<PortObject>> outputs() {
        return Optional.ofNullable(m_outObjects).map(List::of);
    }

    /** @return the objects that the node keeps for its view; empty if it keeps none or is not executed */
    public List<PortObject> internalObjects() {
        var objects = m_model.getInternalPortObjects();
        return objects == null ? List.of() : List.of(objects);
    }

    /** @return what the view of the executed node shows; empty if the node has no view */
    public Optional<ViewContent> view() throws InvalidSettingsException {
        var view = m_model.view();
        if (view.isPresent() && m_state != State.EXECUTED) {
            throw new IllegalStateException(name() + " is " + m_state + ", its view has nothing to show");
        }
        return view.isPresent() ? Optional.of(content(view.get())) : Optional.empty();
    }

    private ViewContent content(final HostedView view) throws InvalidSettingsException {
        NodeContext.pushContext(m_model);
        try (var page = Objects.requireNonNull(view.page().getInputStream(), "The view's page does not exist")) {
            var charset = view.page().getCharset().orElse(StandardCharsets.UTF_8);
            return new ViewContent(new String(page.readAllBytes(), charset), view.initialData(m_viewSettings));
        } catch (IOException e) {
            throw new UncheckedIOException("The view of " + name() + " cannot be read", e);
        } finally {
            NodeContext.removeLastContext();
        }
    }

    /** Forgets outputs and internal objects, and what configure found. Settings stay. */
    public void reset() {
        m_model.reset();
        m_outObjects = null;
        m_outSpecs = null;
        m_warning = Optional.empty();
        m_state = State.IDLE;
    }
}
