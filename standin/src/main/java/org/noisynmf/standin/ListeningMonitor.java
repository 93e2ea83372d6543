package org.noisynmf.standin;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.NodeProgressMonitor;

/** Hands a node's progress to a listener, and its wish to cancel to the node. */
final class ListeningMonitor implements NodeProgressMonitor {

    private final ExecutionListener m_listener;

    private volatile boolean m_canceled;

    private volatile Double m_progress;

    private volatile String m_message;

    ListeningMonitor(final ExecutionListener listener) {
        m_listener = listener;
    }

    @Override
    public void checkCanceled() throws CanceledExecutionException {
        if (m_canceled || m_listener.isCancelled()) {
            throw new CanceledExecutionException(CanceledExecutionException.DEFAULT_CANCEL_MESSAGE);
        }
    }

    private void report() {
        m_listener.progress(m_progress == null ? Double.NaN : m_progress, m_message);
    }

    @Override
    public void setProgress(final double progress) {
        // as KNIME does: others, and NaN, are ignored
        if (progress >= 0 && progress <= 1) {
            m_progress = progress;
            report();
        }
    }

    @Override
    public void setProgress(final double progress, final String message) {
        m_message = message;
        setProgress(progress);
    }

    @Override
    public void setProgress(final String message) {
        setMessage(message);
    }

    @Override
    public void setMessage(final String message) {
        m_message = message;
        report();
    }

    @Override
    public Double getProgress() {
        return m_progress;
    }

    @Override
    public String getMessage() {
        return m_message;
    }

    @Override
    public void reset() {
        m_canceled = false;
        m_progress = null;
        m_message = null;
    }

    @Override
    public void setExecuteCanceled() {
        m_canceled = true;
    }
}
