package org.noisynmf.engine.solve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Distance;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Stopping;

/** Each way to end, and what is said of it. */
public class FitWarningsTest {

    private static final double NEVER = Double.POSITIVE_INFINITY;

    /** Its weighted sum of squares is 5, stored as it is. */
    private static final Observations DATA =
        Observations.builder(2).exponents(0, 0).add(new double[]{1, 2}, null).build();

    private static final Factors FACTORS = new Factors(2, 1, 1, new double[]{1, 2}, new double[]{1});

    private static List<String> ofEnd(final StopReason reason, final Stopping stopping, final int dead) {
        final List<String> warnings = new ArrayList<>();
        FitWarnings.ofEnd(NmfSettings.builder().stopping(stopping).build(), reason, 7, dead, warnings);
        return warnings;
    }

    private static List<String> of(final Distance distance, final int dead, final StopReason reason,
        final double stored, final int exponent) {
        return FitWarnings.of(DATA,
            NmfSettings.builder().rank(1).algorithm(Algorithm.WEIGHTED_MU).distance(distance)
                .stopping(Stopping.after(7)).build(),
            FACTORS, dead == 0 ? List.of() : List.of(0), reason, 7, stored, exponent);
    }

    @Test
    public void whoWantedToConvergeHearsWhatEndedTheSearch() {
        for (final Stopping stopping : new Stopping[]{new Stopping(7, 1e-6, 0, 1), new Stopping(7, 0, 1e-6, 1)}) {
            assertThat(ofEnd(StopReason.ITERATION_LIMIT, stopping, 0)).containsExactly(
                "Not converged after 7 iterations: raise the maximum number of iterations or the tolerance.");
            assertThat(ofEnd(StopReason.TIME_LIMIT, stopping, 0))
                .containsExactly("Not converged after 7 iterations: raise the time limit or the tolerance.");
            assertThat(ofEnd(StopReason.CONVERGED, stopping, 0)).isEmpty();
            assertThat(ofEnd(StopReason.CANCELLED, stopping, 0)).isEmpty();
        }
        assertThat(ofEnd(StopReason.ITERATION_LIMIT, new Stopping(7, 0, 0, NEVER), 0)).isEmpty();
        assertThat(ofEnd(StopReason.NOT_FINITE, Stopping.DEFAULT, 2)).containsExactly(
            "The misfit was no longer a finite number after 7 iterations: these are the last finite factors.",
            "2 templates not used by any observation: choose fewer templates or another start.");
    }

    @Test
    public void aFitThatFoundNothingSaysWhy() {
        final String nothing = "χ² is 5.00000, no less than the 5.00000 of a model that is 0 everywhere: the fit found "
            + "nothing, because ";
        assertThat(of(Distance.SQUARED_ERROR, 0, StopReason.ITERATION_LIMIT, 5, 0))
            .containsExactly(nothing + "the search ended far from a minimum.");
        assertThat(of(Distance.SQUARED_ERROR, 0, StopReason.TIME_LIMIT, 5, 0))
            .containsExactly(nothing + "the search ended far from a minimum.");
        assertThat(of(Distance.SQUARED_ERROR, 0, StopReason.NOT_FINITE, 5, 0))
            .contains(nothing + "its numbers were no longer finite.");
        assertThat(of(Distance.SQUARED_ERROR, 0, StopReason.CONVERGED, 5, 0))
            .containsExactly(nothing + "the search could not lower it from the start.");
        assertThat(of(Distance.SQUARED_ERROR, 1, StopReason.CONVERGED, 5, 0))
            .contains(nothing + "no template is used any more.");
        assertThat(of(Distance.SQUARED_ERROR, 0, StopReason.CONVERGED, Double.NaN, 0)).isNotEmpty();
    }

    @Test
    public void aFitThatFoundSomethingOrWasNotToSaysNothing() {
        assertThat(of(Distance.SQUARED_ERROR, 0, StopReason.CONVERGED, 4.999, 0)).isEmpty();
        assertThat(of(Distance.SQUARED_ERROR, 0, StopReason.CONVERGED, 0, 0)).isEmpty();
        assertThat(of(Distance.SQUARED_ERROR, 0, StopReason.CANCELLED, 5, 0)).isEmpty();
        // a divergence has another zero
        assertThat(of(Distance.KULLBACK_LEIBLER, 0, StopReason.CONVERGED, 5, 0)).isEmpty();
    }

    @Test
    public void aMisfitBeyondTheRangeOfNumbersIsToldWithItsExponent() {
        assertThat(of(Distance.SQUARED_ERROR, 0, StopReason.CONVERGED, 3, 1030))
            .singleElement().asString().startsWith("χ² is 3.00000 · 2^1030, which is too large or too small");
        assertThat(of(Distance.SQUARED_ERROR, 0, StopReason.CONVERGED, 3, -1100))
            .singleElement().asString().startsWith("χ² is 3.00000 · 2^-1100, which is too large or too small");
        assertThat(of(Distance.SQUARED_ERROR, 0, StopReason.CONVERGED, 3, -1000)).isEmpty();
    }
}
