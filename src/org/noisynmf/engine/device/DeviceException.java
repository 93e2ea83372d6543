package org.noisynmf.engine.device;

import org.jspecify.annotations.Nullable;

/** A device is missing, or failed; the message says which and how. */
public final class DeviceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * @param message what happened, a sentence without its full stop
     * @param cause what the driver said; null if nothing
     */
    public DeviceException(final String message, final @Nullable Throwable cause) {
        super(message, cause);
    }

    /** @return the warning that the CPU goes on, where the device was chosen automatically */
    public String cpuGoesOn() {
        return getMessage() + ": the CPU does the work";
    }
}
