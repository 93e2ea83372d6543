package org.noisynmf.engine.pass;

import java.util.Optional;
import java.util.function.Consumer;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.device.Pass;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Penalty;

/** Prepares passes on a device, see {@code OpenClBackend.open}. */
@FunctionalInterface
public interface PassOpener {

    /**
     * @param settings the method; {@link NmfSettings#machine()} says where
     * @param data the observations. Not modified.
     * @param rank q
     * @param free templates that may change, ascending
     * @param templates penalty on W in stored units
     * @param coefficients penalty on H in stored units
     * @param shift y ≥ 0 in stored units
     * @param warnings hears why the CPU does the work after all
     * @return the passes; empty if the CPU is to do the work
     */
    Optional<Pass> open(NmfSettings settings, Observations data, int rank, int[] free, Penalty templates,
        Penalty coefficients, double shift, Consumer<String> warnings);
}
