package org.noisynmf.engine.pass;

import java.util.List;
import java.util.Optional;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.device.DeviceException;
import org.noisynmf.engine.device.Pass;
import org.noisynmf.engine.settings.NmfSettings;

/**
 * The device that the settings of a factorisation name, opened when the first pass is prepared and closed at the end.
 *
 * <p>A device chosen automatically that fails is given up with a warning, and the CPU goes on; one named by its index
 * fails the factorisation.
 */
public final class Device implements AutoCloseable {

    private final NmfSettings m_settings;

    private final PassOpener m_opener;

    private final List<String> m_warnings;

    private Optional<Pass> m_pass = Optional.empty();

    private int m_rank;

    private boolean m_givenUp;

    private String m_description = Pass.CPU;

    /**
     * @param settings the method
     * @param opener prepares passes
     * @param warnings receives what the user should know. Modified.
     */
    public Device(final NmfSettings settings, final PassOpener opener, final List<String> warnings) {
        m_settings = settings;
        m_opener = opener;
        m_warnings = warnings;
        m_givenUp = settings.machine().processorOnly();
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
    public void open(final Observations data, final int rank, final int[] free, final Penalties penalties,
        final ShiftMoments shift) {
        if (m_givenUp || m_pass.isPresent() && m_rank == rank) {
            return;
        }
        close();
        m_rank = rank;
        m_pass = m_opener.open(m_settings, data, rank, free, penalties.templates(), penalties.coefficients(),
            shift.scalar(), m_warnings::add);
        m_givenUp = m_pass.isEmpty();
        m_description = m_pass.map(Pass::description).orElse(Pass.CPU);
    }

    /**
     * Leaves the work to the CPU.
     *
     * @param what has no loops for devices, fit to begin a sentence
     * @throws IllegalArgumentException if the settings name a device by its index
     */
    public void leaveToCpu(final String what) {
        if (!m_settings.machine().processorOnly() && !m_settings.machine().automatic()) {
            throw new IllegalArgumentException(
                what + " runs on the CPU only, but device " + m_settings.machine().device() + " is asked for");
        }
        m_givenUp = true;
    }

    /** @return whether passes are made here */
    public boolean ready() {
        return m_pass.isPresent();
    }

    /** @return the passes made here, while they are */
    Optional<Pass> pass() {
        return m_pass;
    }

    /** @return the device, or the CPU, for people */
    public String description() {
        return m_description;
    }

    /**
     * Gives the device up.
     *
     * @param failure what happened; thrown again if the settings name the device by its index
     */
    void failed(final DeviceException failure) {
        close();
        if (!m_settings.machine().automatic()) {
            throw failure;
        }
        m_warnings.add(failure.cpuGoesOn());
        m_description = Pass.CPU;
        m_givenUp = true;
    }

    @Override
    public void close() {
        m_pass.ifPresent(Pass::close);
        m_pass = Optional.empty();
    }
}
