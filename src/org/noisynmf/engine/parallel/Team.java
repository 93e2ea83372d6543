package org.noisynmf.engine.parallel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A fixed team of threads that works through numbered tasks, phase by phase.
 *
 * <p>Tasks are handed out one by one, so that unequal tasks balance; the caller's thread is one of the team. Between
 * phases the others spin for a moment before they park, since a pass has many short phases. What a task computes must
 * not depend on the worker that runs it.
 */
public final class Team implements AutoCloseable {

    /** Polls before a waiting worker parks: about the length of a short phase. */
    private static final int SPINS = 20_000;

    /** A piece of work. */
    @FunctionalInterface
    public interface Task {
        /**
         * @param index number of the task
         * @param worker number of the worker that runs it, 0 ≤ worker &lt; {@link Team#size()}, for buffers of its own
         */
        void run(int index, int worker);
    }

    private final Thread[] m_helpers;

    private final AtomicInteger m_next = new AtomicInteger();

    private volatile int m_phase;

    private volatile CountDownLatch m_done = new CountDownLatch(0);

    private volatile Task m_task;

    private volatile int m_tasks;

    private volatile Throwable m_failure;

    private volatile boolean m_closed;

    /**
     * @param threads size of the team, ≥ 0; 0 = all cores
     */
    public Team(final int threads) {
        final int size = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        m_helpers = new Thread[size - 1];
        for (int t = 0; t < m_helpers.length; t++) {
            final int worker = t + 1;
            m_helpers[t] = new Thread(() -> help(worker), "nmf-" + worker);
            m_helpers[t].setDaemon(true);
            m_helpers[t].start();
        }
    }

    /** @return number of workers, the caller's thread included */
    public int size() {
        return m_helpers.length + 1;
    }

    /**
     * Runs tasks 0 … tasks − 1 and returns when all are done.
     *
     * @param tasks number of tasks
     * @param task what to do. Must be safe to run on several threads at once.
     */
    public void run(final int tasks, final Task task) {
        if (m_helpers.length == 0 || tasks <= 1) {
            for (int i = 0; i < tasks; i++) {
                task.run(i, 0);
            }
            return;
        }
        final CountDownLatch done = new CountDownLatch(m_helpers.length);
        m_task = task;
        m_tasks = tasks;
        m_done = done;
        m_failure = null;
        m_next.set(0);
        m_phase++;
        for (final Thread helper : m_helpers) {
            LockSupport.unpark(helper);
        }
        work(task, tasks, 0);
        await(done);
        final Throwable failure = m_failure;
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
    }

    private void work(final Task task, final int tasks, final int worker) {
        try {
            for (int i = m_next.getAndIncrement(); i < tasks; i = m_next.getAndIncrement()) {
                task.run(i, worker);
            }
        } catch (RuntimeException | Error e) {
            m_failure = e;
            m_next.set(tasks);
        }
    }

    private static void await(final CountDownLatch done) {
        for (int spin = 0; spin < SPINS; spin++) {
            if (done.getCount() == 0) {
                return;
            }
            Thread.onSpinWait();
        }
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                // the phase must end before buffers can be reused; the caller sees the interrupt afterwards
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void help(final int worker) {
        int seen = 0;
        while (true) {
            for (int spin = 0; m_phase == seen && !m_closed && spin < SPINS; spin++) {
                Thread.onSpinWait();
            }
            while (m_phase == seen && !m_closed) {
                LockSupport.park(this);
            }
            if (m_closed) {
                return;
            }
            seen++;
            final CountDownLatch done = m_done;
            work(m_task, m_tasks, worker);
            done.countDown();
        }
    }

    /** Ends the threads of the team. */
    @Override
    public void close() {
        m_closed = true;
        for (final Thread helper : m_helpers) {
            LockSupport.unpark(helper);
        }
    }
}
