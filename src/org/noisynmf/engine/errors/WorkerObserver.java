package org.noisynmf.engine.errors;

import org.noisynmf.engine.model.Observer;

/**
 * What a worker of a team tells: whether to end it may ask on any thread, but of progress the caller hears on its own thread
 * and of whole tasks only.
 *
 * @param observer the caller's
 */
record WorkerObserver(Observer observer) implements Observer {

    @Override
    public boolean cancelled() {
        return observer.cancelled();
    }

    @Override
    public void progress(final double fraction, final String message) {
        // tasks are counted, not what they do
    }

    /**
     * @param worker number of the worker; only that of the caller's thread tells
     * @param done tasks that are done
     * @param tasks how many there are
     * @param what they are, such as "bootstrap samples"
     */
    void done(final int worker, final int done, final int tasks, final String what) {
        if (worker == 0) {
            observer.progress((double)done / tasks, done + " of " + tasks + " " + what);
        }
    }
}
