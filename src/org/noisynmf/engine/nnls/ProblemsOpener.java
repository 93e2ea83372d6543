package org.noisynmf.engine.nnls;

import java.util.Optional;
import java.util.function.Consumer;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.device.DeviceProblems;

/** Prepares the problems on a device, see {@code OpenClBackend.problems}. */
@FunctionalInterface
interface ProblemsOpener {

    /**
     * @param wanted {@code cpu}, {@code auto}, or the index of a device
     * @param data the observations. Not modified.
     * @param templates W, d × q. Not modified.
     * @param warnings hears why the CPU does the work after all
     * @return the problems; empty if the CPU is to form them
     */
    Optional<DeviceProblems> open(String wanted, Observations data, double[] templates, Consumer<String> warnings);
}
