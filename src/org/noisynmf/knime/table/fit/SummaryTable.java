package org.noisynmf.knime.table.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
import org.knime.core.node.ExecutionContext;
import org.noisynmf.engine.evaluate.DegreesOfFreedom;
import org.noisynmf.engine.evaluate.StartAgreement;
import org.noisynmf.engine.model.FitStart;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.knime.table.MatrixTable;
import org.noisynmf.knime.table.observation.CoefficientTable;

/**
 * How a fit ended, the start that was kept first: KNIME's <i>Table Row to Variable</i> makes flow variables of a first row.
 * The other starts follow in the order of their seeds.
 */
public final class SummaryTable {

    /** The table's spec. */
    public static final DataTableSpec SPEC = new DataTableSpec(
        new String[]{"rank", CoefficientTable.CHI_SQUARE, CoefficientTable.DEGREES_OF_FREEDOM,
            "Chi-square per degree of freedom", "Objective", "Stop reason", "Iterations", "Seed", "Above the lowest",
            "Starts", "Starts at the lowest"},
        new DataType[]{IntCell.TYPE, DoubleCell.TYPE, LongCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE, StringCell.TYPE,
            IntCell.TYPE, LongCell.TYPE, DoubleCell.TYPE, IntCell.TYPE, IntCell.TYPE});

    private static final int COUNTS = 2;

    private SummaryTable() {
    }

    /**
     * @param result of the fit. Not modified.
     * @param exec where the table is made
     * @return the table
     */
    public static BufferedDataTable write(final NmfResult result, final ExecutionContext exec) {
        final BufferedDataContainer container = exec.createDataContainer(SPEC);
        final List<FitStart> starts = result.starts();
        final double lowest = starts.stream().mapToDouble(FitStart::objective).min().orElse(Double.NaN);
        container.addRowToTable(new DefaultRow("Kept", kept(result, lowest)));
        for (int s = 0; s < starts.size(); s++) {
            if (s != result.restart()) {
                final DataCell[] cells = new DataCell[SPEC.getNumColumns()];
                Arrays.fill(cells, DataType.getMissingCell());
                cells[0] = new IntCell(result.factors().rank());
                ended(cells, starts.get(s), lowest);
                container.addRowToTable(new DefaultRow("Start " + (s + 1), cells));
            }
        }
        container.close();
        return container.getTable();
    }

    private static List<DataCell> kept(final NmfResult result, final double lowest) {
        final DegreesOfFreedom freedom = DegreesOfFreedom.of(result.data(), result.factors());
        final StartAgreement agreement = StartAgreement.of(result);
        final DataCell[] cells = new DataCell[SPEC.getNumColumns()];
        cells[0] = new IntCell(result.factors().rank());
        cells[1] = MatrixTable.number(result.chi2());
        cells[2] = new LongCell(freedom.effective());
        cells[3] = MatrixTable.number(freedom.reduced(result.chi2()));
        ended(cells, result.starts().get(result.restart()), lowest);
        // with photon noise starts are those of the first round, and what was kept went on
        cells[4] = MatrixTable.number(result.objective());
        cells[5] = new StringCell(result.stopReason().name());
        cells[6] = new IntCell(result.passes());
        cells[cells.length - COUNTS] = new IntCell(agreement.starts());
        cells[cells.length - COUNTS + 1] = new IntCell(agreement.reached());
        return new ArrayList<>(Arrays.asList(cells));
    }

    private static void ended(final DataCell[] cells, final FitStart start, final double lowest) {
        cells[4] = MatrixTable.number(start.objective());
        cells[5] = new StringCell(start.stopReason().name());
        cells[6] = new IntCell(start.passes());
        cells[7] = new LongCell(start.seed());
        cells[8] = MatrixTable.number((start.objective() - lowest) / Math.abs(lowest));
    }
}
