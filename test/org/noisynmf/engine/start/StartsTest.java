package org.noisynmf.engine.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.engine.settings.Starting;

/** What the loop may rely on before its first pass. */
public class StartsTest {

    private static final Observations DATA = Observations.of(new double[][]{{1, 2, 3}, {4, 5, 6}}, null);

    private static NmfSettings settings(final StartMethod method, final int rank) {
        return NmfSettings.builder().start(method).rank(rank).build();
    }

    @Test
    public void sameSeedSameBitsOtherSeedOtherBits() {
        final NmfSettings settings = settings(StartMethod.RANDOM, 4);
        final Factors first = Starts.create(NmfProblem.of(DATA), settings, 7);
        final Factors again = Starts.create(NmfProblem.of(DATA), settings, 7);
        final Factors other = Starts.create(NmfProblem.of(DATA), settings, 8);
        assertThat(again.w()).isEqualTo(first.w());
        assertThat(again.h()).isEqualTo(first.h());
        assertThat(other.w()).isNotEqualTo(first.w());
    }

    @Test
    public void randomValuesAreNeverZero() {
        final Factors factors = Starts.create(NmfProblem.of(DATA), settings(StartMethod.RANDOM, 500), 1);
        for (final double value : factors.w()) {
            assertThat(value).isGreaterThan(0).isLessThanOrEqualTo(1);
        }
        for (final double value : factors.h()) {
            assertThat(value).isGreaterThan(0).isLessThanOrEqualTo(1);
        }
    }

    @Test
    public void rampFallsFromOneByPixelToItsFloor() {
        final Factors factors = Starts.create(NmfProblem.of(DATA), settings(StartMethod.RAMP, 2), 1);
        assertThat(factors.w()).containsExactly(2 / 3.0 + 0.05, 1 / 3.0 + 0.05, 0.05, 2 / 3.0 + 0.05, 1 / 3.0 + 0.05,
            0.05);
    }

    @Test
    public void givenFactorsAreTakenAndTheMissingOneIsDrawn() {
        final double[] w = {1, 2, 3, 4, 5, 6};
        final NmfProblem problem = NmfProblem.of(DATA).withTemplates(w);
        final Factors factors = Starts.create(problem, settings(StartMethod.GIVEN, 2), 3);
        assertThat(factors.w()).as("the data are stored in units of 4").containsExactly(0.25, 0.5, 0.75, 1, 1.25, 1.5);
        final double[] drawn = Starts.create(NmfProblem.of(DATA), settings(StartMethod.RANDOM, 2), 3).h();
        for (int p = 0; p < drawn.length; p++) {
            // the largest template value of a drawn start is 1; one product
            assertThat(factors.h()[p] * 1.5).isCloseTo(drawn[p], within(1e-15));
        }
    }

    @Test
    public void givenTemplatesAreScaledAsTheDataAreStored() {
        final double unit = 0x1p-60;
        final Observations faint = Observations.of(new double[][]{{unit, 2 * unit, unit}}, null);
        final double[] w = {unit, 0, 3 * unit};
        final Factors factors =
            Starts.create(NmfProblem.of(faint).withTemplates(w), settings(StartMethod.GIVEN, 1), 1);
        assertThat(Math.scalb(factors.w()[2], faint.dataExponent())).isEqualTo(3 * unit);
        assertThat(factors.w()[2]).as("of order one").isBetween(0.1, 10.0);
    }

    @Test
    public void aRankThatContradictsGivenFactorsNamesBothNumbers() {
        final NmfProblem problem = NmfProblem.of(DATA).withTemplates(new double[6]);
        assertThatThrownBy(() -> Starts.create(problem, settings(StartMethod.GIVEN, 3), 1))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("6 values")
            .hasMessageContaining("3 templates").hasMessageContaining("given for 2 templates");
    }

    @Test
    public void givenWithoutFactorsIsRefused() {
        assertThatThrownBy(() -> Starts.create(NmfProblem.of(DATA), settings(StartMethod.GIVEN, 3), 1))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("neither");
    }

    private static int count(final NmfProblem problem, final NmfSettingsBuilder settings) {
        return Starts.count(problem, settings.build());
    }

    @Test
    public void startsAreSeveralWhereTheyAreCheapAndSomethingIsDrawn() {
        final NmfProblem problem = NmfProblem.of(Observations.of(new double[][]{{1, 2, 3}, {3, 2, 1}}, null));
        final NmfSettingsBuilder automatic = NmfSettings.builder().restarts(Starting.AUTOMATIC);
        assertThat(count(problem, automatic)).isEqualTo(5);
        assertThat(count(problem, NmfSettings.builder().restarts(3))).isEqualTo(3);
        assertThat(count(problem, NmfSettings.builder())).isEqualTo(1);
        assertThat(count(problem.withTemplates(new double[6]), automatic)).as("given").isEqualTo(1);
        assertThat(count(problem, automatic.algorithm(Algorithm.SEPARABLE))).as("no search").isEqualTo(1);
        assertThat(NmfSettings.builder().start(StartMethod.NNDSVD).restarts(0).build().start().restarts(6, 2))
            .as("follows from the data").isEqualTo(1);
        final Starting random = NmfSettings.builder().restarts(0).build().start();
        assertThat(random.restarts(2_500_000, 2)).isEqualTo(5);
        assertThat(random.restarts(2_500_001, 2)).as("too large").isEqualTo(1);
    }
}
