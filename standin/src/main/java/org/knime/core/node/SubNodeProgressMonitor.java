package org.knime.core.node;

/** A share of its parent's progress. Children that run side by side add up; none goes back. */
final class SubNodeProgressMonitor extends DefaultNodeProgressMonitor {

    private final NodeProgressMonitor m_parent;

    private final double m_share;

    private final boolean m_silent;

    private double m_last;

    SubNodeProgressMonitor(final NodeProgressMonitor parent, final double share, final boolean silent) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("Invalid sub progress size: " + share);
        }
        m_parent = parent;
        m_share = share;
        m_silent = silent;
    }

    @Override
    public void checkCanceled() throws CanceledExecutionException {
        m_parent.checkCanceled();
    }

    @Override
    public void setExecuteCanceled() {
        m_parent.setExecuteCanceled();
    }

    @Override
    public void setProgress(final double progress) {
        synchronized (m_parent) {
            double now = Math.max(m_last, Math.min(1, progress));
            if (now > m_last) {
                double before = m_parent.getProgress() == null ? 0 : m_parent.getProgress();
                m_parent.setProgress(Math.min(1, before + m_share * (now - m_last)));
                m_last = now;
            }
        }
    }

    @Override
    public Double getProgress() {
        return m_last;
    }

    @Override
    public void setMessage(final String message) {
        super.setMessage(message);
        if (!m_silent) {
            m_parent.setMessage(message);
        }
    }
}
