package org.noisynmf.engine.solve.stepper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.engine.settings.Penalty;

/** The factor without a penalty keeps its scale, and the model stays as it is. */
public class NormaliserTest {

    private static final double ROUNDING = 1e-14;

    private static final Penalty LASSO = new Penalty(0.1, 0, 0);

    /** Two pixels, three observations of values around 100, two templates. */
    private static NmfProblem problem() {
        return NmfProblem.of(Observations.of(new double[][]{{100, 80}, {90, 100}, {70, 110}}, null));
    }

    private static NmfSettingsBuilder settings() {
        return NmfSettings.builder().rank(2);
    }

    private static double[] product(final double[] w, final double[] h) {
        final double[] x = new double[6];
        for (int p = 0; p < 6; p++) {
            for (int k = 0; k < 2; k++) {
                x[p] += w[k * 2 + p % 2] * h[p / 2 * 2 + k];
            }
        }
        return x;
    }

    @Test
    public void templatesAreKeptAtNormOneInTheCallersUnits() {
        final NmfProblem problem = problem();
        final double[] w = {3, 4, 0.5, 0.5};
        final double[] h = {1, 2, 3, 4, 5, 6};
        final double[] before = product(w, h);
        Normaliser.of(problem, settings().coefficientPenalty(LASSO).build()).orElseThrow().apply(w, h, 2);
        final double unit = Math.scalb(1, problem.data().dataExponent());
        assertThat(unit).isGreaterThan(1);
        for (int k = 0; k < 2; k++) {
            assertThat(Math.hypot(w[2 * k], w[2 * k + 1]) * unit).isCloseTo(1, within(ROUNDING));
        }
        assertThat(product(w, h)).containsExactly(before, within(1e-12));
    }

    @Test
    public void coefficientsAreKeptAtRootMeanSquareOne() {
        final double[] w = {3, 4, 0.5, 0.5};
        final double[] h = {1, 2, 3, 4, 5, 6};
        final double[] before = product(w, h);
        Normaliser.of(problem(), settings().templatePenalty(LASSO).build()).orElseThrow().apply(w, h, 2);
        for (int k = 0; k < 2; k++) {
            assertThat((h[k] * h[k] + h[2 + k] * h[2 + k] + h[4 + k] * h[4 + k]) / 3).isCloseTo(1, within(ROUNDING));
        }
        assertThat(product(w, h)).containsExactly(before, within(1e-12));
    }

    @Test
    public void whatIsHeldOrDeadIsLeftAlone() {
        final double[] w = {3, 4, 0, 0};
        final double[] h = {1, 2, 3, 4, 5, 6};
        Normaliser.of(problem().withTemplates(w).withHeld(0), settings().coefficientPenalty(LASSO).build())
            .orElseThrow()
            .apply(w, h, 2);
        assertThat(w).containsExactly(3, 4, 0, 0);
        assertThat(h).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    public void withPenaltiesOnBothFactorsOrNoneTheScaleIsNotFree() {
        assertThat(Normaliser.of(problem(), settings().build())).isEmpty();
        assertThat(Normaliser.of(problem(), settings().templatePenalty(LASSO).coefficientPenalty(LASSO).build()))
            .isEmpty();
    }
}
