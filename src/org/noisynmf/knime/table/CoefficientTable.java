package org.noisynmf.knime.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

/** Coefficients, χ² and degrees of freedom of each observation as a table with the row IDs of the data. */
public final class CoefficientTable {

    /** Name of the column with χ². */
    public static final String CHI_SQUARE = "Chi-square";

    /** Name of the column with the degrees of freedom. */
    public static final String DEGREES_OF_FREEDOM = "Degrees of freedom";

    private CoefficientTable() {
    }

    /**
     * @param rank q
     * @param standardErrors whether each coefficient is followed, after all of them, by its standard error
     * @return the table's spec
     */
    public static DataTableSpec spec(final int rank, final boolean standardErrors) {
        final List<String> names = new ArrayList<>(Labels.templates(rank));
        if (standardErrors) {
            Labels.templates(rank).forEach(name -> names.add(name + " (standard error)"));
        }
        names.add(CHI_SQUARE);
        names.add(DEGREES_OF_FREEDOM);
        final DataType[] types = new DataType[names.size()];
        Arrays.fill(types, DoubleCell.TYPE);
        types[types.length - 1] = IntCell.TYPE;
        return new DataTableSpec(names.toArray(String[]::new), types);
    }

    /**
     * Writes the table; observations without weight get missing cells. Degrees of freedom are observed pixels less q.
     *
     * @param data observations and row IDs
     * @param rank q
     * @param h H, q × n, observation j contiguous. Not modified.
     * @param standardErrors of the same shape, NaN where there is none; null = no such columns. Not modified.
     * @param chi2 n values. Not modified.
     * @param exec where the table is made
     * @return the table
     * @throws CanceledExecutionException if the user cancelled
     */
    public static BufferedDataTable write(final TableReader.Data data, final int rank, final double[] h,
        final double[] standardErrors, final double[] chi2, final ExecutionContext exec)
        throws CanceledExecutionException {
        final BufferedDataContainer container = exec.createDataContainer(spec(rank, standardErrors != null));
        for (int j = 0; j < chi2.length; j++) {
            exec.checkCanceled();
            final DataCell[] cells = new DataCell[rank + (standardErrors == null ? 0 : rank) + 2];
            Arrays.fill(cells, DataType.getMissingCell());
            if (data.observations().observedCount(j) > 0) {
                for (int k = 0; k < rank; k++) {
                    cells[k] = MatrixTable.number(h[j * rank + k]);
                    if (standardErrors != null) {
                        cells[rank + k] = MatrixTable.number(standardErrors[j * rank + k]);
                    }
                }
                cells[cells.length - 2] = MatrixTable.number(chi2[j]);
                cells[cells.length - 1] = new IntCell(data.observations().observedCount(j) - rank);
            }
            container.addRowToTable(new DefaultRow(data.labels().rows().get(j), cells));
        }
        container.close();
        return container.getTable();
    }
}
