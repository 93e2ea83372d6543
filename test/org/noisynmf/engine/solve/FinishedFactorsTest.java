package org.noisynmf.engine.solve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Scaling;

/** Order, scale and gaps of factors, number by number. */
public class FinishedFactorsTest {

    private static final double NONE = Double.NaN;

    private static final Observations DATA = Observations.of(new double[][]{{1, 2}, {2, 1}, {1, 1}}, null);

    private static final NmfSettings SETTINGS =
        NmfSettings.builder().rank(2).scaling(Scaling.MAX).ordered(true).build();

    private static Factors factors(final double[] w, final double... h) {
        return new Factors(2, 3, 2, w, h);
    }

    @Test
    public void theOrderIsThatOfTheSquaresAllObservationsHave() {
        // template 0 is that of the first observation, template 1 of the others: 25 · 5 against (16 + 16) · 5
        final Factors found = Finish.of(factors(new double[]{1, 2, 2, 1}, 5, 0, 0, 4, 0, 4), DATA, SETTINGS,
            new int[0]);
        assertThat(found.w()).containsExactly(1, 0.5, 0.5, 1);
        assertThat(found.h()).containsExactly(0, 10, 8, 0, 8, 0);
    }

    @Test
    public void heldTemplatesKeepScaleAndPlaceAndTheOthersTheirPlace() {
        final Factors found =
            Finish.of(factors(new double[]{1, 2, 4, 2}, 1, 5, 1, 5, 1, 5), DATA, SETTINGS, new int[]{1});
        assertThat(found.w()).containsExactly(0.5, 1, 4, 2);
        assertThat(found.h()).containsExactly(2, 5, 2, 5, 2, 5);
    }

    @Test
    public void aTemplateThatIsZeroStaysZero() {
        final Factors found =
            Finish.of(factors(new double[]{1, 2, 0, 0}, 1, 3, 1, 3, 1, 3), DATA, SETTINGS, new int[0]);
        assertThat(found.w()).containsExactly(0.5, 1, 0, 0);
        assertThat(found.h()).containsExactly(2, 3, 2, 3, 2, 3);
    }

    @Test
    public void templatesWithoutShapeOrUseAreDead() {
        assertThat(Finish.deadTemplates(new Factors(2, 3, 3, new double[]{0, 1, 0, 0, 1, 0},
            new double[]{0, 1, 0, 0, 1, 0, 1, 1, 0}))).containsExactly(1, 2);
    }

    @Test
    public void onlyWhatWasNeverObservedIsUnknown() {
        final Factors found = factors(new double[]{1, 2, 4, 2}, 1, 5, 1, 5, 1, 5);
        final Factors observation =
            Finish.learnt(found, Observations.of(new double[][]{{1, 2}, {NONE, NONE}, {1, 1}}, null));
        assertThat(observation.w()).containsExactly(1, 2, 4, 2);
        assertThat(observation.h()).containsExactly(1, 5, NONE, NONE, 1, 5);
        final Factors pixel =
            Finish.learnt(found, Observations.of(new double[][]{{1, NONE}, {2, NONE}, {1, NONE}}, null));
        assertThat(pixel.w()).containsExactly(1, NONE, 4, NONE);
        assertThat(pixel.h()).containsExactly(1, 5, 1, 5, 1, 5);
        assertThat(Finish.learnt(found, DATA)).isSameAs(found);
    }
}
