package org.noisynmf.engine.solve;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.noisynmf.engine.model.NmfSettings;
import org.noisynmf.engine.model.Observations;
import org.noisynmf.engine.model.Penalty;
import org.noisynmf.engine.moments.DeviceException;
import org.noisynmf.engine.moments.DevicePass;
import org.noisynmf.engine.opencl.OpenClBackend;

/**
 * The device that the settings of a factorisation name, opened when the first pass is prepared and closed at the end.
 *
 * <p>A device chosen automatically that fails is given up with a warning, and the CPU goes on; one named by its index
 * fails the factorisation.
 */
final class Device implements AutoCloseable {

    /** Prepares passes on a device, see {@link OpenClBackend#open}. */
    @FunctionalInterface
    interface Opener {

        /**
         * @param settings the method; {@link NmfSettings#device()} says where
         * @param data the observations. Not modified.
         * @param rank q
         * @param free templates that may change, ascending
         * @param templates penalty on W in stored units
         * @param coefficients penalty on H in stored units
         * @param shift y ≥ 0 in stored units
         * @param warnings hears why the CPU does the work after all
         * @return the passes; empty if the CPU is to do the work
         */
        Optional<DevicePass> open(NmfSettings settings, Observations data, int rank, int[] free, Penalty templates,
            Penalty coefficients, double shift, Consumer<String> warnings);
    }

    private final NmfSettings m_settings;

    private final Opener m_opener;

    private final List<String> m_warnings;

    private Optional<DevicePass> m_pass = Optional.empty();

    private int m_rank;

    private boolean m_givenUp;

    private String m_description = OpenClBackend.CPU;

    /**
     * @param settings the method
     * @param opener prepares passes
     * @param warnings receives what the user should know. Modified.
     */
    Device(final NmfSettings settings, final Opener opener, final List<String> warnings) {
        m_settings = settings;
        m_opener = opener;
        m_warnings = warnings;
        m_givenUp = NmfSettings.PROCESSOR.equals(settings.device());
    }

    /** @return a device that leaves all work to the CPU */
    static Device none() {
        return new Device(NmfSettings.builder().build(), OpenClBackend::open, List.of());
    }

    /**
     * Prepares passes of one rank.
     *
     * @param data the observations. Not modified.
     * @param rank q
     * @param free templates that may change, ascending
     * @param penalties in stored units
     * @param shift y s of Shift-NMF
     */
    void open(final Observations data, final int rank, final int[] free, final Penalties penalties,
        final ShiftMoments shift) {
        if (m_givenUp || m_pass.isPresent() && m_rank == rank) {
            return;
        }
        close();
        m_rank = rank;
        m_pass = m_opener.open(m_settings, data, rank, free, penalties.templates(), penalties.coefficients(),
            shift.scalar(), m_warnings::add);
        m_givenUp = m_pass.isEmpty();
        m_description = m_pass.map(DevicePass::description).orElse(OpenClBackend.CPU);
    }

    /**
     * Leaves the work to the CPU.
     *
     * @param what has no loops for devices, fit to begin a sentence
     * @throws IllegalArgumentException if the settings name a device by its index
     */
    void leaveToCpu(final String what) {
        if (!NmfSettings.PROCESSOR.equals(m_settings.device())
            && !NmfSettings.AUTOMATIC_DEVICE.equals(m_settings.device())) {
            throw new IllegalArgumentException(
                what + " runs on the CPU only, but device " + m_settings.device() + " is asked for");
        }
        m_givenUp = true;
    }

    /** @return whether passes are made here */
    boolean ready() {
        return m_pass.isPresent();
    }

    /** @return the device, or the CPU, for people */
    String description() {
        return m_description;
    }

    private void failed(final DeviceException failure) {
        close();
        if (!NmfSettings.AUTOMATIC_DEVICE.equals(m_settings.device())) {
            throw failure;
        }
        m_warnings.add(OpenClBackend.fallback(failure));
        m_description = OpenClBackend.CPU;
        m_givenUp = true;
    }

    /**
     * The H side, see {@link DevicePass#observations}.
     *
     * @param w W, d × q. Not modified.
     * @param from H from which to step, q × n. Not modified.
     * @param origin H from which to extrapolate, q × n. Not modified.
     * @param beta length of the extrapolation, ≥ 0
     * @param stepped receives the stepped H. Modified.
     * @param used receives the extrapolated H. Modified.
     * @return whether it was done; if not, the CPU must do it
     */
    boolean observations(final double[] w, final double[] from, final double[] origin, final double beta,
        final double[] stepped, final double[] used) {
        if (m_pass.isEmpty()) {
            return false;
        }
        try {
            m_pass.get().observations(w, from, origin, beta, stepped, used);
            return true;
        } catch (DeviceException e) {
            failed(e);
            return false;
        }
    }

    /**
     * The W side, see {@link DevicePass#pixels}.
     *
     * @param w W, d × q. Not modified.
     * @param stepped receives the stepped W. Modified.
     * @return whether it was done; if not, the CPU must do both sides
     */
    boolean pixels(final double[] w, final double[] stepped) {
        try {
            m_pass.orElseThrow().pixels(w, stepped);
            return true;
        } catch (DeviceException e) {
            failed(e);
            return false;
        }
    }

    /** @return the sums and the projected gradient of the last pass; only while {@link #ready} */
    DevicePass pass() {
        return m_pass.orElseThrow();
    }

    @Override
    public void close() {
        m_pass.ifPresent(DevicePass::close);
        m_pass = Optional.empty();
    }
}
