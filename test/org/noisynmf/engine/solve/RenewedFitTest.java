package org.noisynmf.engine.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.testing.Toy;

/** Rounds between which the variances change: where they begin, and that together they read as one fit. */
public class RenewedFitTest {

    private static final double GAIN = 4;

    private static final Toy TOY = Toy.random(12, 15, 3, 0.1, 0, 5);

    private static final NmfProblem PROBLEM =
        NmfProblem.of(Observations.of(TOY.x(), TOY.v())).withPhotonNoise(new PhotonNoise(GAIN));

    private static final NmfSettings SETTINGS =
        NmfSettings.builder().rank(3).seed(5).threads(1).stopping(Stopping.after(20)).build();

    private static void assertVariances(final NmfResult result, final boolean ofModel) {
        final Factors truth = TOY.truth();
        final double[] x = new double[12];
        final double[] v = new double[12];
        final double[] model = new double[12];
        for (int j = 0; j < 15; j++) {
            result.data().copy(j, x, v);
            truth.reconstruct(j, model);
            for (int i = 0; i < 12; i++) {
                final double photons = Math.max(ofModel ? model[i] : TOY.x()[j][i], 0) / GAIN;
                assertThat(v[i]).isCloseTo(1 / (photons + 1 / TOY.v()[j][i]), within(1e-12 * v[i]));
            }
        }
    }

    @Test
    public void theFirstVariancesAreThoseOfGivenFactorsElseOfTheData() {
        final NmfSettings none = SETTINGS.toBuilder().stopping(Stopping.after(0)).build();
        final NmfProblem templates = PROBLEM.withTemplates(TOY.truth().w());
        assertVariances(RenewedFit.of(templates.withCoefficients(TOY.truth().h()), none, Observer.NONE), true);
        assertVariances(RenewedFit.of(templates, none, Observer.NONE), false);
        assertVariances(RenewedFit.of(PROBLEM.withCoefficients(TOY.truth().h()), none, Observer.NONE), false);
    }

    @Test
    public void theTraceOfAllRoundsIsThatOfOneFit() {
        final NmfResult result = RenewedFit.of(PROBLEM,
            SETTINGS.toBuilder().start(StartMethod.SEQUENTIAL).growthPasses(2).build(), Observer.NONE);
        assertThat(result.growthPasses()).isEqualTo(6);
        assertThat(result.passes()).isEqualTo(20);
        double before = 0;
        for (int p = 0; p < result.trace().size(); p++) {
            assertThat(result.trace().get(p).pass()).isEqualTo(p);
            assertThat(result.trace().get(p).seconds()).isGreaterThanOrEqualTo(before).isLessThan(60);
            before = result.trace().get(p).seconds();
        }
        assertThat(result.trace()).hasSize(27);
    }

    @Test
    public void laterRoundsBelongToTheStartThatWasKept() {
        final NmfResult result = RenewedFit.of(PROBLEM, SETTINGS.toBuilder().restarts(4).build(), Observer.NONE);
        assertThat(result.restart()).isPositive();
        assertThat(result.starts()).hasSize(4);
        final List<TraceRow> kept = result.trace().stream().filter(row -> row.restart() == result.restart()).toList();
        assertThat(kept).hasSize(21);
        assertThat(kept.get(20).pass()).isEqualTo(20);
        assertThat(result.trace()).hasSize(21 + 3 * 5);
    }
}
