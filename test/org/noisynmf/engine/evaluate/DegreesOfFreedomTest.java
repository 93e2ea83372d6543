package org.noisynmf.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;

public class DegreesOfFreedomTest {

    private static final double NONE = Double.NaN;

    @Test
    public void onlyPositiveNumbersAreFreeAndEachTemplateLeavesItsScale() {
        final double[][] x = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {1, 1, 2}};
        final Factors factors =
            new Factors(3, 4, 2, new double[]{1, 0, 2, 1, 1, 0}, new double[]{1, 0, 0, 1, 1, 1, 2, 1});
        final DegreesOfFreedom freedom = DegreesOfFreedom.of(Observations.of(x, null), factors);
        assertThat(freedom.entries()).isEqualTo(12);
        assertThat(freedom.effective()).as("12 − (4 + 6 − 2)").isEqualTo(4);
        assertThat(freedom.nominal()).as("12 − 2 (4 + 3 − 2)").isEqualTo(2);
        assertThat(freedom.reduced(8)).isEqualTo(2);
    }

    @Test
    public void observationsAndPixelsWithoutWeightHaveNone() {
        final double[][] x = {{1, 2, 3, NONE}, {4, 5, 6, NONE}, {7, 8, 9, NONE}, {1, 1, 2, NONE},
            {NONE, NONE, NONE, NONE}};
        final Observations data = Observations.of(x, null);
        // whatever stands where nothing was observed, a number or NaN, was not found there
        for (final double unknown : new double[]{NONE, 0, 7}) {
            final Factors factors = new Factors(4, 5, 2, new double[]{1, 0, 2, unknown, 1, 1, 0, unknown},
                new double[]{1, 0, 0, 1, 1, 1, 2, 1, unknown, unknown});
            assertThat(DegreesOfFreedom.of(data, factors)).isEqualTo(new DegreesOfFreedom(12, 4, 2));
            assertThat(DegreesOfFreedom.ofProjection(data, factors)).isEqualTo(new DegreesOfFreedom(12, 6, 4));
            assertThat(DegreesOfFreedom.ofProjection(data, factors, 0)).isEqualTo(2);
            assertThat(DegreesOfFreedom.of(data, factors).share(data, 4)).isNaN();
        }
    }

    @Test
    public void sharesOfTheObservationsAddUp() {
        final double[][] x = {{1, 2, NONE}, {4, 5, 6}, {7, NONE, NONE}};
        final Observations data = Observations.of(x, null);
        final DegreesOfFreedom freedom = new DegreesOfFreedom(6, 3, 2);
        assertThat(freedom.share(data, 0)).isEqualTo(1);
        assertThat(freedom.share(data, 0) + freedom.share(data, 1) + freedom.share(data, 2)).isEqualTo(3);
    }
}
