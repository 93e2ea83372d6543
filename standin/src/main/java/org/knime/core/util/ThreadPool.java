package org.knime.core.util;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.knime.core.node.workflow.NodeContext;

/** Runs tasks in daemon threads, at most so many at a time; a task sees the node context of whoever submitted it. */
public class ThreadPool {

    private static final long KEEP_ALIVE_SECONDS = 10;

    private static final ThreadLocal<ThreadPool> CURRENT = new ThreadLocal<>();

    private final ExecutorService m_threads;

    private final Semaphore m_permits;

    private final int m_maxThreads;

    public ThreadPool(final int maxThreads) {
        m_maxThreads = maxThreads;
        m_permits = new Semaphore(maxThreads, true);
        m_threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS,
            new SynchronousQueue<>(), task -> {
                var thread = new Thread(task, "KNIME-Worker");
                thread.setDaemon(true);
                return thread;
            });
    }

    public int getMaxThreads() {
        return m_maxThreads;
    }

    public <T> Future<T> enqueue(final Callable<T> task) {
        var context = NodeContext.getContext();
        var future = new FutureTask<T>(() -> {
            m_permits.acquire();
            CURRENT.set(this);
            NodeContext.pushContext(context);
            try {
                return task.call();
            } finally {
                NodeContext.removeLastContext();
                CURRENT.remove();
                m_permits.release();
            }
        });
        m_threads.execute(future);
        return future;
    }

    public Future<?> enqueue(final Runnable task) {
        return enqueue(() -> {
            task.run();
            return null;
        });
    }

    public <T> Future<T> submit(final Callable<T> task) throws InterruptedException {
        return enqueue(task);
    }

    public Future<?> submit(final Runnable task) throws InterruptedException {
        return enqueue(task);
    }

    /** Runs a task that waits for others of this pool, without counting the waiting thread. */
    public <T> T runInvisible(final Callable<T> task) throws ExecutionException, InterruptedException {
        boolean isWorker = CURRENT.get() == this;
        if (isWorker) {
            m_permits.release();
        }
        try {
            return task.call();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new ExecutionException(e);
        } finally {
            if (isWorker) {
                m_permits.acquire();
            }
        }
    }
}
