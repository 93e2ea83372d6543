package org.noisynmf.knime.table;

import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.noisynmf.engine.device.DeviceException;

/** A call of the engine from a node: progress and cancelling go in, its exceptions come out as those of KNIME. */
public final class EngineCall {

    private EngineCall() {
    }

    /**
     * What the engine is to do.
     *
     * @param <T> type of the result
     */
    @FunctionalInterface
    public interface Work<T> {
        /**
         * @param observer hears of progress and cancels
         * @return the result
         * @throws KNIMEException if the inputs do not fit together
         */
        T run(MonitoredObserver observer) throws KNIMEException;
    }

    /**
     * @param <T> type of the result
     * @param monitor hears of progress and cancels
     * @param work what the engine is to do
     * @return its result
     * @throws CanceledExecutionException if the user cancelled
     * @throws KNIMEException if the engine refuses the inputs, or a device or the file of the data fails
     */
    public static <T> T of(final ExecutionMonitor monitor, final Work<T> work)
        throws CanceledExecutionException, KNIMEException {
        final T result;
        try {
            result = work.run(new MonitoredObserver(monitor));
        } catch (final CancellationException e) {
            monitor.checkCanceled();
            throw e;
        } catch (final IllegalArgumentException | DeviceException | UncheckedIOException e) {
            monitor.checkCanceled();
            throw Messages.failure(e);
        }
        monitor.checkCanceled();
        return result;
    }

    /**
     * @param monitor hears of progress and cancels
     * @param work what the engine is to do, without a result
     * @throws CanceledExecutionException if the user cancelled
     * @throws KNIMEException if the engine refuses the inputs or a device fails
     */
    public static void run(final ExecutionMonitor monitor, final Consumer<MonitoredObserver> work)
        throws CanceledExecutionException, KNIMEException {
        of(monitor, observer -> {
            work.accept(observer);
            return true;
        });
    }

    /**
     * @param check reads settings, or compares them with a model
     * @throws InvalidSettingsException if the engine refuses them, with its message
     */
    public static void check(final Runnable check) throws InvalidSettingsException {
        checked(() -> {
            check.run();
            return true;
        });
    }

    /**
     * @param <T> type of the settings
     * @param settings reads them
     * @return the settings
     * @throws InvalidSettingsException if the engine refuses them, with its message
     */
    public static <T> T checked(final Supplier<T> settings) throws InvalidSettingsException {
        try {
            return settings.get();
        } catch (final IllegalArgumentException e) {
            throw Messages.invalid(e);
        }
    }
}
