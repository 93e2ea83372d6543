package org.knime.core.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.container.DataContainerSettings;
import org.knime.core.data.def.DefaultRow;

/** An execution monitor that can make tables. */
public class ExecutionContext extends ExecutionMonitor {

    /** @param node must be null: nothing of the node is needed here */
    public ExecutionContext(final NodeProgressMonitor monitor, final Node node) {
        super(monitor);
        if (node != null) {
            throw new IllegalArgumentException("The stand-in's execution contexts have no node");
        }
    }

    public BufferedDataContainer createDataContainer(final DataTableSpec spec) {
        return new BufferedDataContainer(spec, DataContainerSettings.getDefault());
    }

    public BufferedDataContainer createDataContainer(final DataTableSpec spec, final boolean initializeDomain) {
        return createDataContainer(spec,
            DataContainerSettings.builder().withInitializedDomain(initializeDomain).build());
    }

    public BufferedDataContainer createDataContainer(final DataTableSpec spec, final DataContainerSettings settings) {
        return new BufferedDataContainer(spec, settings);
    }

    public BufferedDataTable createBufferedDataTable(final DataTable table, final ExecutionMonitor monitor)
        throws CanceledExecutionException {
        if (table instanceof BufferedDataTable buffered) {
            return buffered;
        }
        var container = createDataContainer(table.getDataTableSpec(), true);
        for (DataRow row : table) {
            monitor.checkCanceled();
            container.addRowToTable(row);
        }
        container.close();
        return container.getTable();
    }

    public BufferedDataTable createSpecReplacerTable(final BufferedDataTable table, final DataTableSpec spec) {
        return table.withSpec(spec);
    }

    public BufferedDataTable createColumnRearrangeTable(final BufferedDataTable table,
        final ColumnRearranger rearranger, final ExecutionMonitor monitor) throws CanceledExecutionException {
        var spec = rearranger.createSpec();
        var columns = table.getDataTableSpec().columnsToIndices(spec.getColumnNames());
        var rows = new ArrayList<DataRow>();
        for (DataRow row : table) {
            monitor.checkCanceled();
            rows.add(new DefaultRow(row.getKey(), Arrays.stream(columns).mapToObj(row::getCell).toList()));
        }
        return new BufferedDataTable(spec, rows);
    }

    public BufferedDataTable createJoinedTable(final BufferedDataTable left, final BufferedDataTable right,
        final ExecutionMonitor monitor) throws CanceledExecutionException {
        var spec = new DataTableSpec(left.getDataTableSpec(), right.getDataTableSpec());
        if (left.size() != right.size()) {
            throw new IllegalArgumentException("Tables can't be joined, non matching row counts: " + left.size()
                + " vs. " + right.size());
        }
        var rows = new ArrayList<DataRow>();
        try (var first = left.iterator(); var second = right.iterator()) {
            while (first.hasNext()) {
                monitor.checkCanceled();
                var a = first.next();
                var b = second.next();
                if (!a.getKey().equals(b.getKey())) {
                    throw new IllegalArgumentException("Tables contain non-matching rows or are sorted differently, "
                        + "keys in row " + rows.size() + " do not match: \"" + a.getKey() + "\" vs. \"" + b.getKey()
                        + "\"");
                }
                rows.add(new DefaultRow(a.getKey(), Stream.of(a, b)
                    .flatMap(row -> IntStream.range(0, row.getNumCells()).mapToObj(row::getCell)).toList()));
            }
        }
        return new BufferedDataTable(spec, rows);
    }

    public BufferedDataTable createVoidTable(final DataTableSpec spec) {
        var container = createDataContainer(spec, true);
        container.close();
        return container.getTable();
    }

    public ExecutionContext createSubExecutionContext(final double share) {
        return new ExecutionContext(subMonitor(share, false), null);
    }

    public ExecutionContext createSilentSubExecutionContext(final double share) {
        return new ExecutionContext(subMonitor(share, true), null);
    }
}
