package org.noisynmf.knime.table;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.noisynmf.engine.model.Observer;

/** Passes the engine's progress on to KNIME and KNIME's cancel on to the engine. */
public final class MonitoredObserver implements Observer {

    private final ExecutionMonitor m_monitor;

    /**
     * @param monitor of the running node
     */
    public MonitoredObserver(final ExecutionMonitor monitor) {
        m_monitor = monitor;
    }

    @Override
    public boolean cancelled() {
        try {
            m_monitor.checkCanceled();
            return false;
        } catch (final CanceledExecutionException e) {
            return true;
        }
    }

    @Override
    public void progress(final double fraction, final String message) {
        m_monitor.setProgress(fraction, message);
    }
}
