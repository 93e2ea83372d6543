package org.noisynmf.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.Test;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.FitStart;
import org.noisynmf.engine.model.LoopState;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.testing.Toy;

/** What several starts say together. */
public class StartAgreementTest {

    private static FitStart start(final double objective, final double... templates) {
        return new FitStart(1, objective, 10, StopReason.CONVERGED, templates.length == 0 ? null : templates);
    }

    /** Two pixels, two templates along the axes; the second start is kept. */
    private static NmfResult result(final FitStart... starts) {
        final Factors factors = new Factors(2, 2, 2, new double[]{1, 0, 0, 1}, new double[]{1, 0, 0, 1});
        return new NmfResult(Observations.of(new double[][]{{1, 0}, {0, 1}}, null), factors, 100, 100, 0, 1, 0,
            StopReason.CONVERGED, 1, List.of(starts), List.of(), new double[2], List.of(), "CPU", List.of(),
            new LoopState("nearly", 1, Map.of()));
    }

    @Test
    public void startsAreCountedAndThoseNearTheLowestCompared() {
        final StartAgreement agreement = StartAgreement.of(result(start(100.005, 0, 2, 3, 0), start(100, 1, 0, 0, 1),
            start(100.05, 0, 1, 1, 1), start(100.09, 1, 1, 0, 1), start(120)));
        assertThat(agreement.starts()).isEqualTo(5);
        assertThat(agreement.reached()).as("within 1e-4").isEqualTo(2);
        assertThat(agreement.near()).as("others within 1e-3").isEqualTo(3);
        // template 0 has cosines of 1, √½ and √½ to its partners, template 1 of 1, 1 and 1
        assertThat(agreement.cosine()).containsExactly(new double[]{Math.sqrt(0.5), 1}, within(1e-12));
        assertThat(agreement.warnings()).containsExactly("Template 0 depends on the start: its partners in starts "
            + "that fit as well have a median cosine of only 0.71");
    }

    @Test
    public void oneStartAloneSaysNothing() {
        final StartAgreement agreement = StartAgreement.of(result(start(200), start(100, 1, 0, 0, 1)));
        assertThat(agreement.near()).isZero();
        assertThat(agreement.cosine()).containsOnly(Double.NaN);
        assertThat(agreement.warnings()).isEmpty();
    }

    @Test
    public void everyStartOfAFitIsReportedInTheUnitOfTheData() {
        final Toy toy = Toy.random(12, 40, 3, 0.02, 0.1, 5);
        final NmfResult result = Nmf.factorise(NmfProblem.of(toy.observations()),
            NmfSettings.builder().rank(3).restarts(4).seed(7).build(), Observer.NONE);
        assertThat(result.seeds()).containsExactly(7L, 8L, 9L, 10L);
        assertThat(result.starts().get(result.restart()).objective()).isEqualTo(result.objective());
        assertThat(result.starts()).allSatisfy(start -> {
            assertThat(start.objective()).isGreaterThanOrEqualTo(result.objective());
            assertThat(start.templates() != null).isEqualTo(start.within(FitStart.NEAR, result.objective()));
        });
        final StartAgreement agreement = StartAgreement.of(result);
        assertThat(agreement.reached()).as("well-separated templates").isGreaterThan(1);
        assertThat(Arrays.stream(agreement.cosine())).allSatisfy(c -> assertThat(c).isGreaterThan(0.99));
    }
}
