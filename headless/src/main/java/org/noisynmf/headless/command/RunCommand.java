package org.noisynmf.headless.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.knime.core.node.InvalidSettingsException;
import org.noisynmf.headless.location.Existing;
import org.noisynmf.headless.output.Console;
import org.noisynmf.headless.output.Failures;
import org.noisynmf.headless.workflow.Workflow;
import org.noisynmf.headless.workflow.WorkflowArchive;
import org.noisynmf.headless.workflow.WorkflowExport;
import org.noisynmf.headless.workflow.WorkflowLoader;
import org.noisynmf.headless.workflow.WorkflowRunner;
import org.noisynmf.headless.workflow.WorkflowVariable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a workflow as KNIME's batch executor does, without KNIME. */
@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false,
    customSynopsis = "noisynmf run (-workflowDir=DIR | -workflowFile=FILE) [-failonloaderror] [-exportDir=DIR] [OPTIONS]",
    description = {
        "Runs a KNIME workflow that consists of this plug-in's nodes, without KNIME. Options and exit codes are "
            + "those of KNIME's batch executor; nothing is ever written into the workflow.",
        "", "Prints a line for each node: its state, the rows of its output tables, the seconds it took.", ""},
    footer = {"", "Examples:",
        "  noisynmf run -workflowDir=workflows/Doublet -reset -nosave -failonloaderror -exportDir=report",
        "  noisynmf run -workflowFile=mine.knwf -reset -nosave -option=3,method/rank,4,int -exportDir=report", "",
        "Exit codes: 0 all nodes were executed, 2 bad arguments, 3 the workflow cannot be loaded (with "
            + "-failonloaderror: or a part of it), 4 a node was not executed."})
public final class RunCommand implements Callable<Integer> {

    private static final int LOAD_ERROR = 3;

    private static final int EXECUTION_ERROR = 4;

    @Option(names = "-workflowDir", paramLabel = "DIR", order = 1, description = "Folder of the workflow.")
    private @Nullable Path m_workflowDir;

    @Option(names = "-workflowFile", paramLabel = "FILE", order = 2,
        description = "Zip or .knwf file with the workflow.")
    private @Nullable Path m_workflowFile;

    @Option(names = "-reset", order = 3, description = "Accepted: nodes are always executed again.")
    private boolean m_reset;

    @Option(names = "-nosave", order = 4, description = "Accepted: the workflow is never saved.")
    private boolean m_noSave;

    @Option(names = "-failonloaderror", order = 5,
        description = "Run nothing if a part of the workflow cannot be loaded.")
    private boolean m_failOnLoadError;

    @Option(names = "-option", paramLabel = "NODE,NAME,VALUE,TYPE", order = 6,
        description = "Overwrite a setting of a node: its number, the setting's key (with its groups: group/key), the value "
            + "and its type: int, long, double, boolean, String, …")
    private List<String> m_options = new ArrayList<>();

    @Option(names = "-workflow.variable", paramLabel = "NAME,VALUE,TYPE", order = 7,
        description = "Set a workflow variable. Type: String, int or double.")
    private List<String> m_variables = new ArrayList<>();

    @Option(names = "-exportDir", paramLabel = "DIR", order = 8,
        description = "Write every output table as CSV, every image, and every view as a self-contained HTML file. "
            + "Not an option of KNIME.")
    private @Nullable Path m_exportDir;

    @Option(names = "-maxEntries", paramLabel = "N", order = 9, defaultValue = "" + WorkflowArchive.ENTRIES,
        description = "Maximum number of entries of a zip or .knwf file. Default: ${DEFAULT-VALUE}. Not an option of "
            + "KNIME.")
    private int m_maxEntries;

    @Option(names = "-maxUnpacked", paramLabel = "MB", order = 10, defaultValue = "" + WorkflowArchive.MEGABYTES,
        description = "Maximum size in megabytes of such a file when unpacked. Default: ${DEFAULT-VALUE}. Not an "
            + "option of KNIME.")
    private long m_maxUnpacked;

    @Option(names = {"-destFile", "-destDir"}, hidden = true)
    private @Nullable Path m_destination;

    private final Console m_console;

    public RunCommand(final Console console) {
        m_console = console;
    }

    @Override
    public Integer call() throws IOException {
        final Path source = source();
        checkFolders();
        final Map<String, Object> variables = variables();
        final List<NodeOption> options = m_options.stream().map(NodeOption::parse).toList();
        if (m_workflowDir != null) {
            return run(source, variables, options);
        }
        final WorkflowArchive archive;
        try {
            archive = new WorkflowArchive(source, m_maxEntries, m_maxUnpacked);
        } catch (final IOException e) {
            m_console.error("ERROR " + source + " cannot be unpacked: " + Failures.oneLine(e.getMessage()));
            return LOAD_ERROR;
        }
        try (archive) {
            return run(archive.folder(), variables, options);
        }
    }

    /** The folder or the archive. */
    private Path source() {
        if (m_destination != null) {
            throw new IllegalArgumentException(
                "-destFile and -destDir are not available: this runner never saves a workflow; -exportDir writes results");
        }
        final Path source = m_workflowDir != null ? m_workflowDir : m_workflowFile;
        if (source == null || m_workflowDir != null && m_workflowFile != null) {
            throw new IllegalArgumentException("give either -workflowDir=DIR or -workflowFile=FILE");
        }
        return source;
    }

