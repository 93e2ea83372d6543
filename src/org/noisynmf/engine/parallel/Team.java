package org.noisynmf.engine.parallel;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * A fixed team of threads that works through numbered tasks, phase by phase.
 *
 * <p>Tasks are handed out one by one, so that unequal tasks balance. The caller's thread is one of the team and never
 * waits for a helper that has not begun: on a busy machine it does the work itself. Between phases helpers spin for a
 * moment before they park, since a pass has many short phases. What a task computes must depend neither on the worker that
 * runs it nor on the tasks done before it; tests hand out tasks in other orders.
 */
public class Team implements AutoCloseable {

    /** Polls before a waiting thread parks: about the length of a short phase. */
    private static final int SPINS = 5_000;

    /** A piece of work. */
    @FunctionalInterface
    public interface Task {
        /**
         * @param index number of the task
         * @param worker number of the worker that runs it, 0 ≤ worker &lt; {@link Team#size()}, for buffers of its own
         */
        void run(int index, int worker);
    }

    /** The tasks of one call. */
    private static final class Phase {

        /** Subtracted from the number of helpers at work when the phase is closed to further ones. */
        private static final int CLOSED = 1 << 30;

        private final Task m_task;

        private final int m_tasks;

        private final Thread m_caller = Thread.currentThread();

        private final AtomicInteger m_next = new AtomicInteger();

        /** Helpers at work; once closed, that number minus {@link #CLOSED}. */
        private final AtomicInteger m_helpers = new AtomicInteger();

        private volatile @Nullable Throwable m_failure;

        Phase(final Task task, final int tasks) {
            m_task = task;
            m_tasks = tasks;
        }

        /** Does tasks until none are left. */
        void work(final int worker) {
            try {
                for (int i = m_next.getAndIncrement(); i < m_tasks; i = m_next.getAndIncrement()) {
                    m_task.run(i, worker);
                }
            } catch (RuntimeException | Error e) {
                m_failure = e;
                m_next.set(m_tasks);
            }
        }

        /** Joins, works and leaves, unless the phase is closed. */
        void help(final int worker) {
            for (int helpers = m_helpers.get(); helpers >= 0; helpers = m_helpers.get()) {
                if (m_helpers.compareAndSet(helpers, helpers + 1)) {
                    work(worker);
                    if (m_helpers.decrementAndGet() == -CLOSED) {
                        LockSupport.unpark(m_caller);
                    }
                    return;
                }
            }
        }

        /** Closes the phase and waits for the helpers still at work. */
        void finish() {
            m_helpers.addAndGet(-CLOSED);
            for (int spin = 0; m_helpers.get() != -CLOSED && spin < SPINS; spin++) {
                Thread.onSpinWait();
            }
            boolean interrupted = false;
            while (m_helpers.get() != -CLOSED) {
                LockSupport.park(this);
                // the phase must end before buffers can be reused; the caller sees the interrupt afterwards
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                m_caller.interrupt();
            }
            if (m_failure instanceof Error e) {
                throw e;
            }
            if (m_failure instanceof RuntimeException e) {
                throw e;
            }
        }
    }

    private final Thread[] m_helpers;

    private volatile @Nullable Phase m_phase;

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
    public final int size() {
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
        final Phase phase = new Phase(task, tasks);
        m_phase = phase;
        for (final Thread helper : m_helpers) {
            LockSupport.unpark(helper);
        }
        phase.work(0);
        phase.finish();
    }

    private void help(final int worker) {
        @Nullable
        Phase seen = null;
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
            seen = Objects.requireNonNull(m_phase);
            seen.help(worker);
        }
    }

    /** Ends the threads of the team. */
    @Override
    public final void close() {
        m_closed = true;
        for (final Thread helper : m_helpers) {
            LockSupport.unpark(helper);
        }
    }
}
