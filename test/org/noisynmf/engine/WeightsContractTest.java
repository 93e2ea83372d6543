package org.noisynmf.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.testing.Toy;

/** What every algorithm that accepts weights makes of missing entries. */
@RunWith(Parameterized.class)
public class WeightsContractTest extends AlgorithmContract {

    /** @return the algorithms this holds for */
    @Parameters(name = "{0}")
    public static List<Algorithm> algorithms() {
        return catalogue(Capability.WEIGHTS, true);
    }

    public WeightsContractTest(final Algorithm algorithm) {
        super(algorithm);
    }

    @Test
    public void entriesWithoutWeightHaveNoEffectWhateverTheyHold() {
        final Toy toy = toy(0.4, 5);
        final NmfResult zeros = fit(withMissing(toy, 0), settings(3, 20).build());
        for (final double value : new double[]{Double.NaN, -1e9, Double.POSITIVE_INFINITY}) {
            final NmfResult other = fit(withMissing(toy, value), settings(3, 20).build());
            assertThat(Arrays.equals(other.factors().w(), zeros.factors().w())).as("missing entries hold %s", value)
                .isTrue();
            assertThat(Arrays.equals(other.factors().h(), zeros.factors().h())).isTrue();
            assertThat(other.chi2()).isEqualTo(zeros.chi2());
        }
    }

    @Test
    public void pixelsAndObservationsWithoutWeightAreUnknownAndLeaveAllElseFinite() {
        final Toy toy = toy(0.2, 6);
        Arrays.fill(toy.v()[4], 0);
        for (final double[] weights : toy.v()) {
            weights[11] = 0;
        }
        final NmfResult result = fit(toy, settings(3, 30).build());
        final double[] w = result.factors().w();
        final double[] h = result.factors().h();
        for (int p = 0; p < w.length; p++) {
            assertThat(p % 37 == 11 ? Double.isNaN(w[p]) : w[p] >= 0 && w[p] < Double.POSITIVE_INFINITY).isTrue();
        }
        for (int p = 0; p < h.length; p++) {
            assertThat(p / 3 == 4 ? Double.isNaN(h[p]) : h[p] >= 0 && h[p] < Double.POSITIVE_INFINITY).isTrue();
        }
        assertThat(result.chi2PerObservation()[4]).isZero();
        assertThat(result.trace()).allSatisfy(row -> assertThat(row.objective()).isFinite());
    }

    private static Toy withMissing(final Toy toy, final double value) {
        final double[][] x = new double[toy.x().length][];
        for (int j = 0; j < x.length; j++) {
            x[j] = toy.x()[j].clone();
            for (int i = 0; i < x[j].length; i++) {
                if (toy.v()[j][i] == 0) {
                    x[j][i] = value;
                }
            }
        }
        return new Toy(x, toy.v(), toy.truth());
    }
}
