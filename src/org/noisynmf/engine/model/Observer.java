package org.noisynmf.engine.model;

import java.util.concurrent.CancellationException;

/**
 * The caller of a long computation: hears of progress on the thread that called; any thread may ask it whether to
 * cancel.
 */
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

    /**
     * Listens to one part of the work, so that progress goes from 0 to 1 over all of it.
     *
     * @param from fraction of the work done before this part, 0 to 1
     * @param share of the part in the work, 0 to 1 − from
     * @return hears of the part
     */
    default Observer part(final double from, final double share) {
        final Observer whole = this;
        return new Observer() {
            @Override
            public boolean cancelled() {
                return whole.cancelled();
            }

            @Override
            public void progress(final double fraction, final String message) {
                whole.progress(from + share * fraction, message);
            }
        };
    }
}
