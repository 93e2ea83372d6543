package org.noisynmf.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.testing.Toy;

/** How well each pixel is fitted. */
public class PixelScoresTest {

    @Test
    public void pixelsAddUpToTheWholeFit() {
        final Toy toy = Toy.random(9, 30, 2, 0.1, 0.2, 3);
        final PixelScores scores = PixelScores.of(toy.observations(), toy.truth(), 1);
        // the same terms in another order
        assertThat(Arrays.stream(scores.chi2()).sum()).isCloseTo(toy.chi2(toy.truth()), within(1e-10));
        assertThat(Arrays.stream(scores.entries()).sum()).isEqualTo((int)toy.observations().observedEntries());
    }

    @Test
    public void momentsAreThoseOfResidualsInUnitsOfSigma() {
        // residuals 1, −1 and 3, times a root of the weight of 2
        final Observations data = Observations.of(new double[][]{{2, 5}, {0, 7}, {4, 6}},
            new double[][]{{4, 0}, {4, 0}, {4, 0}});
        final Factors model = new Factors(2, 3, 1, new double[]{1, 1}, new double[]{1, 1, 1});
        final PixelScores scores = PixelScores.of(data, model, 1);
        assertThat(scores.chi2()).containsExactly(4 * 11, Double.NaN);
        assertThat(scores.entries()).containsExactly(3, 0);
        assertThat(scores.weight()).containsExactly(12, 0);
        assertThat(scores.mean()[0]).isCloseTo(2, within(1e-12));
        assertThat(scores.variance()[0]).isCloseTo(16, within(1e-12));
        assertThat(scores.skewness()[0]).as("symmetric about 2").isCloseTo(0, within(1e-12));
        assertThat(scores.excessKurtosis()[0]).as("takes four entries").isNaN();
        assertThat(scores.explained()[0]).isCloseTo(1 - 11 / 20.0, within(1e-12));
        assertThat(new double[]{scores.mean()[1], scores.variance()[1], scores.explained()[1]})
            .containsOnly(Double.NaN);
    }

    @Test
    public void scoresAreTheSameWithAnyNumberOfThreads() {
        // several tiles, of which most observations fill some
        final Toy toy = Toy.random(700, 20, 2, 0.1, 0.5, 4);
        final PixelScores one = PixelScores.of(toy.observations(), toy.truth(), 1);
        for (final int threads : new int[]{2, 3, 0}) {
            final PixelScores several = PixelScores.of(toy.observations(), toy.truth(), threads);
            assertThat(several).usingRecursiveComparison().isEqualTo(one);
        }
    }

    @Test
    public void windowsInFarTilesAndObservationsWithoutWeightCountWhereTheyAreObserved() {
        final int d = 700;
        final double[][] x = new double[3][d];
        final double[][] v = new double[3][d];
        Arrays.fill(v[0], 10, 20, 1);
        Arrays.fill(v[2], 690, d, 4);
        x[2][695] = 3;
        final Factors zero = new Factors(d, 3, 1, new double[d], new double[3]);
        for (final int threads : new int[]{1, 3}) {
            final PixelScores scores = PixelScores.of(Observations.of(x, v), zero, threads);
            final int[] entries = new int[d];
            Arrays.fill(entries, 10, 20, 1);
            Arrays.fill(entries, 690, d, 1);
            assertThat(scores.entries()).containsExactly(entries);
            assertThat(scores.chi2()[695]).isEqualTo(36);
            assertThat(scores.weight()[d - 1]).isEqualTo(4);
            assertThat(scores.chi2()[300]).isNaN();
        }
    }
}
