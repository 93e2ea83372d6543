package org.noisynmf.engine.evaluate;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.noisynmf.engine.model.Observer;

/**
 * Lets fits on several threads share one observer, which is called from the thread that called the engine alone: others
 * hear of a cancellation through a flag. The progress of one fit among many says nothing; that of the tasks does.
 */
public final class SharedObserver implements Observer {

    private final Observer m_observer;

    private final Thread m_caller = Thread.currentThread();

    private final AtomicInteger m_done = new AtomicInteger();

    private volatile boolean m_cancelled;

    private int m_tasks = 1;

    private double m_from;

    private double m_share = 1;

    private String m_message = "";

    /**
     * @param observer to be called from the present thread
     */
    public SharedObserver(final Observer observer) {
        m_observer = observer;
    }

    @Override
    public boolean cancelled() {
        if (!m_cancelled && Thread.currentThread() == m_caller && m_observer.cancelled()) {
            m_cancelled = true;
        }
        return m_cancelled;
    }

    @Override
    public void progress(final double fraction, final String message) {
        // of one fit among many
    }

    /** @throws CancellationException if it was cancelled */
    public void check() {
        if (cancelled()) {
            throw new CancellationException("Cancelled");
        }
    }

    /**
     * Begins tasks that are all of the work. To be called from the observer's thread.
     *
     * @param tasks number of tasks, ≥ 1
     * @param message what is being done, for people
     */
    public void begin(final int tasks, final String message) {
        begin(tasks, message, 0, 1);
    }

    /**
     * Begins tasks that are a part of the work. To be called from the observer's thread.
     *
     * @param tasks number of tasks, ≥ 1
     * @param message what is being done, for people
     * @param from fraction of the work done before, 0 to 1
     * @param share of the tasks in the work, 0 to 1
     */
    public void begin(final int tasks, final String message, final double from, final double share) {
        m_tasks = tasks;
        m_message = message;
        m_from = from;
        m_share = share;
        m_done.set(0);
        m_observer.progress(from, message);
    }

    /** One task more is done; any thread. */
    public void done() {
        final int done = m_done.incrementAndGet();
        if (Thread.currentThread() == m_caller) {
            m_observer.progress(m_from + m_share * done / m_tasks, m_message);
        }
    }
}
