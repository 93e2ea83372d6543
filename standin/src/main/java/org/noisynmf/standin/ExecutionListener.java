package org.noisynmf.standin;

/** Watches one execution; called from whichever thread reports. */
public interface ExecutionListener {

    /** Hears nothing and never cancels. */
    ExecutionListener NONE = new ExecutionListener() {
    };

    /**
     * @param fraction done, 0 to 1; NaN while the node has not said
     * @param message what the node is doing, null if it has not said
     */
    default void progress(final double fraction, final String message) {
    }

    /** @return whether the node is to stop; asked whenever the node checks */
    default boolean isCancelled() {
        return false;
    }
}
