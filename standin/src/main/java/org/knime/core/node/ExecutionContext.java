package org.knime.core.node;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.DataContainerSettings;

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
