package org.noisynmf.headless.workflow;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsWO;
import org.noisynmf.headless.nodes.CheckNodeFactory;
import org.noisynmf.headless.nodes.NumbersNodeFactory;

/** Writes workflow folders as KNIME stores them. */
public final class WorkflowFiles {

    private final Path m_folder;

    private final NodeSettings m_workflow = new NodeSettings("workflow.knime");

    private final NodeSettingsWO m_nodes;

    private final NodeSettingsWO m_connections;

    private int m_connection;

    public WorkflowFiles(final Path folder) {
        m_folder = folder;
        m_workflow.addString("created_by", "5.8.0");
        m_workflow.addString("version", "5.1.0");
        m_workflow.addString("state", "IDLE");
        m_nodes = m_workflow.addNodeSettings("nodes");
        m_connections = m_workflow.addNodeSettings("connections");
    }

    public WorkflowFiles numbers(final int id, final int rows, final double value) throws IOException {
        return node(id, "Numbers", NumbersNodeFactory.class.getName(), "CONFIGURED", settings -> {
            final NodeSettingsWO model = settings.addNodeSettings("model");
            model.addInt("rows", rows);
            model.addDouble("value", value);
            model.addString("text", "a,b");
        });
    }

    public WorkflowFiles check(final int id, final String column) throws IOException {
        return node(id, "Check", CheckNodeFactory.class.getName(), "CONFIGURED", settings -> {
            final NodeSettingsWO model = settings.addNodeSettings("model");
            model.addString("column", column);
            model.addNodeSettings("limits").addInt("rows", 10);
        });
    }

    public WorkflowFiles node(final int id, final String name, final String factory, final String state,
        final Consumer<NodeSettings> more) throws IOException {
        final String folder = name + " (#" + id + ")";
        final NodeSettingsWO entry = m_nodes.addNodeSettings("node_" + id);
        entry.addInt("id", id);
        entry.addString("node_settings_file", folder + "/settings.xml");
        entry.addString("node_type", "NativeNode");
        final NodeSettings settings = new NodeSettings("settings.xml");
        settings.addString("state", state);
        settings.addString("factory", factory);
        settings.addString("node-name", name);
        more.accept(settings);
        save(settings, m_folder.resolve(folder).resolve("settings.xml"));
        return this;
    }

    /** An entry of the node list as given, without a settings file. */
    public WorkflowFiles entry(final int id, final String type, final String file) {
        final NodeSettingsWO entry = m_nodes.addNodeSettings("node_" + id);
        entry.addInt("id", id);
        entry.addString("node_settings_file", file);
        entry.addString("node_type", type);
        return this;
    }

    public WorkflowFiles connect(final int source, final int sourcePort, final int target, final int targetPort) {
        final NodeSettingsWO entry = m_connections.addNodeSettings("connection_" + m_connection++);
        entry.addInt("sourceID", source);
        entry.addInt("sourcePort", sourcePort);
        entry.addInt("destID", target);
        entry.addInt("destPort", targetPort);
        return this;
    }

    public WorkflowFiles variable(final String name, final String type, final int value) {
        final NodeSettingsWO variable = m_workflow.addNodeSettings("workflow_variables").addNodeSettings("Var_0");
        variable.addString("name", name);
        variable.addString("class", type);
        variable.addInt("value", value);
        return this;
    }

    /** Ties a setting to a variable, as KNIME stores it beside the node's model. */
    public static void tie(final NodeSettings settings, final String variable, final String... path) {
        final NodeSettingsWO variables = settings.addNodeSettings("variables");
        variables.addString("version", "V_2019_09_13");
        NodeSettingsWO tree = variables.addNodeSettings("tree");
        for (final String key : path) {
            tree = tree.addNodeSettings(key);
        }
        tree.addString("used_variable", variable);
        tree.addString("exposed_variable", null);
    }

    public Path save() throws IOException {
        save(m_workflow, m_folder.resolve("workflow.knime"));
        return m_folder;
    }

    private static void save(final NodeSettings settings, final Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            settings.saveToXML(out);
        }
    }

    /** @return the folder as an archive, below a prefix such as {@code Name/} */
    public static Path zip(final Path folder, final Path archive, final String prefix) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive));
            Stream<Path> files = Files.walk(folder)) {
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(prefix + folder.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
            }
        }
        return archive;
    }
}
