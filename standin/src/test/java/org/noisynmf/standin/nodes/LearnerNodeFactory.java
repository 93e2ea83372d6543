package org.noisynmf.standin.nodes;

import java.util.Arrays;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObjectHolder;
import org.knime.core.node.workflow.NativeNodeContainer;
import org.knime.core.node.workflow.NodeContext;
import org.knime.core.webui.page.Page.StringSupplier;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Sums up columns: table, and optionally weights, to model and table. Row "stop" waits for the cancel. */
public final class LearnerNodeFactory extends DefaultNodeFactory {

    private static final DataTableSpec SUMS =
        new DataTableSpec(new String[]{"sum"}, new DataType[]{DoubleCell.TYPE});

    public LearnerNodeFactory() {
        super(DefaultNode.create().name("Sums Learner").icon("sums.png").shortDescription("Sums up columns.")
            .fullDescription("Sums <b>columns</b> up.").sinceVersion(5, 8, 0)
            .dynamicPorts(p -> p
                .addInputPortGroup("Data", g -> g.name("Data").description("the data").fixed(BufferedDataTable.TYPE))
                .addInputPortGroup("Weights",
                    g -> g.name("Weights").description("their weights").optional()
                        .supportedTypes(BufferedDataTable.TYPE))
                .addOutputPortGroup("Model", g -> g.name("Model").description("the sums").fixed(SumsModel.TYPE))
                .addOutputPortGroup("Sums",
                    g -> g.name("Sums").description("one row a column").fixed(BufferedDataTable.TYPE)))
            .model(m -> m.parametersClass(LearnerParameters.class).configure(LearnerNodeFactory::configure)
                .execute(LearnerNodeFactory::execute))
            .nodeType(NodeType.Learner).keywords("sum", "total")
            .addView(v -> v.withoutParameters().description("The sums.")
                .page(p -> p.fromString((StringSupplier)() -> "<html>sums</html>").relativePath("sums.html"))
                .initialData(d -> d.data(input -> {
                    var node = (NativeNodeContainer)NodeContext.getContext().getNodeContainer();
                    var internals = ((PortObjectHolder)node.getNodeModel()).getInternalPortObjects();
                    return ((BufferedDataTable)internals[0]).size() + " sums";
                }))));
    }

    private static void configure(final ConfigureInput input, final ConfigureOutput output)
        throws InvalidSettingsException {
        LearnerParameters parameters = input.getParameters();
        var data = input.getInTableSpec(0);
        if (data.getNumColumns() == 0) {
            throw new InvalidSettingsException("No columns.");
        }
        if (input.getInPortSpecs().length == 2) {
            output.setWarningMessage("Weights are given.");
        }
        output.setOutSpecs(new SumsModelSpec(data), parameters.m_flag ? SUMS : null);
    }

    private static void execute(final ExecuteInput input, final ExecuteOutput output)
        throws CanceledExecutionException, KNIMEException {
        LearnerParameters parameters = input.getParameters();
        var exec = input.getExecutionContext();
        var data = input.getInTable(0);
        var sums = new double[data.getDataTableSpec().getNumColumns()];
        long rows = 0;
        try (var cursor = data.cursor()) {
            while (cursor.canForward()) {
                var row = cursor.forward();
                exec.checkCanceled();
                while (row.getRowKey().getString().equals("stop")) {
                    exec.setMessage("waiting");
                    exec.checkCanceled();
                }
                for (int i = 0; i < sums.length; i++) {
                    if (row.isMissing(i)) {
                        throw new KNIMEException("Missing value in row " + row.getRowKey().getString() + ".");
                    }
                    sums[i] += parameters.m_factor * row.<DoubleValue>getValue(i).getDoubleValue();
                }
                exec.setProgress(0.5 * ++rows / data.size(), "Row " + rows);
            }
        }
        var container = exec.createDataContainer(SUMS);
        for (int i = 0; i < sums.length; i++) {
            container.addRowToTable(new DefaultRow(data.getDataTableSpec().getColumnSpec(i).getName(), sums[i]));
        }
        container.close();
        exec.createSubProgress(0.5).setProgress(1);
        output.setOutData(new SumsModel(new SumsModelSpec(data.getDataTableSpec()), sums), container.getTable());
        output.setInternalData(container.getTable());
        if (Arrays.stream(sums).anyMatch(sum -> sum < 0)) {
            output.setWarningMessage("Some sums are negative.");
        }
    }
}
