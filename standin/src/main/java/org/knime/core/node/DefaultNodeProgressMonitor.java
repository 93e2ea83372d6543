package org.knime.core.node;

/** Keeps the last value and message. */
class DefaultNodeProgressMonitor implements NodeProgressMonitor {

    private volatile boolean m_canceled;

    private volatile Double m_progress;

    private volatile String m_message;

    @Override
    public void checkCanceled() throws CanceledExecutionException {
        if (m_canceled) {
            throw new CanceledExecutionException(CanceledExecutionException.DEFAULT_CANCEL_MESSAGE);
        }
    }

    @Override
    public void setProgress(final double progress) {
        // others, and NaN, are ignored
        if (progress >= 0 && progress <= 1) {
            m_progress = progress;
        }
    }

    @Override
    public void setProgress(final double progress, final String message) {
        setProgress(progress);
        setMessage(message);
    }

    @Override
    public void setProgress(final String message) {
        setMessage(message);
    }

    @Override
    public void setMessage(final String message) {
        m_message = message;
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
