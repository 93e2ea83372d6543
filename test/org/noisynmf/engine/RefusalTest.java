package org.noisynmf.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.engine.settings.Penalty;

/** What an algorithm cannot honour is refused, with the list of those that can. */
public class RefusalTest {

    private static void assertRefused(final Algorithm algorithm, final NmfSettingsBuilder settings,
        final Capability capability) {
        assertThatThrownBy(() -> settings.algorithm(algorithm).build().check())
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(algorithm.title())
            .hasMessageContaining(Algorithm.titlesWith(capability));
    }

    @Test
    public void penaltiesThatAnAlgorithmCannotHonour() {
        for (final Algorithm algorithm : Algorithm.values()) {
            if (!algorithm.can(Capability.L1)) {
                assertRefused(algorithm, NmfSettings.builder().templatePenalty(new Penalty(1, 0, 0)), Capability.L1);
            }
            if (!algorithm.can(Capability.L2)) {
                assertRefused(algorithm, NmfSettings.builder().coefficientPenalty(new Penalty(0, 1, 0)), Capability.L2);
            }
            if (!algorithm.can(Capability.ORTHOGONALITY)) {
                assertRefused(algorithm, NmfSettings.builder().templatePenalty(new Penalty(0, 0, 1)),
                    Capability.ORTHOGONALITY);
            }
            if (!algorithm.can(Capability.PIXEL_OVERLAP)) {
                assertRefused(algorithm, NmfSettings.builder().pixelOverlap(1), Capability.PIXEL_OVERLAP);
            }
        }
    }

    @Test
    public void stepsThatAnAlgorithmCannotMake() {
        for (final Algorithm algorithm : Algorithm.values()) {
            if (!algorithm.can(Capability.INNER_STEPS)) {
                assertRefused(algorithm, NmfSettings.builder().innerSteps(3), Capability.INNER_STEPS);
            }
            if (!algorithm.can(Capability.SWEEPS)) {
                assertRefused(algorithm, NmfSettings.builder().sweeps(3), Capability.SWEEPS);
            }
            if (!algorithm.can(Capability.EXTRAPOLATION)) {
                assertRefused(algorithm, NmfSettings.builder().extrapolate(true), Capability.EXTRAPOLATION);
            }
        }
    }
}
