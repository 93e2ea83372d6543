package org.noisynmf.engine.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;

import org.junit.Test;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.step.Problems;

/** Wᵀ W and H Hᵀ are the sums of products that their names say, the same for any number of threads. */
public class GramTest {

    /** Lengths beside those of the parts that sums are made of, and one with which parts are longer than usual. */
    private static final int[] LENGTHS = {1, 37, 512, 1301, 8893};

    private static final int[] RANKS = {1, 5, 16, 18, 41};

    private static double[] numbers(final int count) {
        return new Random(count).doubles(count).toArray();
    }

    private static double[] ofTemplates(final double[] w, final int rank, final int threads) {
        final double[] packed = numbers(Problems.pairs(rank));
        try (Team team = new Team(threads)) {
            Gram.ofTemplates(w, rank, team, packed);
        }
        return packed;
    }

    private static double[] ofCoefficients(final double[] h, final int rank, final int threads) {
        final double[] packed = numbers(Problems.pairs(rank));
        try (Team team = new Team(threads)) {
            Gram.ofCoefficients(h, rank, team, packed);
        }
        return packed;
    }

    @Test
    public void templatesAreSummedOverPixels() {
        for (final int rank : RANKS) {
            for (final int d : LENGTHS) {
                final double[] w = numbers(d * rank);
                final double[] packed = ofTemplates(w, rank, 1);
                for (int k = 0; k < rank; k++) {
                    for (int l = k; l < rank; l++) {
                        double sum = 0;
                        for (int i = 0; i < d; i++) {
                            sum += w[k * d + i] * w[l * d + i];
                        }
                        assertThat(packed[Problems.pair(rank, k, l)]).as("%d pixels, (%d, %d) of %d", d, k, l, rank)
                            .isCloseTo(sum, within(1e-13 * sum));
                    }
                }
                assertThat(ofTemplates(w, rank, 3)).isEqualTo(packed);
            }
        }
    }

    @Test
    public void coefficientsAreSummedOverObservations() {
        for (final int rank : RANKS) {
            for (final int n : LENGTHS) {
                final double[] h = numbers(n * rank);
                final double[] packed = ofCoefficients(h, rank, 1);
                for (int k = 0; k < rank; k++) {
                    for (int l = k; l < rank; l++) {
                        double sum = 0;
                        for (int j = 0; j < n; j++) {
                            sum += h[j * rank + k] * h[j * rank + l];
                        }
                        assertThat(packed[Problems.pair(rank, k, l)])
                            .as("%d observations, (%d, %d) of %d", n, k, l, rank)
                            .isCloseTo(sum, within(1e-13 * sum));
                    }
                }
                assertThat(ofCoefficients(h, rank, 3)).isEqualTo(packed);
            }
        }
    }
}
