package org.noisynmf.headless.workflow;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.noisynmf.standin.NodeHost;

/** Loads a workflow folder as KNIME stores it. What cannot be loaded is noted, and the rest loaded. */
public final class WorkflowLoader {

    private static final String FILE = "workflow.knime";

    private static final String NATIVE = "NativeNode";

    private static final Pattern FACTORY = Pattern.compile("factory-class\\s*=\\s*\"([^\"]+)\"");

    /** Characters that a message quotes of a file. */
    private static final int LONGEST = 80;

    private final Path m_folder;

    private final List<String> m_errors = new ArrayList<>();

    private WorkflowLoader(final Path folder) {
        m_folder = folder.toAbsolutePath().normalize();
    }

    /**
     * @param folder the folder with workflow.knime
     * @return the workflow
     * @throws IOException if workflow.knime cannot be read
     */
    public static Workflow load(final Path folder) throws IOException {
        return new WorkflowLoader(folder).load();
    }

    private Workflow load() throws IOException {
        try {
            final NodeSettingsRO settings = read(m_folder.resolve(FILE));
            final SortedMap<Integer, Workflow.Node> nodes = nodes(settings.getNodeSettings("nodes"));
            final Workflow workflow = new Workflow(m_folder, variables(settings), nodes,
                connections(settings.getNodeSettings("connections"), nodes), m_errors);
            workflow.inOrder();
            return workflow;
        } catch (final InvalidSettingsException | IllegalStateException e) {
            throw new IOException(m_folder.resolve(FILE) + ": " + e.getMessage(), e);
        }
    }

    private static NodeSettingsRO read(final Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return NodeSettings.loadFromXML(in);
        } catch (final IOException e) {
            throw Files.exists(file) ? new IOException(file + " cannot be read: " + e.getMessage(), e)
                : new IOException(file + " does not exist", e);
        }
    }

    private static Map<String, Object> variables(final NodeSettingsRO workflow) throws InvalidSettingsException {
        final Map<String, Object> variables = new LinkedHashMap<>();
        if (workflow.containsKey("workflow_variables")) {
            final NodeSettingsRO all = workflow.getNodeSettings("workflow_variables");
            for (final String key : all) {
                final NodeSettings variable = (NodeSettings)all.getNodeSettings(key);
                final String value = variable.getEntry("value") == null ? null
                    : variable.getEntry("value").toStringValue();
                if (value == null) {
                    throw new InvalidSettingsException("workflow variable " + key + " has no value");
                }
                variables.put(variable.getString("name"),
                    WorkflowVariable.value(value, variable.getString("class").toLowerCase(Locale.ROOT)));
            }
        }
        return variables;
    }

    private SortedMap<Integer, Workflow.Node> nodes(final NodeSettingsRO settings) throws InvalidSettingsException {
        final SortedMap<Integer, Workflow.Node> nodes = new TreeMap<>();
        for (final String key : settings) {
            final NodeSettingsRO entry = settings.getNodeSettings(key);
            final int id = entry.getInt("id");
            nodes.put(id, node(id, entry.getString("node_type", NATIVE), entry.getString("node_settings_file")));
        }
        return nodes;
    }

    private Workflow.Node node(final int id, final String type, final String file) {
        final Path path = m_folder.resolve(file).normalize();
        // the settings lie in a folder that is called as the node
        String name = file.replaceFirst("( \\(#\\d+\\))?/[^/]*$", "");
        try {
            if (!path.startsWith(m_folder)) {
                throw new InvalidSettingsException("its settings lie outside the workflow, at " + file);
            }
            if (!NATIVE.equals(type)) {
                throw new InvalidSettingsException(
                    "nodes of type " + type + " (metanodes, components) are not run here");
            }
            final NodeSettingsRO settings = read(path);
            name = settings.getString("node-name", name);
            requireKnown(settings.getString("factory"));
            final NodeHost host = NodeHost.load(settings, m_folder);
            return new Workflow.Node(id, host.name(), Optional.of(host));
        } catch (final IOException | InvalidSettingsException | IllegalArgumentException e) {
            m_errors.add("Node " + name + " 0:" + id + ": " + e.getMessage());
            return new Workflow.Node(id, name, Optional.empty());
        }
    }

    /** Only what plugin.xml names is loaded: a workflow is somebody's file, and loading a class runs code. */
    private static void requireKnown(final String factory) throws IOException, InvalidSettingsException {
        if (factory == null || !factories().contains(factory)) {
            throw new InvalidSettingsException(
                shortened(factory) + " is not a node of this plug-in, and only those can be run here; run the "
                    + "workflow in KNIME");
        }
    }

    private static Set<String> factories() throws IOException {
        final Set<String> names = new HashSet<>();
        for (final URL file : Collections.list(WorkflowLoader.class.getClassLoader().getResources("plugin.xml"))) {
            try (InputStream in = file.openStream()) {
                final Matcher name = FACTORY.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                while (name.find()) {
                    names.add(name.group(1));
                }
            }
        }
        return names;
    }

    private static String shortened(final String text) {
        return text != null && text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private List<Workflow.Connection> connections(final NodeSettingsRO settings,
        final SortedMap<Integer, Workflow.Node> nodes) throws InvalidSettingsException {
        final List<Workflow.Connection> connections = new ArrayList<>();
        for (final String key : settings) {
            final NodeSettingsRO entry = settings.getNodeSettings(key);
            final Workflow.Connection connection = new Workflow.Connection(entry.getInt("sourceID"),
                entry.getInt("sourcePort"), entry.getInt("destID"), entry.getInt("destPort"));
            final Optional<String> problem = problem(connection, nodes, connections);
            if (problem.isEmpty()) {
                connections.add(connection);
            } else {
                m_errors.add("Connection from node 0:" + connection.source() + " port " + connection.sourcePort()
                    + " to node 0:" + connection.target() + " port " + connection.targetPort() + ": " + problem.get());
            }
        }
        return connections;
    }

    private static Optional<String> problem(final Workflow.Connection c,
        final SortedMap<Integer, Workflow.Node> nodes, final List<Workflow.Connection> others) {
        final Workflow.Node source = nodes.get(c.source());
        final Workflow.Node target = nodes.get(c.target());
        if (source == null || target == null) {
            return Optional.of("there is no such node");
        }
        final int outputs = source.host().map(h -> h.outPorts().size()).orElse(Integer.MAX_VALUE);
        final int inputs = target.host().map(h -> h.inPorts().size()).orElse(Integer.MAX_VALUE);
        if (c.sourcePort() < 0 || c.sourcePort() > outputs || c.targetPort() < 0 || c.targetPort() > inputs) {
            return Optional.of("there is no such port");
        }
        if (others.stream().anyMatch(o -> o.target() == c.target() && o.targetPort() == c.targetPort())) {
            return Optional.of("the port is connected already");
        }
        if (c.sourcePort() > 0 && c.targetPort() > 0 && source.host().isPresent() && target.host().isPresent()) {
            final var out = source.host().get().outPorts().get(c.sourcePort() - 1);
            final var in = target.host().get().inPorts().get(c.targetPort() - 1);
            if (!in.isSuperTypeOf(out)) {
                return Optional.of("a " + out.getName() + " cannot go into a " + in.getName());
            }
        }
        return c.sourcePort() == 0 == (c.targetPort() == 0) ? Optional.empty()
            : Optional.of("flow variables go from port 0 to port 0");
    }
}
