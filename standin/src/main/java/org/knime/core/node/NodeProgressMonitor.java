package org.knime.core.node;

import java.util.function.Supplier;

/** Where a running node reports how far it is, and where it learns that it is to stop. */
public interface NodeProgressMonitor {

    void checkCanceled() throws CanceledExecutionException;

    void setProgress(double progress);

    void setProgress(double progress, String message);

    default void setProgress(final double progress, final Supplier<String> message) {
        setProgress(progress, message.get());
    }

    void setProgress(String message);

    void setMessage(String message);

    default void setMessage(final Supplier<String> message) {
        setMessage(message.get());
    }

    Double getProgress();

    String getMessage();

    void reset();

    void setExecuteCanceled();
}
