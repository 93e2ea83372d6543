package org.noisynmf.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.Test;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.simulate.Doublet;
import org.noisynmf.engine.simulate.NoiseDraw;
import org.noisynmf.engine.simulate.Simulation;
import org.noisynmf.testing.SharedData;

/** Mixtures that fit as well are found where there are any, and only there. */
public class UniquenessTest {

    private static Factors fit(final Observations data, final int rank) {
        return Nmf.factorise(NmfProblem.of(data), NmfSettings.builder().rank(rank).restarts(2).build(), Observer.NONE)
            .factors();
    }

    private static Uniqueness uniqueness(final Observations data, final Factors model, final int threads) {
        return Uniqueness.of(data, model, threads, Observer.NONE);
    }

    /** Lines of which each observation holds some, far above the noise. */
    private static Observations sparse() {
        final Random random = new Random(4);
        final double[][] x = new double[80][30];
        for (final double[] row : x) {
            for (int k = 0; k < 3; k++) {
                final double h = random.nextInt(3) == 0 ? 20 * random.nextDouble() : 0;
                for (int i = 0; i < row.length; i++) {
                    row[i] += i / 10 == k || i % 7 == k ? h : 0;
                }
            }
            for (int i = 0; i < row.length; i++) {
                row[i] += random.nextGaussian();
            }
        }
        return Observations.of(x, null);
    }

    @Test
    public void linesThatAlwaysAppearTogetherMayBeMixtures() {
        final Simulation simulation = new Doublet(102, 150, 40, 0.5, 2, 10, 15, NoiseDraw.SIGMA).simulate(1);
        final Observations data = Observations.of(simulation.x(), simulation.v());
        final Uniqueness found = uniqueness(data, fit(data, 2), 0);
        assertThat(Math.max(found.less()[1], found.less()[2])).isGreaterThan(0.3);
        assertThat(found.warnings()).isNotEmpty();
        assertThat(found.warnings().get(0)).matches("Template [01] may contain up to \\d+ % less( or \\d+ % more)? of "
            + "template [01] at an equally good fit");
        assertThat(found.noiseScale()).isEqualTo(1);
    }

    @Test
    public void onThePublishedDoubletEachTemplateMayLoseNearlyHalfOfTheOther() {
        final Observations data = Observations.of(SharedData.columns("doublet_mid_X.npy"),
            SharedData.columns("doublet_mid_V.npy"));
        final Uniqueness found = uniqueness(data, fit(data, 2), 0);
        // the minimum lies on mixtures of 39 and 43 %, see the posterior of the same data
        assertThat(found.less()[1]).isBetween(0.35, 0.5);
        assertThat(found.less()[2]).isBetween(0.35, 0.5);
    }

    @Test
    public void templatesThatTheDataFixAreNotWarnedOf() {
        final Observations data = sparse();
        final Factors model = fit(data, 3);
        final Uniqueness found = uniqueness(data, model, 1);
        assertThat(found.warnings()).isEmpty();
        assertThat(Arrays.stream(found.less())).allMatch(c -> c <= 0.05);
        assertThat(Arrays.stream(found.more())).allMatch(c -> c <= 0.05);
        assertThat(uniqueness(data, model, 3)).as("at any number of threads")
            .usingRecursiveComparison().isEqualTo(found);
    }

    @Test
    public void anotherShapeIsRefusedAndACancellationHeard() {
        final Observations data = sparse();
        assertThatIllegalArgumentException()
            .isThrownBy(() -> uniqueness(data, new Factors(2, 1, 1, new double[2], new double[1]), 1))
            .withMessageContaining("The model has 1 observations of 2 pixels");
        final Factors model = fit(data, 2);
        final Observer cancelled = new Observer() {
            @Override
            public boolean cancelled() {
                return true;
            }

            @Override
            public void progress(final double fraction, final String message) {
                // of no interest
            }
        };
        assertThatExceptionOfType(CancellationException.class)
            .isThrownBy(() -> Uniqueness.of(data, model, 1, cancelled));
    }
}
