package org.noisynmf.headless.output;

import org.noisynmf.engine.model.Observer;

/**
 * The engine's progress on the console.
 *
 * @param console where it is shown
 * @param interruption tells whether the work is to end
 */
public record Progress(Console console, Interruption interruption) implements Observer {

    @Override
    public boolean cancelled() {
        return interruption.requested() || Thread.currentThread().isInterrupted();
    }

    @Override
    public void progress(final double fraction, final String message) {
        console.progress(fraction, message);
    }
}
