package org.noisynmf.spark.command;

import java.io.IOException;

import org.apache.spark.sql.AnalysisException;
import org.jspecify.annotations.Nullable;

/** Tells faults of the input, which one line explains, from faults of the program or the cluster, which need a trace. */
final class Failure {

    private Failure() {
    }

    /**
     * @param failure what ended a command, perhaps wrapped by Spark
     * @return one line for the user; null if it is no fault of the input
     */
    static @Nullable String message(final Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException || cause instanceof IOException
                || cause instanceof AnalysisException) {
                final String message = cause.getMessage();
                return message == null ? cause.getClass().getSimpleName() : message.lines().findFirst().orElse("");
            }
        }
        return null;
    }
}
