package org.noisynmf.engine.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;

import org.apache.commons.rng.UniformRandomProvider;
import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;

/** A separable problem, with noise too, returns its anchors. */
public class SeparableTest {

    private static final int PIXELS = 60;

    private static final int COUNT = 80;

    private static final int[] PURE = {7, 33, 52};

    /** Observations are mixtures of three templates, but those of {@link #PURE} consist of one alone. */
    private static double[][] mixtures(final double noise, final long seed) {
        final UniformRandomProvider random = UniformStart.generator(seed);
        final double[][] w = new double[3][];
        Arrays.setAll(w, k -> random.doubles(PIXELS).map(value -> value * value).toArray());
        final double[][] x = new double[COUNT][PIXELS];
        for (int j = 0; j < COUNT; j++) {
            final double[] h = random.doubles(3, 0.2, 1).toArray();
            for (int k = 0; k < 3; k++) {
                if (j == PURE[k]) {
                    Arrays.fill(h, 0);
                    h[k] = 0.7;
                }
            }
            for (int i = 0; i < PIXELS; i++) {
                for (int k = 0; k < 3; k++) {
                    x[j][i] += h[k] * w[k][i];
                }
                x[j][i] += noise * (random.nextDouble() + random.nextDouble() - 1);
            }
        }
        return x;
    }

    private static double[][] transpose(final double[][] x) {
        final double[][] columns = new double[x[0].length][x.length];
        for (int j = 0; j < x.length; j++) {
            for (int i = 0; i < columns.length; i++) {
                columns[i][j] = x[j][i];
            }
        }
        return columns;
    }

    @Test
    public void anchorObservationsAreFoundWithAndWithoutNoise() {
        for (final double noise : new double[]{0, 0.05}) {
            final int[] anchors = new Separable(false).anchors(Observations.of(mixtures(noise, 5), null), 3, 1);
            assertThat(anchors).as("noise %s", noise).containsExactlyInAnyOrder(PURE);
        }
    }

    @Test
    public void anchorPixelsAreThoseOfTheTransposedProblem() {
        for (final double noise : new double[]{0, 0.05}) {
            final Observations data = Observations.of(transpose(mixtures(noise, 6)), null);
            assertThat(new Separable(true).anchors(data, 3, 1)).as("noise %s", noise).containsExactlyInAnyOrder(PURE);
        }
    }

    @Test
    public void exactlySeparableDataAreReproduced() {
        for (final boolean pixels : new boolean[]{false, true}) {
            final double[][] x = pixels ? transpose(mixtures(0, 7)) : mixtures(0, 7);
            final Observations data = Observations.of(x, null);
            final Factors factors = new Separable(pixels).create(data, 3, 1);
            final double[] out = new double[x[0].length];
            for (int j = 0; j < x.length; j++) {
                factors.reconstruct(j, out);
                for (int i = 0; i < out.length; i++) {
                    assertThat(Math.abs(Math.scalb(out[i], data.dataExponent()) - x[j][i]))
                        .as("pixel anchors %s", pixels).isLessThan(1e-10);
                }
            }
        }
    }

    @Test
    public void anchorsAreFoundThoughATenthOfTheDataIsMissing() {
        final double[][] x = mixtures(0.01, 8);
        final UniformRandomProvider random = UniformStart.generator(9);
        for (int j = 0; j < COUNT; j++) {
            for (int i = 0; i < PIXELS; i++) {
                // anchors complete: a filled anchor is no longer pure
                if (random.nextDouble() < 0.1 && Arrays.binarySearch(PURE, j) < 0) {
                    x[j][i] = Double.NaN;
                }
            }
        }
        assertThat(new Separable(false).anchors(Observations.of(x, null), 3, 1)).containsExactlyInAnyOrder(PURE);
    }

    @Test
    public void moreTemplatesThanAnchorsAreRefusedWithBothNumbers() {
        assertThatThrownBy(() -> new Separable(false).anchors(Observations.of(mixtures(0, 5), null), 4, 1))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("no more than 3")
            .hasMessageContaining("4 templates");
    }
}
