package org.noisynmf.engine.solve.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.testing.Toy;

/** The tolerance looks back over ten passes: not over nine, not over eleven. */
public class StopWindowTest {

    private static final double TOLERANCE = 1e-3;

    private static NmfResult fit(final double tolerance) {
        return Nmf.factorise(NmfProblem.of(Toy.random(60, 40, 3, 0.2, 0.2, 3).observations()),
            NmfSettings.builder().algorithm(Algorithm.NEARLY).rank(3).innerSteps(2).threads(1)
                .stopping(new Stopping(400, tolerance, 0, Double.POSITIVE_INFINITY)).build(),
            Observer.NONE);
    }

    /** The first pass after which the objective had fallen by less than the tolerance over so many passes. */
    private static int expected(final NmfResult whole, final int window) {
        for (int p = window; p < whole.trace().size(); p++) {
            final double before = whole.trace().get(p - window).objective();
            if (before - whole.trace().get(p).objective() < TOLERANCE * before) {
                return p;
            }
        }
        throw new AssertionError("the data converge too slowly for this test");
    }

    @Test
    public void aFitStopsAtTheFirstPassThatEndsTenWithLittleGain() {
        final NmfResult whole = fit(0);
        final NmfResult stopped = fit(TOLERANCE);
        assertThat(stopped.stopReason()).isEqualTo(StopReason.CONVERGED);
        assertThat(stopped.passes()).isEqualTo(expected(whole, 10)).isNotEqualTo(expected(whole, 9))
            .isNotEqualTo(expected(whole, 11));
    }
}
