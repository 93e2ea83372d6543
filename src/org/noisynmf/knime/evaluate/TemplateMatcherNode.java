package org.noisynmf.knime.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.noisynmf.engine.evaluate.TemplateMatch;
import org.noisynmf.knime.table.MatrixTable;
import org.noisynmf.knime.table.Messages;
import org.noisynmf.knime.table.PixelColumns;

/** Matches the rows of one table with those of another. */
final class TemplateMatcherNode {

    private static final int ESTIMATED = 0;

    private static final int TRUE = 1;

    private static final String ESTIMATED_NAME = "table of estimated templates";

    private static final String TRUE_NAME = "table of true templates";

    private static final DataTableSpec ASSIGNMENT =
        new DataTableSpec(new String[]{"Estimated template", "Cosine similarity", "Scale"},
            new DataType[]{StringCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE});

    /** How many row IDs a warning names. */
    private static final int NAMED_IN_WARNINGS = 3;

    private TemplateMatcherNode() {
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final TemplateMatcherParameters parameters = in.getParameters();
        parameters.validate();
        final PixelColumns columns = columns(in.getInTableSpec(TRUE));
        columns.locate(in.getInTableSpec(ESTIMATED), ESTIMATED_NAME);
        out.setOutSpec(0, ASSIGNMENT);
        out.setOutSpec(1, MatrixTable.spec(columns));
    }

    /** All numeric columns; without any the only vector column. */
    private static PixelColumns columns(final DataTableSpec spec) throws InvalidSettingsException {
        final List<String> numeric =
            spec.stream().filter(PixelColumns::isNumeric).map(DataColumnSpec::getName).toList();
        if (!numeric.isEmpty()) {
            return PixelColumns.columns(numeric);
        }
        final List<String> vectors = spec.stream().filter(PixelColumns::isVector).map(DataColumnSpec::getName).toList();
        if (vectors.size() == 1) {
            return PixelColumns.vector(vectors.get(0));
        }
        throw new InvalidSettingsException("The " + TRUE_NAME + " has no numeric column and "
            + (vectors.isEmpty() ? "no" : "more than one") + " vector column. Its pixels are read from numeric columns "
            + "or, without any, from one vector column.");
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final TemplateMatcherParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final PixelColumns columns = executionColumns(in.getInTable(TRUE).getDataTableSpec());
        final TemplateRows truth = TemplateRows.read(in.getInTable(TRUE), TRUE_NAME, columns, exec);
        final TemplateRows estimated = TemplateRows.read(in.getInTable(ESTIMATED), ESTIMATED_NAME, columns, exec);
        if (estimated.pixels() != truth.pixels()) {
            throw new KNIMEException("The estimated templates have " + estimated.pixels()
                + " pixels, but the true ones " + truth.pixels() + ". Only templates of one length can be compared.");
        }
        final TemplateMatch match = TemplateMatch.of(truth.pixels(), estimated.values(), truth.values(),
            parameters.m_smallestSimilarity);
        warn(match, estimated, truth, out);
        out.setOutData(0, assignment(match, estimated, truth, exec));
        out.setOutData(1, matched(match, estimated, truth, parameters.m_rescale, new MatrixTable(columns, exec)));
    }

    private static PixelColumns executionColumns(final DataTableSpec spec) throws KNIMEException {
        try {
            return columns(spec);
        } catch (final InvalidSettingsException e) {
            throw Messages.failure(e);
        }
    }

    private static void warn(final TemplateMatch match, final TemplateRows estimated, final TemplateRows truth,
        final ExecuteOutput out) {
        final List<String> warnings = new ArrayList<>();
        addAlone(warnings, "true", truth.ids(),
            IntStream.range(0, truth.ids().size()).filter(t -> match.estimate()[t] < 0).boxed().toList());
        addAlone(warnings, "estimated", estimated.ids(), match.surplus());
        if (!warnings.isEmpty()) {
            out.setWarningMessage(String.join("\n", warnings));
        }
    }

    private static void addAlone(final List<String> warnings, final String which, final List<String> ids,
        final List<Integer> alone) {
        if (!alone.isEmpty()) {
            warnings.add(Messages.counted(alone.size(), which + " template") + " without a partner: "
                + alone.stream().limit(NAMED_IN_WARNINGS).map(k -> "\"" + ids.get(k) + "\"")
                    .collect(Collectors.joining(", "))
                + (alone.size() > NAMED_IN_WARNINGS ? ", …" : "."));
        }
    }

    private static BufferedDataTable assignment(final TemplateMatch match, final TemplateRows estimated,
        final TemplateRows truth, final ExecutionContext exec) {
        final BufferedDataContainer container = exec.createDataContainer(ASSIGNMENT);
        for (int t = 0; t < truth.ids().size(); t++) {
            final int partner = match.estimate()[t];
            final DataCell name =
                partner < 0 ? DataType.getMissingCell() : new StringCell(estimated.ids().get(partner));
            container.addRowToTable(new DefaultRow(truth.ids().get(t), name, MatrixTable.number(match.cosine()[t]),
                MatrixTable.number(match.scale()[t])));
        }
        container.close();
        return container.getTable();
    }

    private static BufferedDataTable matched(final TemplateMatch match, final TemplateRows estimated,
        final TemplateRows truth, final boolean rescale, final MatrixTable table) {
        final double[] row = new double[truth.pixels()];
        for (int t = 0; t < truth.ids().size(); t++) {
            final int partner = match.estimate()[t];
            final double scale = rescale ? match.scale()[t] : 1;
            Arrays.setAll(row,
                i -> partner < 0 ? Double.NaN : scale * estimated.values()[partner * row.length + i]);
            table.add(truth.ids().get(t), row, 0, row.length);
        }
        return table.finish();
    }
}
