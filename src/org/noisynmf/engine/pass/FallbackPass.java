package org.noisynmf.engine.pass;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.device.Change;
import org.noisynmf.engine.device.DeviceException;
import org.noisynmf.engine.device.Pass;
import org.noisynmf.engine.model.Observer;

/** Passes made by a device as long as it works, and by the CPU from the pass in which it failed. */
public final class FallbackPass implements Pass {

    private final Device m_device;

    private final CpuPass m_cpu;

    private final Observer m_observer;

    /** Who makes the present pass. */
    private Pass m_maker;

    /** The H side of the present pass. */
    private @Nullable Request m_request;

    private record Request(double[] w, double[] from, double[] origin, double beta, double[] stepped, double[] used) {

        void to(final Pass maker) {
            maker.observations(w, from, origin, beta, stepped, used);
        }
    }

    /**
     * @param device makes the passes as long as it is ready
     * @param cpu makes the others
     * @param observer asked whether to go on
     */
    public FallbackPass(final Device device, final CpuPass cpu, final Observer observer) {
        m_device = device;
        m_cpu = cpu;
        m_observer = observer;
        m_maker = cpu;
    }

    @Override
    public String description() {
        return m_device.description();
    }

    @Override
    public void observations(final double[] w, final double[] from, final double[] origin, final double beta,
        final double[] stepped, final double[] used) {
        m_observer.throwIfCancelled();
        final Request request = new Request(w, from, origin, beta, stepped, used);
        m_request = request;
        m_maker = m_device.pass().orElse(m_cpu);
        try {
            request.to(m_maker);
        } catch (DeviceException e) {
            giveUp(e, request);
        }
        m_observer.throwIfCancelled();
    }

    @Override
    public void pixels(final double[] w, final double[] stepped) {
        if (m_maker != m_cpu) {
            try {
                m_maker.pixels(w, stepped);
                return;
            } catch (DeviceException e) {
                giveUp(e, Objects.requireNonNull(m_request));
            }
        }
        m_cpu.pixels(w, stepped);
    }

    /** The CPU does the H side again. */
    private void giveUp(final DeviceException failure, final Request request) {
        m_device.failed(failure);
        m_maker = m_cpu;
        request.to(m_cpu);
    }

    @Override
    public double formedQuadratic() {
        return m_maker.formedQuadratic();
    }

    @Override
    public double steppedQuadratic() {
        return m_maker.steppedQuadratic();
    }

    @Override
    public Change change() {
        return m_maker.change();
    }

    @Override
    public Change change(final double[] from, final double[] to) {
        return m_maker.change(from, to);
    }

    @Override
    public double kkt() {
        return m_maker.kkt();
    }
}
