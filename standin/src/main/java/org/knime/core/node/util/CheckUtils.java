package org.knime.core.node.util;

import org.knime.core.node.InvalidSettingsException;

/** Checks with a message; arguments go into the message as in String.format. */
public final class CheckUtils {

    private CheckUtils() {
    }

    public static void checkSetting(final boolean condition, final String message, final Object... arguments)
        throws InvalidSettingsException {
        if (!condition) {
            throw new InvalidSettingsException(text(message, arguments));
        }
    }

    public static <T> T checkSettingNotNull(final T value, final String message, final Object... arguments)
        throws InvalidSettingsException {
        checkSetting(value != null, message, arguments);
        return value;
    }

    public static void checkArgument(final boolean condition, final String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    public static void checkArgument(final boolean condition, final String message, final Object... arguments) {
        if (!condition) {
            throw new IllegalArgumentException(text(message, arguments));
        }
    }

    public static <T> T checkArgumentNotNull(final T value) {
        return checkArgumentNotNull(value, "Argument must not be null");
    }

    public static <T> T checkArgumentNotNull(final T value, final String message, final Object... arguments) {
        checkArgument(value != null, message, arguments);
        return value;
    }

    public static void checkState(final boolean condition, final String message) {
        if (!condition) {
            throw new IllegalStateException(message);
        }
    }

    public static void checkState(final boolean condition, final String message, final Object... arguments) {
        if (!condition) {
            throw new IllegalStateException(text(message, arguments));
        }
    }

    private static String text(final String message, final Object... arguments) {
        return arguments == null || arguments.length == 0 ? message : String.format(message, arguments);
    }
}
