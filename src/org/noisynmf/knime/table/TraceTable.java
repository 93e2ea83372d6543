package org.noisynmf.knime.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.view.ConvergenceTrace;
import org.noisynmf.view.Views;

/** The course of a factorisation as a table, one row a pass. */
public final class TraceTable {

    /** The table's spec. */
    public static final DataTableSpec SPEC = new DataTableSpec(
        new String[]{"Restart", "Pass", "Growth", "Objective", "KKT residual", "Seconds"},
        new DataType[]{IntCell.TYPE, IntCell.TYPE, IntCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE});

    private TraceTable() {
    }

    /**
     * @param trace every pass of every restart
     * @param exec where the table is made
     * @return the table
     */
    public static BufferedDataTable write(final List<TraceRow> trace, final ExecutionContext exec) {
        final BufferedDataContainer container = exec.createDataContainer(SPEC);
        long id = 0;
        for (final TraceRow row : trace) {
            container.addRowToTable(new DefaultRow(RowKey.createRowKey(id++), new IntCell(row.restart()),
                new IntCell(row.pass()), new IntCell(row.growth()), MatrixTable.number(row.objective()),
                MatrixTable.number(row.kkt()), MatrixTable.number(row.seconds())));
        }
        container.close();
        return container.getTable();
    }

    /**
     * The table does not say which restart is best, but it is the one with the smallest last objective.
     *
     * @param table as {@link #write} makes it
     * @return a curve for each restart
     */
    public static List<ConvergenceTrace> curves(final BufferedDataTable table) {
        final List<TraceRow> passes = new ArrayList<>();
        final Map<Integer, Double> last = new TreeMap<>();
        try (var rows = table.iterator()) {
            while (rows.hasNext()) {
                final DataRow row = rows.next();
                final TraceRow pass = new TraceRow((int)number(row.getCell(0)), (int)number(row.getCell(1)),
                    (int)number(row.getCell(2)), number(row.getCell(3)), number(row.getCell(4)),
                    number(row.getCell(5)));
                passes.add(pass);
                last.put(pass.restart(), pass.objective());
            }
        }
        final int best = last.entrySet().stream().min(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(0);
        return Views.traces(passes, best);
    }

    private static double number(final DataCell cell) {
        return cell.isMissing() ? Double.NaN : ((DoubleValue)cell).getDoubleValue();
    }
}
