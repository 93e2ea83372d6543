package org.noisynmf.engine.opencl;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.device.DeviceException;
import org.noisynmf.engine.device.DeviceProblems;
import org.noisynmf.engine.device.Pass;
import org.noisynmf.engine.settings.Distance;
import org.noisynmf.engine.settings.Machine;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Penalty;

/** Chooses the device that the settings ask for. */
public final class OpenClBackend {

    private OpenClBackend() {
    }

    /**
     * Prepares passes on a device.
     *
     * @param settings the method; {@link NmfSettings#machine()} says where
     * @param observations X and V. Not modified.
     * @param rank q
     * @param free templates that may change, ascending
     * @param templates penalty on W in stored units
     * @param coefficients penalty on H in stored units
     * @param shift y ≥ 0 in stored units
     * @param warnings with {@code auto}, hears why the CPU does the work after all
     * @return the passes; empty if the CPU is to do the work
     * @throws IllegalArgumentException if a device is asked for that does not exist, or that cannot do this
     * @throws DeviceException if a device asked for by its index fails
     */
    public static Optional<Pass> open(final NmfSettings settings, final Observations observations, final int rank,
        final int[] free, final Penalty templates, final Penalty coefficients, final double shift,
        final Consumer<String> warnings) {
        final String wanted = settings.machine().device();
        final Optional<DeviceRule> rule = rule(settings);
        if (rule.isEmpty() && Machine.AUTOMATIC_DEVICE.equals(wanted)) {
            return Optional.empty();
        }
        return open(wanted, warnings, device -> {
            final DeviceRule known = rule.orElseThrow(() -> new IllegalArgumentException(settings.algorithm().title()
                + " with these settings runs on the CPU only, but device " + wanted + " is asked for"));
            // templates that grow one by one must not find the limit when most of them are there
            DeviceLayout.checkRank(settings.rank());
            return new OpenClPass(device, observations, rank, known, free, templates, coefficients, shift);
        });
    }

    /**
     * Prepares the problems of a projection on a device.
     *
     * @param wanted {@code cpu}, {@code auto}, or the index of a device
     * @param observations X and V. Not modified.
     * @param templates W, d × q, template k contiguous. Not modified.
     * @param warnings with {@code auto}, hears why the CPU does the work after all
     * @return the problems; empty if the CPU is to do the work
     * @throws IllegalArgumentException if a device is asked for that does not exist
     * @throws DeviceException if a device asked for by its index fails
     */
    public static Optional<DeviceProblems> problems(final String wanted, final Observations observations,
        final double[] templates, final Consumer<String> warnings) {
        return open(wanted, warnings,
            device -> new OpenClProblems(device, observations, templates, OpenClProblems.CHUNK_BYTES));
    }

    private static <T> Optional<T> open(final String wanted, final Consumer<String> warnings,
        final Function<OpenClDevice, T> work) {
        if (Machine.PROCESSOR.equals(wanted)) {
            return Optional.empty();
        }
        if (!Machine.AUTOMATIC_DEVICE.equals(wanted)) {
            return Optional.of(work.apply(device(Integer.parseInt(wanted))));
        }
        try {
            final Optional<OpenClDevice> device = fastest(OpenClDevices.all());
            if (device.isEmpty()) {
                warnings.accept("OpenCL has no accelerator on this machine: the CPU does the work");
            }
            return device.map(work);
        } catch (DeviceException e) {
            warnings.accept(e.cpuGoesOn());
            return Optional.empty();
        }
    }

    private static Optional<DeviceRule> rule(final NmfSettings settings) {
        return settings.rule().distance() == Distance.SQUARED_ERROR && settings.regularisation().pixelOverlap() == 0
            ? DeviceRule.of(settings)
            : Optional.empty();
    }

    /** A CPU under OpenCL is about as fast as the engine there, and slower to start, so it must be asked for. */
    private static Optional<OpenClDevice> fastest(final List<OpenClDevice> devices) {
        return devices.stream().filter(d -> !d.processor())
            .reduce(
                (a, b) -> (long)b.units() * (b.doubles() ? 2 : 1) > (long)a.units() * (a.doubles() ? 2 : 1) ? b : a);
    }

    private static OpenClDevice device(final int index) {
        final List<OpenClDevice> devices = OpenClDevices.all();
        if (index >= devices.size()) {
            throw new IllegalArgumentException("OpenCL device " + index + " is asked for, but there "
                + (devices.isEmpty() ? "is none" : "are only these: " + OpenClDevices.list()));
        }
        return devices.get(index);
    }
}
