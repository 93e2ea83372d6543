package org.noisynmf.headless.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noisynmf.headless.MainTest.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.knime.core.node.InvalidSettingsException;
import org.noisynmf.headless.Cli;
import org.noisynmf.headless.nodes.CheckNodeFactory;
import org.noisynmf.headless.nodes.NumbersNodeFactory;
import org.noisynmf.headless.nodes.PictureNodeFactory;
import org.noisynmf.headless.workflow.WorkflowFiles;

public class RunCommandTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path m_dir;

    private Path m_flow;

    @Before
    public void paths() {
        m_dir = folder.getRoot().toPath();
        m_flow = m_dir.resolve("Flow");
    }

    private WorkflowFiles chain() throws IOException {
        return new WorkflowFiles(m_flow).numbers(1, 2, 1.5).check(2, "x").connect(1, 1, 2, 1);
    }

    private Cli run(final Object... more) {
        final Object[] args = new Object[more.length + 2];
        args[0] = "run";
        args[1] = "-workflowDir=" + m_flow;
        System.arraycopy(more, 0, args, 2, more.length);
        return Cli.run(args);
    }

    private static Map<String, List<Byte>> content(final Path folder) throws IOException {
        final Map<String, List<Byte>> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                final byte[] bytes = Files.readAllBytes(file);
                content.put(file.toString(),
                    IntStream.range(0, bytes.length).mapToObj(i -> bytes[i]).toList());
            }
        }
        return content;
    }

    @Test
    public void nodesRunInOrderWithOneLineEach() throws IOException {
        // the numbers stand against the order
        new WorkflowFiles(m_flow).check(1, "x").check(2, "x").numbers(7, 2, 1.5).connect(7, 1, 2, 1)
            .connect(2, 1, 1, 1).save();
        final Cli cli = run("-reset", "-nosave", "-failonloaderror");
        assertThat(cli.err()).isEmpty();
        assertThat(cli.code()).isZero();
        final List<String> lines = cli.out().lines().toList();
        assertThat(lines).hasSize(3)
            .allMatch(l -> l.matches("(Numbers|Check) 0:\\d +EXECUTED +2 rows +\\d+\\.\\d\\d s"));
        assertThat(lines.get(0)).startsWith("Numbers 0:7");
        assertThat(lines.get(2)).startsWith("Check 0:1");
    }

    @Test
    public void tablesAndViewsAreExportedAndTheWorkflowIsLeftAlone() throws IOException {
        chain().save();
        final Map<String, List<Byte>> before = content(m_flow);
        final Path out = m_dir.resolve("export");
        final Cli cli = run("-exportDir=" + out);
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(Cli.files(out)).containsExactly("1-numbers-some-numbers.csv", "1-numbers.html",
            "2-check-same-data.csv", "index.html", "manifest.json");
        assertThat(out.resolve("1-numbers-some-numbers.csv"))
            .hasContent("RowID,x,text,v 0,v 1\nRow0,1.5,\"a,b\",0.0,NaN\nRow1,,\"a,b\",1.0,NaN\n");
        // KNIME sends NaN as a string; the title must not end the page's script
        assertThat(out.resolve("1-numbers.html")).content()
            .contains("{\"title\":\"\\u003c/script>\",\"number\":\"NaN\"}").doesNotContain("http://localhost");
        assertThat(content(m_flow)).isEqualTo(before);
    }

    @Test
    public void imagesAreExportedAsTheyAre() throws IOException {
        new WorkflowFiles(m_flow)
            .node(1, "Picture", PictureNodeFactory.class.getName(), "CONFIGURED", s -> s.addNodeSettings("model"))
            .save();
        final Path out = m_dir.resolve("export");
        final Cli cli = run("-exportDir=" + out);
        assertThat(cli.err()).isEmpty();
        assertThat(Cli.files(out)).containsExactly("1-picture-plot.png", "index.html", "manifest.json");
        assertThat(out.resolve("1-picture-plot.png")).hasBinaryContent(PictureNodeFactory.BYTES);
    }

    @Test
    public void folderMayBeNamedInARoundaboutWay() throws IOException {
        chain().save();
        final Path relative = Path.of("").toAbsolutePath().relativize(m_flow.toAbsolutePath());
        for (final String folder : new String[]{relative.toString(),
            m_flow.resolve(".").resolve("../Flow").toString()}) {
            assertThat(Cli.run("run", "-workflowDir=" + folder, "-failonloaderror").err()).isEmpty();
        }
    }

    @Test
    public void exportIntoTheWorkflowIsRefused() throws IOException {
        chain().save();
        refused(run("-exportDir=" + m_flow.resolve("out")), "-exportDir");
        refused(run("-exportDir=" + m_flow.resolve("workflow.knime")), "-exportDir");
    }

    @Test
    public void archivesAreRunWithTheWorkflowInAFolderOrInTheRoot() throws IOException {
        chain().save();
        for (final String prefix : new String[]{"", "My Flow/"}) {
            final Path zip = WorkflowFiles.zip(m_flow, m_dir.resolve("flow.knwf"), prefix);
            final Cli cli = Cli.run("run", "-workflowFile=" + zip, "-failonloaderror");
            assertThat(cli.err()).isEmpty();
            assertThat(cli.code()).isZero();
        }
        final Path text = Cli.text(m_dir.resolve("text.zip"), "no archive");
        final Cli cli = Cli.run("run", "-workflowFile=" + text);
        assertThat(cli.code()).isEqualTo(3);
        assertThat(cli.err()).contains("text.zip");
    }

    @Test
    public void optionsOverwriteSettingsAlsoInGroups() throws IOException {
        chain().save();
        final Path out = m_dir.resolve("export");
        assertThat(run("-option=1,rows,5,int", "-option=1,text,one, two,String", "-exportDir=" + out).err()).isEmpty();
        assertThat(Files.readAllLines(out.resolve("1-numbers-some-numbers.csv"))).hasSize(6)
            .last().asString().contains("\"one, two\"");
        final Cli failed = run("-option=2,limits/rows,1,int");
        assertThat(failed.code()).isEqualTo(4);
        assertThat(failed.err()).contains("ERROR Check 0:2  Execute failed: There are more than 1 rows");
    }

    @Test
    public void badOptionsEndAsInKnime() throws IOException {
        chain().save();
        refused(run("-option=1,rows,5"), "-option=1,rows,5", "node,name,value,type");
        refused(run("-option=one,rows,5,int"), "-option=one");
        refused(run("-option=1,rows,x,int"), "\"x\"", "int");
        refused(run("-option=1,rows,5,number"), "number");
        final Cli unknown = run("-option=1,columns,5,int");
        assertThat(unknown.code()).isEqualTo(3);
        assertThat(unknown.err()).contains("columns").contains("Numbers 0:1");
        final Cli invalid = run("-option=1,rows,-1,int");
        assertThat(invalid.code()).isEqualTo(3);
        assertThat(invalid.err()).contains("Rows must be 0 or more");
        final Cli noNode = run("-option=9,rows,5,int");
        assertThat(noNode.code()).isZero();
        assertThat(noNode.err()).startsWith("WARN ").contains("9");
    }

    @Test
    public void workflowVariablesReachTheSettingsTiedToThem() throws IOException {
        final WorkflowFiles files = new WorkflowFiles(m_flow).variable("n", "INTEGER", 3).numbers(1, 2, 1.5);
        files.node(2, "Check", CheckNodeFactory.class.getName(), "CONFIGURED", settings -> {
            settings.addNodeSettings("model").addString("column", "x");
            try {
                settings.getNodeSettings("model").addNodeSettings("limits").addInt("rows", 10);
            } catch (final InvalidSettingsException e) {
                throw new AssertionError(e);
            }
            WorkflowFiles.tie(settings, "n", "limits", "rows");
        }).connect(1, 1, 2, 1).save();
        assertThat(run().code()).isZero();
        final Cli failed = run("-workflow.variable=n,1,int");
        assertThat(failed.code()).isEqualTo(4);
        assertThat(failed.err()).contains("more than 1 rows").doesNotContain("not defined");
        final Cli undeclared = run("-workflow.variable=m,'a,b',String");
        assertThat(undeclared.code()).isZero();
        assertThat(undeclared.err()).contains("WARN").contains("\"m\"").contains("not defined");
        refused(run("-workflow.variable=n,1"), "name,value,type");
        refused(run("-workflow.variable=n,x,int"), "\"x\"");
        refused(run("-workflow.variable=n,1,long"), "long", "String, int or double");
    }

    @Test
    public void undefinedVariableIsASettingsProblemOfTheNode() throws IOException {
        new WorkflowFiles(m_flow).node(1, "Numbers", NumbersNodeFactory.class.getName(), "CONFIGURED", settings -> {
            final var model = settings.addNodeSettings("model");
            model.addInt("rows", 2);
            model.addDouble("value", 1);
            model.addString("text", "");
            WorkflowFiles.tie(settings, "n", "rows");
        }).save();
        final Cli cli = run("-failonloaderror");
        assertThat(cli.code()).isEqualTo(4);
        assertThat(cli.err()).contains("\"n\"").contains("Numbers 0:1");
        assertThat(run("-workflow.variable=n,3,int").code()).isZero();
    }

    @Test
    public void otherNodesAreLoadErrorsThatNameThem() throws IOException {
        chain().node(3, "Row Filter", "org.knime.base.node.RowFilterNodeFactory", "CONFIGURED",
            s -> s.addNodeSettings("model")).save();
        final Cli strict = run("-failonloaderror");
        assertThat(strict.code()).isEqualTo(3);
        assertThat(strict.err()).contains("ERROR Node Row Filter 0:3", "not a node of this plug-in")
            .doesNotContain("ClassNotFound");
        assertThat(strict.out()).as("nothing was run").isEmpty();
        final Cli lenient = run();
        assertThat(lenient.code()).isEqualTo(4);
        assertThat(lenient.out()).contains("Check 0:2").contains("EXECUTED")
            .containsPattern("Row Filter 0:3 +NOT LOADED");
    }

    @Test
    public void metanodesAndFilesOutsideAreLoadErrors() throws IOException {
        new WorkflowFiles(m_flow).entry(1, "MetaNode", "Meta (#1)/workflow.knime")
            .entry(2, "NativeNode", "../outside/settings.xml").entry(3, "NativeNode", "Gone (#3)/settings.xml").save();
        final Cli cli = run("-failonloaderror");
        assertThat(cli.code()).isEqualTo(3);
        assertThat(cli.err()).contains("Meta 0:1", "MetaNode", "outside", "Gone 0:3", "does not exist");
    }

    @Test
    public void settingsProblemIsAnErrorUnlessTheNodeWasIdle() throws IOException {
        for (final String state : new String[]{"CONFIGURED", "IDLE"}) {
            new WorkflowFiles(m_flow).node(1, "Numbers", NumbersNodeFactory.class.getName(), state,
                s -> s.addNodeSettings("model").addInt("rows", 7)).save();
            final Cli cli = run("-failonloaderror");
            if ("IDLE".equals(state)) {
                assertThat(cli.code()).isZero();
                assertThat(cli.out()).as("defaults").contains("2 rows");
            } else {
                assertThat(cli.code()).isEqualTo(3);
                assertThat(cli.err()).contains("Loading model settings failed", "value");
                assertThat(run().code()).isEqualTo(4);
            }
        }
    }

    @Test
    public void failureInConfigureIsAWarningAndStopsWhatHangsOnIt() throws IOException {
        new WorkflowFiles(m_flow).numbers(1, 2, -1).check(2, "missing").check(3, "x").check(4, "x")
            .connect(1, 1, 2, 1).connect(2, 1, 3, 1).connect(1, 1, 4, 1).save();
        final Cli cli = run();
        assertThat(cli.code()).isEqualTo(4);
        assertThat(cli.err().lines()).containsExactly("WARN  Numbers 0:1  The number is negative",
            "WARN  Check 0:2  There is no column missing");
        assertThat(cli.out()).containsPattern("Check 0:2 +IDLE").containsPattern("Check 0:3 +IDLE")
            .containsPattern("Check 0:4 +EXECUTED");
    }

    @Test
    public void warningsAloneAreSuccess() throws IOException {
        new WorkflowFiles(m_flow).numbers(1, 2, -1).save();
        final Cli cli = run();
        assertThat(cli.code()).isZero();
        assertThat(cli.err()).as("said once, though configure and execute both say it")
            .isEqualTo("WARN  Numbers 0:1  The number is negative\n");
    }

    @Test
    public void unconnectedInputIsSaid() throws IOException {
        new WorkflowFiles(m_flow).check(1, "x").save();
        final Cli cli = run();
        assertThat(cli.code()).isEqualTo(4);
        assertThat(cli.err()).contains("Check 0:1  Input 1 is not connected");
    }

    @Test
    public void connectionsThatCannotBeAreLoadErrors() throws IOException {
        chain().connect(1, 1, 2, 1).connect(1, 2, 2, 1).connect(1, 1, 5, 1).connect(1, 0, 2, 1).save();
        final Cli cli = run("-failonloaderror");
        assertThat(cli.code()).isEqualTo(3);
        assertThat(cli.err().lines().filter(l -> l.startsWith("ERROR Connection"))).hasSize(4);
        new WorkflowFiles(m_flow).check(1, "x").check(2, "x").connect(1, 1, 2, 1).connect(2, 1, 1, 1).save();
        assertThat(run().code()).isEqualTo(3);
        assertThat(run().err()).contains("circle");
    }

    @Test
    public void flowVariableConnectionsGiveTheOrder() throws IOException {
        new WorkflowFiles(m_flow).numbers(1, 1, 1).numbers(2, 2, 1).connect(2, 0, 1, 0).save();
        final Cli cli = run();
        assertThat(cli.code()).isZero();
        assertThat(cli.out().lines().findFirst()).get().asString().startsWith("Numbers 0:2");
    }

    @Test
    public void badArgumentsAreRefusedBeforeAnythingRuns() throws IOException {
        chain().save();
        refused(Cli.run("run"), "-workflowDir", "-workflowFile");
        refused(run("-workflowFile=" + m_flow), "either");
        refused(Cli.run("run", "-workflowDir=" + m_dir.resolve("none")), "none", "not a folder");
        refused(Cli.run("run", "-workflowFile=" + m_dir), "not a file");
        refused(run("-destDir=" + m_dir), "-destDir", "-exportDir");
        refused(run("-destFile=" + m_dir), "-destFile");
        refused(run("-noreset"), "-noreset");
        refused(run("-resetall"), "-resetall");
    }

    @Test
    public void foldersWithoutAWorkflowAndBrokenXmlAreLoadErrors() throws IOException {
        Files.createDirectories(m_flow);
        assertThat(run().code()).isEqualTo(3);
        assertThat(run().err()).contains("no workflow.knime");
        Cli.text(m_flow.resolve("workflow.knime"), "<config");
        assertThat(run().code()).isEqualTo(3);
        assertThat(run().err()).contains("workflow.knime").doesNotContain("Exception");
    }
}
