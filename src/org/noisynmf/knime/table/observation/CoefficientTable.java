package org.noisynmf.knime.table.observation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.noisynmf.engine.errors.CoefficientErrors;
import org.noisynmf.engine.evaluate.DegreesOfFreedom;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.knime.table.Labels;
import org.noisynmf.knime.table.MatrixTable;
import org.noisynmf.knime.table.TableReader;

/** Coefficients and χ² of each observation, and what χ² is to be compared with, as a table with the row IDs of the data. */
public final class CoefficientTable {

    /** Name of the column with χ². */
    public static final String CHI_SQUARE = "Chi-square";

    /** Name of the column with the degrees of freedom: of a factorisation, the share that falls to an observation. */
    public static final String DEGREES_OF_FREEDOM = "Degrees of freedom";

    /** Name of the column with the number of observed entries. */
    public static final String ENTRIES = "Observed entries";

    private CoefficientTable() {
    }

    /**
     * A factorisation: χ² of an observation has no degrees of freedom of its own, but a share of those of the fit.
     *
     * @param rank q
     * @return the table's spec
     */
    public static DataTableSpec learnt(final int rank) {
        final List<String> names = new ArrayList<>(Labels.templates(rank));
        names.addAll(List.of(CHI_SQUARE, DEGREES_OF_FREEDOM, ENTRIES));
        return spec(names);
    }

    /**
     * What follows the coefficients of a projection, in this order, a column for each template.
     *
     * @param standardErrors errors on known templates
     * @param templateErrors errors with the uncertainty of the templates, and its share
     * @param signedEstimates estimates that may be negative
     */
    public record Columns(boolean standardErrors, boolean templateErrors, boolean signedEstimates) {
    }

    /**
     * A projection onto given templates: each observation has degrees of freedom of its own.
     *
     * @param rank q
     * @param columns what follows the coefficients
     * @return the table's spec
     */
    public static DataTableSpec projected(final int rank, final Columns columns) {
        final List<String> names = new ArrayList<>(Labels.templates(rank));
        if (columns.standardErrors()) {
            Labels.templates(rank).forEach(name -> names.add(name + " (standard error)"));
        }
        if (columns.templateErrors()) {
            Labels.templates(rank).forEach(name -> names.add(name + " (total error)"));
            Labels.templates(rank).forEach(name -> names.add(name + " (error from templates)"));
        }
        if (columns.signedEstimates()) {
            Labels.templates(rank).forEach(name -> names.add(name + " (signed estimate)"));
        }
        names.addAll(List.of(CHI_SQUARE, DEGREES_OF_FREEDOM));
        return spec(names);
    }

    /** All numbers, the last a whole one. */
    private static DataTableSpec spec(final List<String> names) {
        final DataType[] types = new DataType[names.size()];
        Arrays.fill(types, DoubleCell.TYPE);
        types[types.length - 1] = IntCell.TYPE;
        return new DataTableSpec(names.toArray(String[]::new), types);
    }

    /**
     * Writes the table of a factorisation; observations without weight get missing cells.
     *
     * @param data observations and row IDs
     * @param result factors and χ². Not modified.
     * @param exec where the table is made
     * @return the table
     * @throws CanceledExecutionException if the user cancelled
     */
    public static BufferedDataTable ofLearnt(final TableReader.Data data, final NmfResult result,
        final ExecutionContext exec) throws CanceledExecutionException {
        final int rank = result.factors().rank();
        final DegreesOfFreedom freedom = DegreesOfFreedom.of(data.observations(), result.factors());
        final BufferedDataContainer container = exec.createDataContainer(learnt(rank));
        for (int j = 0; j < data.observations().count(); j++) {
            exec.checkCanceled();
            final DataCell[] cells = new DataCell[rank + 3];
            Arrays.fill(cells, DataType.getMissingCell());
            final int observed = data.observations().observedCount(j);
            if (observed > 0) {
                numbers(cells, 0, result.factors().h(), j, rank);
                cells[rank] = MatrixTable.number(result.chi2PerObservation()[j]);
                cells[rank + 1] = MatrixTable.number(freedom.share(data.observations(), j));
                cells[rank + 2] = new IntCell(observed);
            }
            container.addRowToTable(new DefaultRow(data.labels().rows().get(j), cells));
        }
        container.close();
        return container.getTable();
    }

    /**
     * Writes the table of a projection; observations without weight get missing cells.
     *
     * @param data observations and row IDs
     * @param projection coefficients and χ². Not modified.
     * @param errors with the uncertainty of the templates; null = not known
     * @param columns what follows the coefficients
     * @param exec where the table is made
     * @return the table
     * @throws CanceledExecutionException if the user cancelled
     */
    public static BufferedDataTable ofProjected(final TableReader.Data data, final Projection projection,
        final @Nullable CoefficientErrors errors, final Columns columns, final ExecutionContext exec)
        throws CanceledExecutionException {
        final int rank = projection.factors().rank();
        final DataTableSpec spec = projected(rank, columns);
        final BufferedDataContainer container = exec.createDataContainer(spec);
        for (int j = 0; j < data.observations().count(); j++) {
            exec.checkCanceled();
            final DataCell[] cells = new DataCell[spec.getNumColumns()];
            Arrays.fill(cells, DataType.getMissingCell());
            if (data.observations().observedCount(j) > 0) {
                numbers(cells, 0, projection.factors().h(), j, rank);
                int at = rank;
                if (columns.standardErrors()) {
                    numbers(cells, at, Objects.requireNonNull(projection.signed()).errors(), j, rank);
                    at += rank;
                }
                if (columns.templateErrors() && errors != null) {
                    numbers(cells, at, errors.total(), j, rank);
                    numbers(cells, at + rank, errors.fromTemplates(), j, rank);
                    at += 2 * rank;
                }
                if (columns.signedEstimates()) {
                    numbers(cells, at, Objects.requireNonNull(projection.signed()).estimates(), j, rank);
                }
                cells[cells.length - 2] = MatrixTable.number(projection.chi2()[j]);
                cells[cells.length - 1] =
                    new IntCell(DegreesOfFreedom.ofProjection(projection.data(), projection.factors(), j));
            }
            container.addRowToTable(new DefaultRow(data.labels().rows().get(j), cells));
        }
        container.close();
        return container.getTable();
    }

    private static void numbers(final DataCell[] cells, final int first, final double[] values, final int j,
        final int rank) {
        for (int k = 0; k < rank; k++) {
            cells[first + k] = MatrixTable.number(values[j * rank + k]);
        }
    }
}