    private void checkFolders() throws IOException {
        if (m_workflowDir != null && !Files.isDirectory(m_workflowDir)) {
            throw new IllegalArgumentException("-workflowDir=" + m_workflowDir + " is not a folder");
        }
        if (m_workflowFile != null && !Files.isRegularFile(m_workflowFile)) {
            throw new IllegalArgumentException("-workflowFile=" + m_workflowFile + " is not a file");
        }
        if (m_exportDir != null && m_workflowDir != null
            && Existing.real(m_exportDir).startsWith(m_workflowDir.toRealPath())) {
            throw new IllegalArgumentException("-exportDir is inside the workflow, but nothing may be written there");
        }
        if (m_exportDir != null && Files.exists(m_exportDir) && !Files.isDirectory(m_exportDir)) {
            throw new IllegalArgumentException("-exportDir=" + m_exportDir + " is not a folder");
        }
        if (m_exportDir != null) {
            // says whether it can be written before the first node has worked for hours
            WorkflowExport.folder(m_exportDir);
        }
    }

    private Map<String, Object> variables() {
        final Map<String, Object> variables = new HashMap<>();
        for (final String text : m_variables) {
            final int first = text.indexOf(',');
            final int last = text.lastIndexOf(',');
            if (first < 1 || last == first) {
                throw new IllegalArgumentException(
                    "-workflow.variable=" + text + " is not name,value,type such as rank,3,int");
            }
            final String type = text.substring(last + 1);
            if (!List.of("String", "int", "double").contains(type)) {
                throw new IllegalArgumentException(
                    "-workflow.variable=" + text + ": the type is " + type + ", but must be String, int or double");
            }
            final String value = text.substring(first + 1, last).replaceFirst("^([\"'])(.*)\\1$", "$2");
            variables.put(text.substring(0, first), WorkflowVariable.value(value, type.toLowerCase(Locale.ROOT)));
        }
        return variables;
    }

    private int run(final Path folder, final Map<String, Object> variables, final List<NodeOption> options)
        throws IOException {
        final Workflow workflow;
        try {
            workflow = WorkflowLoader.load(workflowFolder(folder));
        } catch (final IOException e) {
            m_console.error("ERROR " + Failures.oneLine(e.getMessage()));
            return LOAD_ERROR;
        }
        workflow.loadErrors().forEach(e -> m_console.error("ERROR " + Failures.oneLine(e)));
        if (m_failOnLoadError && !workflow.loadErrors().isEmpty()) {
            m_console.error("ERROR the workflow was not run, because a part of it cannot be loaded");
            return LOAD_ERROR;
        }
        setVariables(workflow, variables);
        try {
            for (final NodeOption option : options) {
                apply(option, workflow);
            }
        } catch (final InvalidSettingsException e) {
            m_console.error("ERROR " + Failures.oneLine(e.getMessage()));
            return LOAD_ERROR;
        }
        final boolean all = new WorkflowRunner(workflow, m_console).run();
        m_console.clear();
        if (m_exportDir != null) {
            final int files = WorkflowExport.write(workflow, m_exportDir);
            m_console.line(files + " files in " + m_exportDir);
        }
        return all && workflow.loadErrors().isEmpty() ? 0 : EXECUTION_ERROR;
    }

    /** An archive holds a folder that holds the workflow, as KNIME exports it, or the workflow itself. */
    private static Path workflowFolder(final Path folder) throws IOException {
        if (Files.exists(folder.resolve("workflow.knime"))) {
            return folder;
        }
        try (Stream<Path> children = Files.list(folder)) {
            final Optional<Path> inner =
                children.filter(c -> Files.exists(c.resolve("workflow.knime"))).sorted().findFirst();
            return inner.orElseThrow(() -> new IOException("there is no workflow.knime in " + folder));
        }
    }

    private void setVariables(final Workflow workflow, final Map<String, Object> given) {
        final Map<String, Object> all = new HashMap<>(workflow.variables());
        for (final String name : given.keySet()) {
            if (all.put(name, given.get(name)) == null) {
                m_console.error("WARN  The workflow variable \"" + name + "\" is not defined in the workflow");
            }
        }
        workflow.nodes().values().forEach(n -> n.host().ifPresent(h -> h.setFlowVariables(all)));
    }

    private void apply(final NodeOption option, final Workflow workflow) throws InvalidSettingsException {
        final Workflow.Node node = workflow.nodes().get(option.node());
        if (node == null) {
            m_console.error("WARN  There is no node with number " + option.node() + " for -option");
        } else if (node.host().isPresent()) {
            try {
                node.host().get().setOption(option.name(), option.value(), option.type());
            } catch (final InvalidSettingsException e) {
                throw new InvalidSettingsException(
                    node.label() + "  -option=" + option.node() + "," + option.name() + ": " + e.getMessage(), e);
            }
        }
    }

    /**
     * A setting to be overwritten.
     *
     * @param node number of the node
     * @param name key of the setting, behind those of its groups
     * @param value the value as text
     * @param type its type
     */
    private record NodeOption(int node, String name, String value, String type) {

        static NodeOption parse(final String text) {
            final int first = text.indexOf(',');
            final int second = text.indexOf(',', first + 1);
            final int last = text.lastIndexOf(',');
            if (first < 1 || second < 0 || last <= second || !text.substring(0, first).matches("\\d{1,9}")) {
                throw new IllegalArgumentException(
                    "-option=" + text + " is not node,name,value,type such as 3,rank,4,int");
            }
            return new NodeOption(Integer.parseInt(text.substring(0, first)), text.substring(first + 1, second),
                text.substring(second + 1, last), text.substring(last + 1));
        }
    }
}
