package org.noisynmf.engine.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.testing.Toy;

/** The true number of templates is found, and what is said of the others is true. */
public class RankSearchTest {

    private static final int PIXELS = 24;

    private static final int COUNT = 50;

    /** Toy data with noise of standard deviation 0.1, and weights so many times its inverse variance. */
    private static Observations data(final int rank, final double tooLarge, final long seed) {
        final Toy exact = Toy.random(PIXELS, COUNT, rank, 0, 0.1, seed);
        final Random random = new Random(seed);
        for (int j = 0; j < COUNT; j++) {
            for (int i = 0; i < PIXELS; i++) {
                exact.x()[j][i] += 0.1 * random.nextGaussian();
                exact.v()[j][i] *= exact.v()[j][i] > 0 ? 100 * tooLarge / exact.v()[j][i] : 0;
            }
        }
        return exact.observations();
    }

    private static RankSettings settings(final int to, final int threads) {
        return new RankSettings(1, to, 5, 3, 0.1, 2,
            NmfSettings.builder().stopping(RankSettings.STOPPING).threads(threads).build());
    }

    @Test
    public void theTrueNumberIsFoundAndEveryTrueTemplateLowersTheHeldOutMisfit() {
        final RankResult result = RankSearch.search(data(3, 1, 5), settings(5, 0), Observer.NONE);
        assertThat(result.rank()).isEqualTo(3);
        assertThat(result.reason()).startsWith("3: the 4th lowers χ² by ").contains("within the")
            .contains("; the residuals of 3 contain ");
        assertThat(result.trusted()).isTrue();
        assertThat(result.block()).isEqualTo(1);
        assertThat(result.rows()).extracting(RankRow::rank).containsExactly(1, 2, 3, 4, 5);
        assertThat(result.rows().get(1).helpsHeldOut()).isTrue();
        assertThat(result.rows().get(2).helpsHeldOut()).isTrue();
        assertThat(result.rows().get(0).fall()).isNaN();
        assertThat(Arrays.stream(result.chosen().halves())).as("both halves hold the same 3").allMatch(c -> c > 0.8);
        assertThat(result.warnings()).as("0.87 is not 0.9").hasSize(1)
            .allMatch(w -> w.startsWith("Some of the 3 templates may not be reliable"));
        assertThat(result.choices()).containsEntry(Criterion.BIC, 3).containsEntry(Criterion.FALL, 3);
    }

    @Test
    public void theRecommendationNeedsNeitherPartsNorMasks() {
        final RankSettings full = settings(5, 0);
        final RankSettings quick = new RankSettings(1, 5, 0, 0, 0.1, 2, full.method());
        final RankResult result = RankSearch.search(data(3, 1, 5), quick, Observer.NONE);
        assertThat(result.rank()).isEqualTo(3);
        assertThat(result.reason()).startsWith("3: the 4th lowers χ² by ").doesNotContain("held-out")
            .doesNotContain("NaN");
        assertThat(result.choices()).containsOnlyKeys(Criterion.FALL, Criterion.RESIDUAL_NORM, Criterion.AIC,
            Criterion.BIC);
        assertThat(result.warnings()).as("nothing is said of halves").isEmpty();
        assertThat(result.chosen().heldOut()).isNaN();
        assertThat(result.chosen().fallLimit()).as("the same noise").isCloseTo(
            RankSearch.search(data(3, 1, 5), full, Observer.NONE).chosen().fallLimit(), within(1.0));
    }

    @Test
    public void withoutNoiseOfAKnownScaleTheResidualsTellItAndTheResultSaysSo() {
        final RankResult result = RankSearch.search(data(2, 50, 6), settings(4, 0), Observer.NONE);
        assertThat(result.trusted()).isFalse();
        assertThat(result.chi2PerDegree()).isCloseTo(50, within(5.0));
        assertThat(result.rank()).isEqualTo(2);
        assertThat(result.warnings()).anyMatch(w -> w.contains("the weights are not inverse variances"));
    }

    @Test
    public void pixelsAndObservationsWithoutAnyWeightAreNoObstacle() {
        final Observations all = data(2, 1, 10);
        final double[][] x = new double[COUNT][PIXELS];
        final double[][] v = new double[COUNT][PIXELS];
        for (int j = 0; j < COUNT; j++) {
            all.copy(j, x[j], v[j]);
            v[j][5] = 0;
        }
        v[7] = new double[PIXELS];
        final RankResult result = RankSearch.search(Observations.of(x, v), settings(3, 0), Observer.NONE);
        assertThat(result.rank()).isEqualTo(2);
        assertThat(result.chosen().model().w()[5]).isNaN();
    }

    @Test
    public void resultsDoNotDependOnThreads() {
        final List<RankResult> results = new ArrayList<>();
        for (final int threads : new int[]{1, 2, 7}) {
            results.add(RankSearch.search(data(2, 1, 7), settings(3, threads), Observer.NONE));
        }
        for (final RankResult other : results.subList(1, results.size())) {
            assertThat(other.reason()).isEqualTo(results.get(0).reason());
            for (int r = 0; r < other.rows().size(); r++) {
                final RankRow a = results.get(0).rows().get(r);
                final RankRow b = other.rows().get(r);
                assertThat(b.model().w()).isEqualTo(a.model().w());
                assertThat(new double[]{b.heldOut(), b.masked(), b.noiseNorm(), b.noiseFall()})
                    .isEqualTo(new double[]{a.heldOut(), a.masked(), a.noiseNorm(), a.noiseFall()});
            }
        }
    }

    @Test
    public void whatWasDoneBeforeACancellationIsKept() {
        final Observer observer = new Observer() {
            private boolean m_third;

            @Override
            public boolean cancelled() {
                return m_third;
            }

            @Override
            public void progress(final double fraction, final String message) {
                assertThat(fraction).isBetween(0.0, 1.0 + 1e-12);
                m_third |= message.startsWith("Fitting 3 templates");
            }
        };
        final RankResult result = RankSearch.search(data(3, 1, 8), settings(5, 2), observer);
        assertThat(result.rows()).extracting(RankRow::rank).containsExactly(1, 2);
        assertThat(result.rank()).isEqualTo(2);
        assertThat(result.reason()).contains("compare more");
        assertThat(result.warnings())
            .anyMatch(w -> w.equals("Cancelled: only the numbers of templates up to 2 were compared"));
    }

    @Test
    public void aSearchCancelledAtOnceHasNothingToKeep() {
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
            .isThrownBy(() -> RankSearch.search(data(2, 1, 9), settings(3, 1), cancelled));
    }

    @Test
    public void moreTemplatesThanHalfOfTheObservationsAreRefused() {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> RankSearch.search(data(2, 1, 9), settings(25, 1), Observer.NONE))
            .withMessageContaining("The largest number of templates is 25").withMessageContaining("at most 24");
        assertThatIllegalArgumentException().isThrownBy(() -> settings(0, 1))
            .withMessageEndingWith("the largest number of templates is 0, but must be at least the smallest, 1");
    }
}
