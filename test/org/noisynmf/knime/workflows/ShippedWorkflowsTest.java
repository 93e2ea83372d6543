package org.noisynmf.knime.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.Test;
import org.knime.core.node.NodeSettings;
import org.noisynmf.io.MatrixFile;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.text.ReadOptions;
import org.noisynmf.standin.NodeHost;
import org.noisynmf.testing.SharedData;

/** The example workflows are what their generator writes, and load without a complaint. */
public class ShippedWorkflowsTest {

    private static final Path WORKFLOWS = Path.of(System.getProperty("noisynmf.root", ".."), "workflows");

    @Test
    public void committedFilesAreThoseOfTheGenerator() throws Exception {
        for (final var workflow : ShippedWorkflows.all().entrySet()) {
            final Path folder = WORKFLOWS.resolve(workflow.getKey());
            for (final var file : workflow.getValue().files().entrySet()) {
                assertThat(folder.resolve(file.getKey())).as("run ShippedWorkflows").hasContent(file.getValue());
            }
            assertThat(settingsFiles(folder)).isEqualTo(workflow.getValue().files().keySet().stream()
                .filter(f -> f.endsWith("settings.xml")).collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    private static Set<String> settingsFiles(final Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.endsWith("settings.xml")).map(f -> folder.relativize(f).toString())
                .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    public void everyNodeOfOursLoadsWithItsSettingsAndPorts() throws Exception {
        for (final var workflow : ShippedWorkflows.all().entrySet()) {
            for (final var file : workflow.getValue().files().entrySet()) {
                if (file.getKey().endsWith("settings.xml")) {
                    final NodeSettings settings = settings(file.getValue());
                    assertThat(settings.getString("state")).as("with IDLE, KNIME swallows problems")
                        .isEqualTo("CONFIGURED");
                    if (!settings.getString("factory").startsWith("org.noisynmf.")) {
                        continue;
                    }
                    final NodeHost node = NodeHost.load(settings, WORKFLOWS.resolve(workflow.getKey()));
                    assertThat(node.settings()).isEqualTo(settings.getNodeSettings("model"));
                    assertThat(node.portSettings()).isEqualTo(settings.getNodeSettings("node_creation_config"));
                }
            }
        }
    }

    @Test
    public void aWorkflowIsInTheStateOfItsNodesSoThatKnimeOpensItUnchanged() throws Exception {
        for (final var workflow : ShippedWorkflows.all().entrySet()) {
            assertThat(settings(workflow.getValue().files().get("workflow.knime")).getString("state"))
                .as(workflow.getKey()).isEqualTo("CONFIGURED");
        }
    }

    @Test
    public void shippedDigitsAreThePublishedOnes() throws Exception {
        final double[][] published = SharedData.rows("digits_X.npy");
        final List<double[]> shipped = new ArrayList<>();
        try (MatrixSource source =
            MatrixFile.open(WORKFLOWS.resolve("Digits from files/data/digits_X.npy"), ReadOptions.DEFAULT)) {
            final double[] row = new double[source.pixels()];
            while (source.next(row)) {
                shipped.add(row.clone());
            }
        }
        assertThat(shipped.toArray(double[][]::new)).isDeepEqualTo(published);
    }

    @Test
    public void shippedSpectraAreThoseOfTheGenerator() throws Exception {
        for (final var file : ShippedWorkflows.spectra().entrySet()) {
            assertThat(WORKFLOWS.resolve(file.getKey())).as("run ShippedWorkflows").hasBinaryContent(file.getValue());
        }
    }

    @Test
    public void everyNodeOfThePlugInIsShown() throws Exception {
        final Set<String> shown = new TreeSet<>();
        for (final WorkflowFolder workflow : ShippedWorkflows.all().values()) {
            for (final var file : workflow.files().entrySet()) {
                if (file.getKey().endsWith("settings.xml")) {
                    shown.add(settings(file.getValue()).getString("factory"));
                }
            }
        }
        final Matcher factory = Pattern.compile("factory-class=\"([^\"]+)\"")
            .matcher(Files.readString(WORKFLOWS.resolveSibling("plugin.xml")));
        assertThat(factory.results().map(r -> r.group(1)).toList()).isNotEmpty().allSatisfy(
            node -> assertThat(shown).contains(node));
    }

    private static NodeSettings settings(final String xml) throws Exception {
        try (InputStream in = new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))) {
            return (NodeSettings)NodeSettings.loadFromXML(in);
        }
    }
}
