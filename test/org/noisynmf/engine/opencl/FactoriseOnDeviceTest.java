package org.noisynmf.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Penalty;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.testing.Toy;

/** Factorisations on an OpenCL device end where those on the CPU do, and what a device cannot do is said. */
@RunWith(Parameterized.class)
public class FactoriseOnDeviceTest {

    private final Algorithm m_algorithm;

    /** @return the catalogue */
    @Parameters(name = "{0}")
    public static List<Algorithm> catalogue() {
        return List.of(Algorithm.values());
    }

    public FactoriseOnDeviceTest(final Algorithm algorithm) {
        m_algorithm = algorithm;
    }

    private Toy toy() {
        final Toy noisy = Toy.random(300, 60, 3, 0.2, 0.3, 70);
        final Toy toy = m_algorithm.can(Capability.NEGATIVE_DATA) ? noisy : noisy.clipped();
        if (!m_algorithm.can(Capability.WEIGHTS)) {
            for (final double[] weights : toy.v()) {
                Arrays.fill(weights, 1);
            }
        }
        return toy;
    }

    private NmfResult fit(final String device) {
        final Penalty penalty = m_algorithm.can(Capability.L1) ? new Penalty(0.01, 0.02, 0) : Penalty.NONE;
        return Nmf.factorise(NmfProblem.of(toy().observations()),
            NmfSettings.builder().algorithm(m_algorithm).rank(3).device(device).templatePenalty(penalty)
                .coefficientPenalty(penalty).stopping(new Stopping(12, 0, 0, Double.POSITIVE_INFINITY)).build(),
            Observer.NONE);
    }

    private boolean offered() {
        return DeviceRule.of(NmfSettings.builder().algorithm(m_algorithm).build()).isPresent();
    }

    @Test
    public void deviceAskedForDoesTheWorkOrIsRefused() {
        final OpenClDevice device = TestDevice.get();
        final String index = Integer.toString(device.index());
        if (!offered()) {
            assertThatThrownBy(() -> fit(index)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CPU");
            return;
        }
        final NmfResult onDevice = fit(index);
        final NmfResult onProcessor = fit("cpu");
        assertThat(onDevice.device()).contains(device.name());
        // a device without double precision carries seven digits through twelve passes
        final double tolerance = (device.doubles() ? 1e-9 : 1e-3) * onProcessor.objective();
        assertThat(onDevice.objective()).isCloseTo(onProcessor.objective(), within(tolerance));
        for (int p = 0; p < onProcessor.trace().size(); p++) {
            assertThat(onDevice.trace().get(p).objective()).as("pass %d", p)
                .isCloseTo(onProcessor.trace().get(p).objective(), within(10 * tolerance));
        }
    }

    @Test
    public void automaticAlwaysEndsWithAResult() {
        assertThat(fit("auto").objective()).isFinite();
    }

    @Test
    public void deviceThatDoesNotExistIsAnError() {
        assertThatThrownBy(() -> fit("9999")).hasMessageContaining("9999");
    }
}
