package org.noisynmf.knime.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.noisynmf.engine.evaluate.Scores;
import org.noisynmf.knime.table.MatrixTable;
import org.noisynmf.knime.table.observation.CoefficientTable;
import org.noisynmf.knime.table.observation.ScoreColumns;

/**
 * The tables of the scorer.
 *
 * @param model its scores
 * @param comparison scores of the comparison model, null without
 * @param exec where the tables are made
 */
record ScoreTables(Scores model, @Nullable Scores comparison, ExecutionContext exec) {

    private static final String MODEL = "NMF model";

    private static final String COMPARISON = "Comparison model";

    private static final DataTableSpec SUMMARY = new DataTableSpec(
        new String[]{CoefficientTable.CHI_SQUARE, CoefficientTable.DEGREES_OF_FREEDOM,
            "Nominal degrees of freedom", "Chi-square per degree of freedom", CoefficientTable.ENTRIES, "Explained",
            "Residual mean", "Residual variance",
            "Residual skewness", "Residual excess kurtosis"},
        new DataType[]{DoubleCell.TYPE, LongCell.TYPE, LongCell.TYPE, DoubleCell.TYPE, LongCell.TYPE, DoubleCell.TYPE,
            DoubleCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE});

    /** One row a template. */
    static final DataTableSpec TEMPLATES = new DataTableSpec(new String[]{"Model", "Template", "Explained"},
        new DataType[]{StringCell.TYPE, IntCell.TYPE, DoubleCell.TYPE});

    private static final DataTableSpec OBSERVATIONS =
        new DataTableSpec(
            new String[]{CoefficientTable.CHI_SQUARE, CoefficientTable.DEGREES_OF_FREEDOM, CoefficientTable.ENTRIES},
            new DataType[]{DoubleCell.TYPE, DoubleCell.TYPE, IntCell.TYPE});

    /** @return spec of the table with one row a model */
    static DataTableSpec summarySpec(final boolean comparing) {
        return comparing ? with(SUMMARY, "Median chi-square difference") : SUMMARY;
    }

    /** @return spec of the table with one row an observation */
    static DataTableSpec observationsSpec(final boolean comparing) {
        return comparing ? with(OBSERVATIONS, "Chi-square (comparison model)", ScoreColumns.DIFFERENCE) : OBSERVATIONS;
    }

    private static DataTableSpec with(final DataTableSpec spec, final String... further) {
        final DataType[] types = new DataType[further.length];
        Arrays.fill(types, DoubleCell.TYPE);
        return new DataTableSpec(spec, new DataTableSpec(further, types));
    }

    BufferedDataTable summary() {
        final BufferedDataContainer container = exec.createDataContainer(summarySpec(comparison != null));
        final List<DataCell> cells = summary(model);
        if (comparison != null) {
            cells.add(DataType.getMissingCell());
        }
        container.addRowToTable(new DefaultRow(MODEL, cells));
        if (comparison != null) {
            final List<DataCell> others = summary(comparison);
            others.add(MatrixTable.number(model.medianDifference(comparison)));
            container.addRowToTable(new DefaultRow(COMPARISON, others));
        }
        container.close();
        return container.getTable();
    }

    private static List<DataCell> summary(final Scores scores) {
        return new ArrayList<>(List.of(MatrixTable.number(scores.chi2()), new LongCell(scores.degreesOfFreedom()),
            new LongCell(scores.nominalDegreesOfFreedom()),
            MatrixTable.number(scores.reducedChi2()), new LongCell(scores.entries()),
            MatrixTable.number(Arrays.stream(scores.explained()).sum()), MatrixTable.number(scores.mean()),
            MatrixTable.number(scores.variance()), MatrixTable.number(scores.skewness()),
            MatrixTable.number(scores.excessKurtosis())));
    }

    BufferedDataTable templates() {
        final BufferedDataContainer container = exec.createDataContainer(TEMPLATES);
        addTemplates(container, MODEL, model);
        if (comparison != null) {
            addTemplates(container, COMPARISON, comparison);
        }
        container.close();
        return container.getTable();
    }

    private static void addTemplates(final BufferedDataContainer container, final String name, final Scores scores) {
        for (int k = 0; k < scores.explained().length; k++) {
            container.addRowToTable(new DefaultRow(name + ", Template " + k, new StringCell(name), new IntCell(k),
                MatrixTable.number(scores.explained()[k])));
        }
    }

    BufferedDataTable observations(final List<String> rowIds) throws CanceledExecutionException {
        final BufferedDataContainer container = exec.createDataContainer(observationsSpec(comparison != null));
        final double[] differences = comparison == null ? new double[0] : model.differences(comparison);
        for (int j = 0; j < rowIds.size(); j++) {
            exec.checkCanceled();
            final int entries = model.observationEntries()[j];
            final List<DataCell> cells = new ArrayList<>();
            cells.add(MatrixTable.number(model.observationChi2()[j]));
            cells.add(MatrixTable.number(model.observationDegreesOfFreedom()[j]));
            cells.add(entries == 0 ? DataType.getMissingCell() : new IntCell(entries));
            if (comparison != null) {
                cells.add(MatrixTable.number(comparison.observationChi2()[j]));
                cells.add(MatrixTable.number(differences[j]));
            }
            container.addRowToTable(new DefaultRow(rowIds.get(j), cells));
        }
        container.close();
        return container.getTable();
    }
}
