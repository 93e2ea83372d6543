package org.noisynmf.knime.table;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;

/** The words of a node: counted things, places in tables, and what KNIME shows of an exception, one sentence or more. */
public final class Messages {

    private Messages() {
    }

    /**
     * @param rowId of the row
     * @param columns where its pixels are
     * @param pixel index of the pixel
     * @return words for a cell
     */
    public static String place(final String rowId, final PixelColumns columns, final int pixel) {
        return "row \"" + rowId + "\", " + (columns.isVector()
            ? "position " + pixel + " (from 0) of column \"" + columns.names().get(0) + "\""
            : "column \"" + columns.names().get(pixel) + "\"");
    }

    /**
     * @param message what an exception says; engine and readers leave out the last full stop, nodes do not
     * @return the same with its full stop
     */
    public static String sentence(final @Nullable String message) {
        return message == null ? "" : message.isEmpty() || ".!?…".indexOf(message.charAt(message.length() - 1)) >= 0
            ? message : message + ".";
    }

    /**
     * @param messages what the user should know. Not modified.
     * @return one line each, with their full stops
     */
    public static String lines(final List<String> messages) {
        return messages.stream().map(Messages::sentence).collect(Collectors.joining("\n"));
    }

    /**
     * @param cause what happened while a node was executed
     * @return the same for KNIME
     */
    public static KNIMEException failure(final Exception cause) {
        return failure("", cause);
    }

    /**
     * @param before what the message begins with
     * @param cause what happened while a node was executed
     * @return the same for KNIME
     */
    public static KNIMEException failure(final String before, final Exception cause) {
        final Throwable said = cause.getCause();
        return new KNIMEException(
            before + sentence((cause instanceof UncheckedIOException && said != null ? said : cause).getMessage()),
            cause);
    }

    /**
     * @param cause what is wrong with the settings
     * @return the same for KNIME
     */
    public static InvalidSettingsException invalid(final Exception cause) {
        return invalid("", cause);
    }

    /**
     * @param before what the message begins with
     * @param cause what is wrong with the settings
     * @return the same for KNIME
     */
    public static InvalidSettingsException invalid(final String before, final Exception cause) {
        return new InvalidSettingsException(before + sentence(cause.getMessage()), cause);
    }
}
