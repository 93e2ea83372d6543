package org.noisynmf.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.NodeSettings;
import org.noisynmf.standin.NodeHost.State;
import org.noisynmf.standin.nodes.ApplyNodeFactory;
import org.noisynmf.standin.nodes.BrokenNodes;
import org.noisynmf.standin.nodes.LearnerNodeFactory;
import org.noisynmf.standin.nodes.SumsModel;
import org.noisynmf.standin.nodes.SumsModelSpec;
import org.noisynmf.standin.nodes.UnregisteredModel;

/** A node is driven as KNIME drives it. */
public class NodeHostTest {

    private static final DataTableSpec SPEC =
        new DataTableSpec(new String[]{"a", "b"}, new DataType[]{DoubleCell.TYPE, DoubleCell.TYPE});

    private static NodeHost learner() {
        return NodeHost.create(LearnerNodeFactory.class.getName());
    }

    private static BufferedDataTable table(final DefaultRow... rows) {
        var container = new ExecutionContext(null, null).createDataContainer(SPEC);
        List.of(rows).forEach(container::addRowToTable);
        container.close();
        return container.getTable();
    }

    private static BufferedDataTable numbers() {
        return table(new DefaultRow("r0", 1.0, 2.0), new DefaultRow("r1", 10.0, 20.0));
    }

    private static double sum(final NodeHost node) {
        try (var cursor = ((BufferedDataTable)node.outputs().orElseThrow().get(1)).cursor()) {
            return cursor.forward().<DoubleValue>getValue(0).getDoubleValue();
        }
    }

    /** A whole settings.xml of the learner, with the given model. */
    private static NodeSettings settingsXml(final NodeSettings model, final String state) {
        var settings = new NodeSettings("settings.xml");
        settings.addString("factory", LearnerNodeFactory.class.getName());
        settings.addString("state", state);
        settings.addNodeSettings(model);
        return settings;
    }

    @Test
    public void nodeRunsFromSpecsToTableAndModel() throws Exception {
        var node = learner();
        var specs = node.configure(SPEC);
        assertThat(((SumsModelSpec)specs[0]).columns()).isEqualTo(SPEC);
        assertThat(((DataTableSpec)specs[1]).getColumnNames()).containsExactly("sum");
        node.execute(numbers());
        assertThat(node.state()).isEqualTo(State.EXECUTED);
        assertThat(sum(node)).isEqualTo(11);
        assertThat(((SumsModel)node.outputs().orElseThrow().get(0)).sums()).containsExactly(11, 22);
        assertThat(node.warning()).isEmpty();
    }

    @Test
    public void modelReachesTheNextNodeAsACopyThroughItsSerializer() throws Exception {
        var learner = learner();
        learner.configure(SPEC);
        var model = (SumsModel)learner.execute(numbers())[0];
        var apply = NodeHost.create(ApplyNodeFactory.class.getName());
        apply.configure(model.getSpec(), null);
        apply.execute(model, null);
        assertThat(ApplyNodeFactory.given).isNotSameAs(model);
        assertThat(ApplyNodeFactory.given.sums()).containsExactly(model.sums());
        assertThat(ApplyNodeFactory.given.getSpec()).isEqualTo(model.getSpec());
    }

    @Test
    public void modelThatNoPluginRegistersCannotReachANode() throws Exception {
        var node = NodeHost.create(BrokenNodes.Unregistered.class.getName());
        node.configure(new SumsModelSpec());
        assertThatThrownBy(() -> node.execute(new UnregisteredModel())).isInstanceOf(KNIMEException.class)
            .hasMessageContaining("Unable to clone input data").hasMessageContaining("plugin.xml");
    }

    @Test
    public void optionalPortAppearsWhenChosen() throws Exception {
        var node = learner();
        assertThat(node.inPorts()).containsExactly(BufferedDataTable.TYPE);
        node.withPorts("Weights", BufferedDataTable.TYPE);
        assertThat(node.inPorts()).hasSize(2);
        node.configure(SPEC, SPEC);
        assertThat(node.warning()).contains("Weights are given.");
    }

    @Test
    public void chosenPortsComeBackFromTheSettings() throws Exception {
        var node = learner().withPorts("Weights", BufferedDataTable.TYPE);
        var settings = settingsXml(node.settings(), "CONFIGURED");
        settings.addNodeSettings(node.portSettings());
        assertThat(node.portSettings().getNodeSettings("Weights").getNodeSettings("port_0").getString("object_class"))
            .isEqualTo(BufferedDataTable.class.getName());
        assertThat(NodeHost.load(settings, null).inPorts()).hasSize(2);
    }

