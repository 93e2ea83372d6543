package org.noisynmf.engine.model;

import java.util.concurrent.CancellationException;

/** Hears of progress, from the thread that called the engine, and may cancel, asked from any thread. */
public interface Observer {

    /** Hears nothing and never cancels. */
    Observer NONE = new Observer() {
        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public void progress(final double fraction, final String message) {
            // nobody is listening
        }
    };

    /** @return whether the work should end at the next possible moment; asked several times a pass */
    boolean cancelled();

    /**
     * Ends the work at a place where nothing is half done.
     *
     * @throws CancellationException if it should end
     */
    default void throwIfCancelled() {
        if (cancelled()) {
            throw new CancellationException("Cancelled");
        }
    }

    /**
     * @param fraction done so far, 0 to 1
     * @param message what is being done, for people
     */
    void progress(double fraction, String message);
}
