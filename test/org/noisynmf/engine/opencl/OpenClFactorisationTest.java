package org.noisynmf.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;

import org.junit.Test;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Distance;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.engine.settings.Stopping;

/** A factorisation on a device is that on the CPU, and says where it was made. */
public class OpenClFactorisationTest {

    private static final int PASSES = 15;

    private static NmfProblem problem() {
        final Random random = new Random(3);
        final double[][] x = new double[40][60];
        final double[][] v = new double[40][60];
        for (int j = 0; j < x.length; j++) {
            for (int i = 0; i < x[j].length; i++) {
                x[j][i] = 3 + Math.sin(0.1 * i * (1 + j % 3)) + 0.2 * random.nextGaussian();
                v[j][i] = random.nextInt(4) == 0 ? 0 : 25;
            }
        }
        return NmfProblem.of(Observations.of(x, v));
    }

    private static NmfSettingsBuilder settings(final Algorithm algorithm, final String device) {
        return NmfSettings.builder().algorithm(algorithm).rank(3).device(device)
            .stopping(new Stopping(PASSES, 0, 0, Double.POSITIVE_INFINITY));
    }

    @Test
    public void templatesGrowOnTheDevice() {
        TestDevice.get();
        final NmfResult result = Nmf.factorise(problem(),
            settings(Algorithm.NEARLY, "0").start(StartMethod.SEQUENTIAL).growthPasses(2).build(), Observer.NONE);
        assertThat(result.growthPasses()).isEqualTo(6);
        assertThat(result.objective()).isFinite();
    }

    @Test
    public void whatDevicesCannotDoIsRefusedIfOneIsNamed() {
        assertThatThrownBy(() -> Nmf.factorise(problem(),
            settings(Algorithm.WEIGHTED_MU, "0").distance(Distance.KULLBACK_LEIBLER).build(), Observer.NONE))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("runs on the CPU only, but device 0 is asked for");
    }
}
