package org.noisynmf.knime.workflows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsWO;
import org.noisynmf.standin.NodeHost;

/**
 * Writes a workflow as KNIME saves one whose nodes are configured and not executed. Settings come from the nodes
 * themselves, so that keys and constants are those that they load.
 */
final class WorkflowFolder {

    private static final String FORMAT_VERSION = "5.1.0";

    private static final String CREATED_BY = "5.8.0";

    private static final String DATE = "2026-11-23 12:00:00 +0000";

    private static final int ANNOTATION_VERSION = 20230412;

    private static final int WHITE = 0xFFFFFF;

    private static final int YELLOW = 0xFFD800;

    private final String m_description;

    private final List<Node> m_nodes = new ArrayList<>();

    private final List<int[]> m_connections = new ArrayList<>();

    private final Map<Integer, NodeSettings> m_variables = new HashMap<>();

    private final List<Note> m_notes = new ArrayList<>();

    private final Map<String, String> m_files = new LinkedHashMap<>();

    private record Node(StoredNode stored, int x, int y, String label) {

        String folder(final int id) {
            return stored.name() + " (#" + id + ")";
        }
    }

    private record Note(int x, int y, int width, int height, String text) {
    }

    /**
     * @param description shown where KNIME lists the workflow
     */
    WorkflowFolder(final String description) {
        m_description = description;
    }

    /**
     * @param host with its ports and settings
     * @param x left edge on the canvas
     * @param y upper edge on the canvas
     * @param label shown below the node
     * @return the node's number, from 1
     */
    int node(final NodeHost host, final int x, final int y, final String label) {
        return node(StoredNode.of(host), x, y, label);
    }

    /**
     * @param stored what its settings file says
     * @param x left edge on the canvas
     * @param y upper edge on the canvas
     * @param label shown below the node
     * @return the node's number, from 1
     */
    int node(final StoredNode stored, final int x, final int y, final String label) {
        m_nodes.add(new Node(stored, x, y, label));
        return m_nodes.size();
    }

    /** Puts a text file into the folder, for readers. */
    void file(final String path, final String content) {
        m_files.put(path, content);
    }

    /**
     * Connects ports, counted from 0 without that for flow variables.
     *
     * @param source number of a node
     * @param output its port
     * @param target number of another node
     * @param input its port
     */
    void connect(final int source, final int output, final int target, final int input) {
        m_connections.add(new int[]{source, target, output + 1, input + 1});
    }

    /**
     * Lets a flow variable set a node's setting; the variable comes through the port that every node has for them.
     *
     * @param source number of a node with a port of flow variables
     * @param output that port
     * @param target number of another node
     * @param variable name of an integer, number or text
     * @param setting path of the setting
     */
    void connectVariable(final int source, final int output, final int target, final String variable,
        final String... setting) {
        m_connections.add(new int[]{source, target, output + 1, 0});
        final NodeSettings variables = new NodeSettings("variables");
        variables.addString("version", "V_2019_09_13");
        NodeSettingsWO tree = variables.addNodeSettings("tree");
        for (final String key : setting) {
            tree = tree.addNodeSettings(key);
        }
        tree.addString("used_variable", variable);
        tree.addString("exposed_variable", null);
        m_variables.put(target, variables);
    }

    /** Puts a note on the canvas. */
    void note(final int x, final int y, final int width, final int height, final String text) {
        m_notes.add(new Note(x, y, width, height, text));
    }

    /** @return the files by their path within the workflow's folder */
    Map<String, String> files() {
        final Map<String, String> files = new LinkedHashMap<>();
        files.put("workflow.knime", xml(workflow()));
        files.put("workflow-metadata.xml", metadata());
        for (int id = 1; id <= m_nodes.size(); id++) {
            final Node node = m_nodes.get(id - 1);
            files.put(node.folder(id) + "/settings.xml", xml(settings(node, m_variables.get(id))));
        }
        files.putAll(m_files);
        return files;
    }

