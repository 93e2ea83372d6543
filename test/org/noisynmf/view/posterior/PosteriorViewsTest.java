package org.noisynmf.view.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.BeforeClass;
import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.posterior.Posterior;
import org.noisynmf.engine.posterior.PosteriorResult;
import org.noisynmf.engine.posterior.PosteriorSettings;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.view.Band;
import org.noisynmf.view.Certainty;
import org.noisynmf.view.FactorisationView;
import org.noisynmf.view.PackedFloats;
import org.noisynmf.view.PixelAxis;
import org.noisynmf.view.ViewNames;

public class PosteriorViewsTest {

    private static final int PIXELS = 12;

    private static final int COUNT = 25;

    private static PosteriorResult s_result;

    private static FactorisationView s_view;

    @BeforeClass
    public static void sample() {
        final double[][] x = new double[COUNT][PIXELS];
        for (int j = 0; j < COUNT; j++) {
            for (int i = 0; i < PIXELS; i++) {
                x[j][i] = (j % 5) * (i < 6 ? 1 : 0.2) + (j % 3) * (i < 6 ? 0 : 2) + 0.1 * Math.sin(7 * i + 3 * j);
            }
        }
        final double[][] v = new double[COUNT][PIXELS];
        for (final double[] row : v) {
            Arrays.fill(row, 100);
        }
        s_result = Posterior.sample(NmfProblem.of(Observations.of(x, v)),
            new PosteriorSettings(NmfSettings.builder().rank(2).seed(1).threads(1).build()).withSweeps(60),
            Observer.NONE);
        s_view = PosteriorViews.of(
            new ViewNames("P", PixelAxis.indexed(PIXELS), List.of("a", "b"),
                IntStream.range(0, COUNT).mapToObj(Integer::toString).toList()),
            s_result, null, PosteriorViews.summary(List.of("a", "b"), s_result, 1, List.of("w")));
    }

    @Test
    public void bandsHoldTheirMeansMostly() {
        final float[] mean = s_view.templates().get(0).values().toArray();
        final Band band = s_view.templates().get(0).band();
        final float[][] ends = {band.low95().toArray(), band.low68().toArray(), band.high68().toArray(),
            band.high95().toArray()};
        for (int i = 0; i < PIXELS; i++) {
            assertThat(ends[0][i]).isLessThanOrEqualTo(ends[1][i]);
            assertThat(ends[1][i]).isLessThanOrEqualTo(ends[2][i]);
            assertThat(ends[2][i]).isLessThanOrEqualTo(ends[3][i]);
        }
        // means of skew draws may lie outside of the narrow band, but not all of them
        assertThat(IntStream.range(0, PIXELS).filter(i -> mean[i] >= ends[0][i] && mean[i] <= ends[3][i]).count())
            .isGreaterThan(PIXELS / 2);
    }

    @Test
    public void bandsOfCoefficientsAreNeverBelowZeroAndEndThereWhereZeroIsProbable() {
        assertThat(s_view.coefficients().bands()).hasSize(2);
        for (int k = 0; k < 2; k++) {
            final float[] low = s_view.coefficients().bands().get(k).low68().toArray();
            for (int j = 0; j < COUNT; j++) {
                assertThat(low[j]).isGreaterThanOrEqualTo(0);
                if (s_result.coefficients().zero()[j * 2 + k] > 0.16) {
                    assertThat(low[j]).isZero();
                }
            }
        }
    }

    @Test
    public void theChainsOfTheSlowestEntryHaveItsMeanBetweenThem() {
        final Certainty.Posterior posterior = s_view.certainty().posterior();
        assertThat(posterior.rotationMean().count()).isEqualTo(4);
        assertThat(posterior.chains()).hasSize(2);
        final double mean = posterior.chains().stream().map(Certainty.Chain::values).map(PackedFloats::toArray)
            .flatMapToDouble(f -> IntStream.range(0, f.length).mapToDouble(t -> f[t])).average().orElseThrow();
        // single precision
        assertThat(mean).isCloseTo(posterior.rotationMean().toArray()[posterior.slowest()],
            offset(1e-5));
    }

    @Test
    public void observationsHaveTheirChiSquareAndTheSummaryItsWarnings() {
        assertThat(s_view.observations()).hasSize(COUNT);
        assertThat(s_view.observations().get(3).chi2()).isPositive().isLessThan(1000);
        assertThat(s_view.summary().warnings()).containsExactly("w");
    }
}
