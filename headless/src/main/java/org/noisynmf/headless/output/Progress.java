package org.noisynmf.headless.output;

import org.noisynmf.engine.model.Observer;

/**
 * The engine's progress on the console.
 *
 * @param console where it is shown
 */
public record Progress(Console console) implements Observer {

    @Override
    public boolean cancelled() {
        return Thread.currentThread().isInterrupted();
    }

    @Override
    public void progress(final double fraction, final String message) {
        console.progress(fraction, message);
    }
}
