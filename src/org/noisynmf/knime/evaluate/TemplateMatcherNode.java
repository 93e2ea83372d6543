package org.noisynmf.knime.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
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
import org.noisynmf.engine.evaluate.TemplateDifference;
import org.noisynmf.engine.evaluate.TemplateMatch;
import org.noisynmf.engine.naming.Counted;
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

    private static final DataTableSpec DIFFERENCES =
        new DataTableSpec(new String[]{"Standard error of cosine similarity", "Deviation (σ)", "Pixels beyond 2 σ"},
            new DataType[]{DoubleCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE});

    /** How many row IDs a warning names. */
    private static final int NAMED_IN_WARNINGS = 3;

    private TemplateMatcherNode() {
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final TemplateMatcherParameters parameters = in.getParameters();
        parameters.validate();
        final DataTableSpec truth = in.getInTableSpec(TRUE);
        final DataTableSpec estimated = in.getInTableSpec(ESTIMATED);
        final boolean errors = TemplateEstimates.is(truth) || TemplateEstimates.is(estimated);
        out.setOutSpec(0, errors ? new DataTableSpec(ASSIGNMENT, DIFFERENCES) : ASSIGNMENT);
        if (TemplateEstimates.is(truth)) {
            if (!TemplateEstimates.is(estimated)) {
                columns(estimated, ESTIMATED_NAME);
            }
            return; // the pixels are known when the rows are
        }
        final PixelColumns columns = columns(truth, TRUE_NAME);
        if (!TemplateEstimates.is(estimated)) {
            columns.locate(estimated, ESTIMATED_NAME);
        }
        out.setOutSpec(1, MatrixTable.spec(columns));
    }

    /** All numeric columns; without any the only vector column. */
    private static PixelColumns columns(final DataTableSpec spec, final String name) throws InvalidSettingsException {
        final List<String> numeric =
            spec.stream().filter(PixelColumns::isNumeric).map(DataColumnSpec::getName).toList();
        if (!numeric.isEmpty()) {
            return PixelColumns.columns(numeric);
        }
        final List<String> vectors = spec.stream().filter(PixelColumns::isVector).map(DataColumnSpec::getName).toList();
        if (vectors.size() == 1) {
            return PixelColumns.vector(vectors.get(0));
        }
        throw new InvalidSettingsException("The " + name + " has no numeric column and "
            + (vectors.isEmpty() ? "no" : "more than one") + " vector column. Its pixels are read from numeric columns "
            + "or, without any, from one vector column.");
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final TemplateMatcherParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final BufferedDataTable trueTable = in.getInTable(TRUE);
        final BufferedDataTable estimatedTable = in.getInTable(ESTIMATED);
        final TemplateRows truth = read(trueTable, TRUE_NAME, null, exec);
        final TemplateRows estimated = read(estimatedTable, ESTIMATED_NAME,
            TemplateEstimates.is(trueTable.getDataTableSpec()) ? null
                : executionColumns(trueTable.getDataTableSpec(), TRUE_NAME),
            exec).inOrderOf(truth.pixelNames());
        final PixelColumns columns = TemplateEstimates.is(trueTable.getDataTableSpec())
            ? PixelColumns.columns(truth.pixelNames()) : executionColumns(trueTable.getDataTableSpec(), TRUE_NAME);
        if (estimated.pixels() != truth.pixels()) {
            throw new KNIMEException("The estimated templates have " + estimated.pixels()
                + " pixels, but the true ones " + truth.pixels() + ". Only templates of the same length can be "
                + "compared.");
        }
        final TemplateMatch match = TemplateMatch.of(truth.pixels(), estimated.values(), truth.values(),
            parameters.m_smallestSimilarity);
        warn(match, estimated, truth, out);
        out.setOutData(0, assignment(match, estimated, truth, exec));
        out.setOutData(1, matched(match, estimated, truth, parameters.m_rescale, new MatrixTable(columns, exec)));
    }

    /** Templates with errors, or one a row in the columns given, else in its own. */
    private static TemplateRows read(final BufferedDataTable table, final String name,
        final @Nullable PixelColumns columns, final ExecutionContext exec)
        throws KNIMEException, CanceledExecutionException {
        final DataTableSpec spec = table.getDataTableSpec();
        return TemplateEstimates.is(spec) ? TemplateEstimates.read(table, name, exec)
            : TemplateRows.read(table, name, columns == null ? executionColumns(spec, name) : columns, exec);
    }

    private static PixelColumns executionColumns(final DataTableSpec spec, final String name) throws KNIMEException {
        try {
            return columns(spec, name);
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
            out.setWarningMessage(Messages.lines(warnings));
        }
    }

    private static void addAlone(final List<String> warnings, final String which, final List<String> ids,
        final List<Integer> alone) {
        if (!alone.isEmpty()) {
            warnings.add(Counted.of(alone.size(), which + " template") + " without a partner: "
                + alone.stream().limit(NAMED_IN_WARNINGS).map(k -> "\"" + ids.get(k) + "\"")
                    .collect(Collectors.joining(", "))
                + (alone.size() > NAMED_IN_WARNINGS ? ", …" : "."));
        }
    }

    private static BufferedDataTable assignment(final TemplateMatch match, final TemplateRows estimated,
        final TemplateRows truth, final ExecutionContext exec) {
        final boolean errors = estimated.errors() != null || truth.errors() != null;
        final BufferedDataContainer container =
            exec.createDataContainer(errors ? new DataTableSpec(ASSIGNMENT, DIFFERENCES) : ASSIGNMENT);
        for (int t = 0; t < truth.ids().size(); t++) {
            final int partner = match.estimate()[t];
            final DataCell name =
                partner < 0 ? DataType.getMissingCell() : new StringCell(estimated.ids().get(partner));
            final List<DataCell> cells = new ArrayList<>(
                List.of(name, MatrixTable.number(match.cosine()[t]), MatrixTable.number(match.scale()[t])));
            if (errors && partner < 0) {
                DIFFERENCES.forEach(column -> cells.add(DataType.getMissingCell()));
            } else if (errors) {
                final TemplateDifference difference = TemplateDifference.of(truth.pixels(), estimated.values(),
                    estimated.errors(), partner, truth.values(), truth.errors(), t, match.scale()[t]);
                cells.addAll(List.of(MatrixTable.number(difference.cosineError()),
                    MatrixTable.number(difference.deviation()), MatrixTable.number(difference.beyond())));
            }
            container.addRowToTable(new DefaultRow(truth.ids().get(t), cells));
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
