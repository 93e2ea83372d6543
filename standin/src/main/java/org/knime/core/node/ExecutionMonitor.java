package org.knime.core.node;

import java.util.function.Supplier;

/** Progress and cancellation, handed to whatever takes long. */
public class ExecutionMonitor {

    private final NodeProgressMonitor m_monitor;

    public ExecutionMonitor() {
        this(null);
    }

    public ExecutionMonitor(final NodeProgressMonitor monitor) {
        m_monitor = monitor == null ? new DefaultNodeProgressMonitor() : monitor;
    }

    public final NodeProgressMonitor getProgressMonitor() {
        return m_monitor;
    }

    public void checkCanceled() throws CanceledExecutionException {
        m_monitor.checkCanceled();
    }

    public void setProgress(final double progress) {
        m_monitor.setProgress(progress);
    }

    public void setProgress(final double progress, final String message) {
        m_monitor.setProgress(progress, message);
    }

    public void setProgress(final double progress, final Supplier<String> message) {
        m_monitor.setProgress(progress, message);
    }

    public void setProgress(final String message) {
        m_monitor.setProgress(message);
    }

    public void setMessage(final String message) {
        m_monitor.setMessage(message);
    }

    public void setMessage(final Supplier<String> message) {
        m_monitor.setMessage(message);
    }

    /** @param share of this monitor's progress, 0 to 1 */
    public ExecutionMonitor createSubProgress(final double share) {
        return new ExecutionMonitor(subMonitor(share, false));
    }

    /** As {@link #createSubProgress(double)}, but messages stay here. */
    public ExecutionMonitor createSilentSubProgress(final double share) {
        return new ExecutionMonitor(subMonitor(share, true));
    }

    NodeProgressMonitor subMonitor(final double share, final boolean silent) {
        return new SubNodeProgressMonitor(m_monitor, share, silent);
    }
}
