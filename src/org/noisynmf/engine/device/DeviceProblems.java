package org.noisynmf.engine.device;

import org.noisynmf.engine.storage.Precision;

/**
 * The problems of observations on given templates, formed by a device: b_j = Wᵀ(V∘X)_j and, unless all observations
 * share it, G_j = Wᵀ diag(V_j) W, in stored units of the observations.
 *
 * <p>The observations are gone through once, range by range, while the caller works on the range before:
 * {@link #start} lets the device begin with the next range, {@link #problems} waits for it. Not thread-safe. Every
 * method but {@link #close} throws {@link DeviceException} if the device fails.
 */
public interface DeviceProblems extends AutoCloseable {

    /** @return name of the device and the precision it works in, for people */
    String description();

    /** @return the precision in which data are held and multiplied there; sums are more precise */
    Precision precision();

    /**
     * Begins with the next range, which starts where the one before ended, at first with observation 0; only after the
     * problems of the one before were asked for, and not after the last observation.
     *
     * @return end of the range, exclusive
     */
    int start();

    /**
     * Waits for the range begun last.
     *
     * @return its problems one after the other: b_j, q values, and unless the observations are uniform the upper
     *         triangle of G_j, q(q+1)/2 values packed by rows. Valid until this is called again. Read-only.
     */
    double[] problems();

    /** Frees what is held on the device. */
    @Override
    void close();
}