    @Test
    public void portNameUsedTwiceBreaksTheNode() {
        assertThatThrownBy(() -> NodeHost.create(BrokenNodes.TwoPortsOfOneName.class.getName()))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("A port group with the given name already exists");
    }

    @Test
    public void malformedTextBreaksTheNode() {
        assertThatThrownBy(() -> NodeHost.create(BrokenNodes.MalformedText.class.getName()))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("well-formed")
            .hasMessageContaining("Salt & pepper");
    }

    @Test
    public void unknownFactoryIsNamed() {
        assertThatThrownBy(() -> NodeHost.create("org.example.NoNode")).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("org.example.NoNode");
    }

    @Test
    public void invalidDefaultsFailAtTheFirstConfigure() {
        var node = NodeHost.create(BrokenNodes.InvalidDefaults.class.getName());
        assertThatThrownBy(node::configure).isInstanceOf(InvalidSettingsException.class)
            .hasMessage("The rank must be at least 1, not 0.");
    }

    @Test
    public void invalidSettingsAreRefusedOnLoadAndThePreviousStay() throws Exception {
        var node = learner();
        var settings = node.settings();
        settings.addInt("rank", 0);
        assertThatThrownBy(() -> node.loadSettings(settings)).isInstanceOf(InvalidSettingsException.class);
        assertThat(node.settings().getInt("rank")).isEqualTo(2);
    }

    @Test
    public void stateDecidesWhetherBadSettingsAreAnError() throws Exception {
        var broken = new NodeSettings("model");
        assertThatThrownBy(() -> NodeHost.load(settingsXml(broken, "CONFIGURED"), null))
            .isInstanceOf(InvalidSettingsException.class)
            .hasMessage("Loading model settings failed: String for key \"algorithm\" not found.");
        assertThat(NodeHost.load(settingsXml(broken, "IDLE"), null).settings().getInt("rank")).isEqualTo(2);
    }

    @Test
    public void optionOverwritesASettingAndIsValidated() throws Exception {
        var node = learner();
        node.setOption("factor", "10", "double");
        node.setOption("inner/tolerance", "0.5", "double");
        node.setOption("algorithm", "NEARLY", "String");
        assertThat(node.settings().getNodeSettings("inner").getDouble("tolerance")).isEqualTo(0.5);
        node.configure(SPEC);
        node.execute(numbers());
        assertThat(sum(node)).isEqualTo(110);
        assertThatThrownBy(() -> node.setOption("rank", "-3", "int")).isInstanceOf(InvalidSettingsException.class)
            .hasMessage("The rank must be at least 1, not -3.");
        assertThatThrownBy(() -> node.setOption("rank", "3", "double")).isInstanceOf(InvalidSettingsException.class);
        assertThatThrownBy(() -> node.setOption("rang", "3", "int")).isInstanceOf(InvalidSettingsException.class)
            .hasMessageContaining("\"rang\"").hasMessageContaining("rank");
        assertThatThrownBy(() -> node.setOption("rank", "3", "integer")).isInstanceOf(IllegalArgumentException.class);
    }

    private static NodeSettings withVariable(final String variable, final String... path) {
        var settings = settingsXml(learner().settings(), "CONFIGURED");
        var tree = settings.addNodeSettings("variables").addNodeSettings("tree");
        for (var key : path) {
            tree = tree.addNodeSettings(key);
        }
        tree.addString("used_variable", variable);
        tree.addString("exposed_variable", null);
        return settings;
    }

    @Test
    public void flowVariablesReachSettingsNestedOnesAndConstants() throws Exception {
        var node = NodeHost.load(withVariable("fac", "factor"), null);
        node.setFlowVariables(Map.of("fac", 2));
        node.configure(SPEC);
        node.execute(numbers());
        assertThat(sum(node)).isEqualTo(22);
        var nested = NodeHost.load(withVariable("tol", "inner", "tolerance"), null);
        nested.setFlowVariables(Map.of("tol", 0.25));
        nested.configure(SPEC);
        assertThat(nested.settings().getNodeSettings("inner").getDouble("tolerance")).isEqualTo(0.25);
        var constant = NodeHost.load(withVariable("alg", "algorithm"), null);
        constant.setFlowVariables(Map.of("alg", "NEARLY"));
        constant.configure(SPEC);
        assertThat(constant.settings().getString("algorithm")).isEqualTo("NEARLY");
    }