    private static String xml(final NodeSettings settings) {
        try {
            final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            settings.saveToXML(bytes);
            final String text = bytes.toString(StandardCharsets.UTF_8);
            return text.endsWith("\n") ? text : text + "\n";
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String metadata() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <workflow-metadata content-type="text/plain"
                        xmlns="http://www.knime.org/core/node/workflow/metadata/v1.0">
                    <created>2026-11-23T12:00:00.000Z</created>
                    <last-modified>2026-11-23T12:00:00.000Z</last-modified>
                    <description>%s</description>
                </workflow-metadata>
                """.formatted(m_description);
    }

    private NodeSettings workflow() {
        final NodeSettings workflow = new NodeSettings("workflow.knime");
        workflow.addString("created_by", CREATED_BY);
        workflow.addBoolean("created_by_nightly", false);
        workflow.addString("version", FORMAT_VERSION);
        workflow.addString("name", null);
        final var author = workflow.addNodeSettings("authorInformation");
        author.addString("authored-by", "noisynmf.org");
        author.addString("authored-when", DATE);
        author.addString("lastEdited-by", null);
        author.addString("lastEdited-when", null);
        workflow.addString("customDescription", null);
        workflow.addString("state", "CONFIGURED");
        workflow.addNodeSettings("workflow_credentials");
        final var annotations = workflow.addNodeSettings("annotations");
        for (int i = 0; i < m_notes.size(); i++) {
            save(m_notes.get(i), annotations.addNodeSettings("annotation_" + i));
        }
        final var nodes = workflow.addNodeSettings("nodes");
        for (int id = 1; id <= m_nodes.size(); id++) {
            final Node node = m_nodes.get(id - 1);
            final var config = nodes.addNodeSettings("node_" + id);
            config.addInt("id", id);
            config.addString("node_settings_file", node.folder(id) + "/settings.xml");
            config.addBoolean("node_is_meta", false);
            config.addString("node_type", "NativeNode");
            config.addString("ui_classname", "org.knime.core.node.workflow.NodeUIInformation");
            config.addNodeSettings("ui_settings").addIntArray("extrainfo.node.bounds", node.x(), node.y(), -1, -1);
        }
        final var connections = workflow.addNodeSettings("connections");
        for (int i = 0; i < m_connections.size(); i++) {
            final int[] connection = m_connections.get(i);
            final var config = connections.addNodeSettings("connection_" + i);
            config.addInt("sourceID", connection[0]);
            config.addInt("destID", connection[1]);
            config.addInt("sourcePort", connection[2]);
            config.addInt("destPort", connection[3]);
        }
        return workflow;
    }

    private static void save(final Note note, final NodeSettingsWO config) {
        saveText(note.text(), config);
        config.addInt("bgcolor", WHITE);
        config.addInt("x-coordinate", note.x());
        config.addInt("y-coordinate", note.y());
        config.addInt("width", note.width());
        config.addInt("height", note.height());
        config.addString("alignment", "LEFT");
        config.addInt("borderSize", 4);
        config.addInt("borderColor", YELLOW);
        config.addInt("defFontSize", 11);
        config.addInt("annotation-version", ANNOTATION_VERSION);
        config.addNodeSettings("styles");
    }

    private static void saveText(final String text, final NodeSettingsWO config) {
        config.addString("text", text);
        config.addString("contentType", "text/plain");
    }

    private static NodeSettings settings(final Node node, final @Nullable NodeSettings variables) {
        final StoredNode stored = node.stored();
        final NodeSettings settings = new NodeSettings("settings.xml");
        settings.addString("node_file", "settings.xml");
        settings.addNodeSettings("flow_stack");
        settings.addNodeSettings("internal_node_subsettings").addString("memory_policy", "CacheSmallInMemory");
        settings.addNodeSettings(stored.model());
        if (variables != null) {
            settings.addNodeSettings(variables);
        }
        final var label = settings.addNodeSettings("nodeAnnotation");
        saveText(node.label(), label);
        label.addInt("bgcolor", WHITE);
        label.addInt("x-coordinate", node.x());
        label.addInt("y-coordinate", node.y());
        label.addInt("width", 0);
        label.addInt("height", 0);
        label.addString("alignment", "CENTER");
        label.addInt("borderSize", 0);
        label.addInt("borderColor", 0);
        label.addInt("defFontSize", -1);
        label.addInt("annotation-version", ANNOTATION_VERSION);
        label.addNodeSettings("styles");
        settings.addString("customDescription", null);
        settings.addString("state", "CONFIGURED");
        settings.addString("factory", stored.factory());
        settings.addString("node-name", stored.name());
        stored.plugIn().save(settings);
        settings.addNodeSettings("factory_settings");
        if (stored.ports() != null) {
            settings.addNodeSettings(stored.ports());
        }
        settings.addString("name", stored.name());
        settings.addBoolean("hasContent", false);
        settings.addBoolean("isInactive", false);
        final var ports = settings.addNodeSettings("ports");
        for (int p = 1; p <= stored.outputs(); p++) {
            final var port = ports.addNodeSettings("port_" + p);
            port.addInt("index", p);
            port.addString("port_dir_location", null);
        }
        final var filestores = settings.addNodeSettings("filestores");
        filestores.addString("file_store_location", null);
        filestores.addString("file_store_id", null);
        return settings;
    }
}
