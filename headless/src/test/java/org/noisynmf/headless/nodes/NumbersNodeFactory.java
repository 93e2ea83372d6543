package org.noisynmf.headless.nodes;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.page.Page.StringSupplier;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;

/** A source: rows with a number, a text and a vector; the last row's number is missing. Warns of negative numbers. */
public final class NumbersNodeFactory extends DefaultNodeFactory {

    private static final DataTableSpec SPEC = new DataTableSpec(new String[]{"x", "text", "v"},
        new DataType[]{DoubleCell.TYPE, StringCell.TYPE, DoubleVectorCellFactory.createCell(new double[0]).getType()});

    /** What the view shows; NaN is the one that JSON does not know. */
    public record Shown(String title, double number) {
    }

    /** Two rows of 1.5 unless told otherwise. */
    public static final class Parameters implements NodeParameters {

        int m_rows = 2;

        double m_value = 1.5;

        String m_text = "a,b";

        @Override
        public void validate() throws InvalidSettingsException {
            if (m_rows < 0) {
                throw new InvalidSettingsException("Rows must be 0 or more, not " + m_rows);
            }
        }
    }

    public NumbersNodeFactory() {
        super(DefaultNode.create().name("Numbers").icon("none.png").shortDescription("Numbers.")
            .fullDescription("Numbers.").sinceVersion(5, 8, 0).ports(p -> p.addOutputTable("Some numbers", "a table"))
            .model(m -> m.parametersClass(Parameters.class).configure((i, o) -> {
                o.setOutSpec(0, SPEC);
                if (i.<Parameters>getParameters().m_value < 0) {
                    o.setWarningMessage("The number is negative");
                }
            }).execute(NumbersNodeFactory::execute))
            .addView(v -> v.withoutParameters().description("view")
                .page(p -> p.fromString((StringSupplier)() -> "<html></html>").relativePath("view.html"))
                .initialData(d -> d.data(i -> new Shown("</script>", Double.NaN)))));
    }

    private static void execute(final ExecuteInput input, final ExecuteOutput output) {
        final Parameters parameters = input.getParameters();
        final BufferedDataContainer rows = input.getExecutionContext().createDataContainer(SPEC);
        for (int i = 0; i < parameters.m_rows; i++) {
            rows.addRowToTable(new DefaultRow("Row" + i,
                i == parameters.m_rows - 1 ? DataType.getMissingCell() : new DoubleCell(parameters.m_value),
                new StringCell(parameters.m_text), DoubleVectorCellFactory.createCell(new double[]{i, Double.NaN})));
            input.getExecutionContext().setProgress((i + 1.0) / parameters.m_rows, "row " + i);
        }
        rows.close();
        output.setOutData(0, rows.getTable());
        if (parameters.m_value < 0) {
            output.setWarningMessage("The number is negative");
        }
    }
}