    @Test
    public void flowVariablesAreValidated() throws Exception {
        var unknown = NodeHost.load(withVariable("fac", "factor"), null);
        assertThatThrownBy(() -> unknown.configure(SPEC)).isInstanceOf(InvalidSettingsException.class)
            .hasMessageContaining("Errors overwriting node settings").hasMessageContaining("\"fac\"");
        var rank = NodeHost.load(withVariable("q", "rank"), null);
        rank.setFlowVariables(Map.of("q", 0));
        assertThatThrownBy(() -> rank.configure(SPEC)).hasMessageContaining("at least 1");
        rank.setFlowVariables(Map.of("q", 2.5));
        assertThatThrownBy(() -> rank.configure(SPEC)).hasMessageContaining("cannot overwrite setting \"rank\"");
    }

    @Test
    public void progressIsHeardAndSubProgressAddsUp() throws Exception {
        var node = learner();
        node.configure(SPEC);
        var fractions = new ArrayList<Double>();
        var messages = new ArrayList<String>();
        node.execute(new ExecutionListener() {

            @Override
            public void progress(final double fraction, final String message) {
                fractions.add(fraction);
                messages.add(message);
            }
        }, numbers());
        assertThat(fractions).containsExactly(0.25, 0.5, 1.0);
        assertThat(messages).startsWith("Row 1", "Row 2");
    }

    @Test
    public void cancelReachesTheNodeAndResetsIt() throws Exception {
        var node = learner();
        node.configure(SPEC);
        var asked = new AtomicInteger();
        assertThatThrownBy(() -> node.execute(new ExecutionListener() {

            @Override
            public boolean isCancelled() {
                return asked.incrementAndGet() > 5;
            }
        }, table(new DefaultRow("stop", 1.0, 2.0)))).isInstanceOf(CanceledExecutionException.class);
        assertThat(node.state()).isEqualTo(State.CONFIGURED);
        assertThat(node.outputs()).isEmpty();
    }

    @Test
    public void failureOfTheNodeIsItsMessage() throws Exception {
        var node = learner();
        node.configure(SPEC);
        var gap = table(new DefaultRow("r0", new DoubleCell(1), DataType.getMissingCell()));
        assertThatThrownBy(() -> node.execute(gap)).isInstanceOf(KNIMEException.class)
            .hasMessage("Missing value in row r0.");
        assertThatThrownBy(() -> learner().configure(new DataTableSpec()))
            .isInstanceOf(InvalidSettingsException.class).hasMessage("No columns.");
    }

    @Test
    public void outputsAreChecked() throws Exception {
        var none = NodeHost.create(BrokenNodes.NoOutput.class.getName());
        none.configure();
        assertThatThrownBy(none::execute).isInstanceOf(KNIMEException.class).hasMessage("Output at port 1 is null");
        var many = NodeHost.create(BrokenNodes.TooManyOutputs.class.getName());
        many.configure();
        assertThatThrownBy(many::execute).isInstanceOf(KNIMEException.class)
            .hasMessageStartingWith("Execute failed: arraycopy").hasCauseInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    public void warningsAreTheNodesOwn() throws Exception {
        var node = learner();
        node.configure(SPEC);
        node.execute(table(new DefaultRow("r0", -1.0, 2.0)));
        assertThat(node.warning()).contains("Some sums are negative.");
    }

    @Test
    public void unconfiguredNodeDoesNotExecute() {
        assertThatThrownBy(() -> learner().execute(numbers())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    public void viewShowsTheInternalObjectsUntilReset() throws Exception {
        var node = learner();
        node.configure(SPEC);
        node.execute(numbers());
        var view = node.view().orElseThrow();
        assertThat(view.page()).isEqualTo("<html>sums</html>");
        assertThat(view.initialData()).contains("2 sums");
        assertThat(node.internalObjects()).hasSize(1);
        node.reset();
        assertThat(node.internalObjects()).isEmpty();
        assertThatThrownBy(node::view).isInstanceOf(IllegalStateException.class);
    }

    @Test
    public void descriptionHasTextsOptionsPortsAndView() {
        var node = learner();
        assertThat(node.name()).isEqualTo("Sums Learner");
        assertThat(node.type()).isEqualTo(NodeType.Learner);
        assertThat(node.icon()).isEmpty();
        assertThat(node.outPortNames()).containsExactly("Model", "Sums");
        assertThat(node.descriptionXml()).contains("<intro>Sums <b>columns</b> up.</intro>",
            "<option name=\"Algorithm\">How it is learnt.",
            "<b>Coordinate &lt;descent&gt;</b>: one <i>after</i> the other",
            "<option name=\"Tolerance\">When to stop.</option>", "index=\"0\" name=\"Data\"", "name=\"Weights\"",
            "<view index=\"0\" name=\"Sums Learner\">The sums.</view>", "<keyword>total</keyword>");
    }
}
