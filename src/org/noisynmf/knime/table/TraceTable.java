package org.noisynmf.knime.table;

import java.util.List;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.noisynmf.engine.model.TraceRow;

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
}
