package org.noisynmf.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;

import org.junit.Test;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.nnls.ProjectionSettings;
import org.noisynmf.testing.Toy;

/** Scores say how well a model fits. */
public class ScoresTest {

    private static final Toy TOY = Toy.random(40, 30, 3, 0.1, 0.3, 7);

    private static Projection projection(final Observations data, final double[] templates) {
        return Nmf.project(data, templates, ProjectionSettings.DEFAULT, Observer.NONE);
    }

    @Test
    public void chiSquareIsThatOfTheProjection() {
        final Observations data = TOY.observations();
        final Projection projection = projection(data, TOY.truth().w());
        final Scores scores = Scores.of(data, projection.factors(), false);
        // sums of some ten to a thousand rounded terms
        assertThat(scores.observationChi2()).containsExactly(projection.chi2(), within(1e-10));
        assertThat(scores.chi2()).isCloseTo(Arrays.stream(projection.chi2()).sum(), within(1e-9));
    }

    @Test
    public void explainedSharesAndTheRestMakeOneWhole() {
        final Observations data = TOY.observations();
        final Scores scores = Scores.of(data, projection(data, TOY.truth().w()).factors(), false);
        double squares = 0;
        for (int j = 0; j < data.count(); j++) {
            for (int i = 0; i < data.pixels(); i++) {
                squares += TOY.v()[j][i] * TOY.x()[j][i] * TOY.x()[j][i];
            }
        }
        assertThat(scores.explained()).hasSize(3);
        assertThat(Arrays.stream(scores.explained())).allMatch(share -> share >= 0 && share <= 1);
        // holds at the exact minimum, which the projection reaches to rounding
        assertThat(Arrays.stream(scores.explained()).sum() + scores.chi2() / squares).isCloseTo(1, within(1e-10));
    }

    /** Gaussian noise with its true variances: moments of the normal distribution, each within five of its errors. */
    @Test
    public void trueModelLeavesNormalResiduals() {
        final Random random = new Random(3);
        final int n = 200;
        final int d = 500;
        final double[][] x = new double[n][d];
        final double[][] v = new double[n][d];
        final double[] w = random.doubles(d).toArray();
        final double[] h = random.doubles(n).toArray();
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < d; i++) {
                final double sigma = 0.5 + random.nextDouble();
                x[j][i] = h[j] * w[i] + sigma * random.nextGaussian();
                v[j][i] = 1 / (sigma * sigma);
            }
        }
        final Scores scores = Scores.of(Observations.of(x, v), new Factors(d, n, 1, w, h), false);
        final double entries = n * d;
        assertThat(scores.mean()).isCloseTo(0, within(5 / Math.sqrt(entries)));
        assertThat(scores.variance()).isCloseTo(1, within(5 * Math.sqrt(2 / entries)));
        assertThat(scores.skewness()).isCloseTo(0, within(5 * Math.sqrt(6 / entries)));
        assertThat(scores.excessKurtosis()).isCloseTo(0, within(5 * Math.sqrt(24 / entries)));
        assertThat(scores.reducedChi2()).isCloseTo(1, within(0.03));
    }

    @Test
    public void freeNumbersAreSubtracted() {
        final double nan = Double.NaN;
        final double[][] x = {{1, 2, 3, nan}, {2, nan, 1, nan}, {nan, nan, nan, nan}};
        final Observations data = Observations.of(x, null);
        final Factors factors = new Factors(4, 3, 1, new double[]{1, 1, 1, 0}, new double[]{2, 1.5, nan});
        final Scores heldOut = Scores.of(data, factors, false);
        assertThat(heldOut.entries()).isEqualTo(5);
        assertThat(heldOut.degreesOfFreedom()).as("5 entries, 2 coefficients").isEqualTo(3);
        assertThat(heldOut.chi2()).isEqualTo(2.5);
        assertThat(heldOut.reducedChi2()).isEqualTo(2.5 / 3);
        assertThat(heldOut.observationChi2()).containsExactly(2, 0.5, nan);
        assertThat(heldOut.observationEntries()).containsExactly(3, 2, 0);
        final Scores learnt = Scores.of(data, factors, true);
        assertThat(learnt.degreesOfFreedom()).as("5 entries, 2 + 3 − 1 free numbers").isEqualTo(1);
    }

    @Test
    public void noDegreeOfFreedomLeavesNoReducedChiSquare() {
        final Scores scores = Scores.of(Observations.of(new double[][]{{2}}, null),
            new Factors(1, 1, 1, new double[]{1}, new double[]{1}), false);
        assertThat(scores.reducedChi2()).isNaN();
        assertThat(scores.variance()).isNaN();
        assertThat(scores.skewness()).isNaN();
        assertThat(scores.excessKurtosis()).isNaN();
    }

    @Test
    public void differenceIsPositiveWhereThisModelFitsBetter() {
        final Observations data = Observations.of(new double[][]{{1, 1}, {3, 0}, {Double.NaN, Double.NaN}}, null);
        final double[] h = {1, 1, 1};
        final Scores flat = Scores.of(data, new Factors(2, 3, 1, new double[]{1, 1}, h), false);
        final Scores peak = Scores.of(data, new Factors(2, 3, 1, new double[]{3, 0}, h), false);
        assertThat(flat.differences(peak)).containsExactly(5, -5, Double.NaN);
        assertThat(flat.medianDifference(peak)).isEqualTo(0);
        assertThatIllegalArgumentException().isThrownBy(() -> flat.differences(Scores.of(
            Observations.of(new double[][]{{1, 1}}, null), new Factors(2, 1, 1, new double[2], new double[1]),
            false))).withMessageContaining("3 observations, the other on 1");
    }

    @Test
    public void whatCannotBeScoredIsRefused() {
        final Observations data = Observations.of(new double[][]{{1, 2}}, null);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> Scores.of(data, new Factors(3, 1, 1, new double[3], new double[1]), false))
            .withMessageContaining("1 observations of 3 pixels").withMessageContaining("1 of 2");
        final Observations nothing = Observations.of(new double[][]{{1, 2}}, new double[1][2]);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> Scores.of(nothing, new Factors(2, 1, 1, new double[2], new double[1]), false))
            .withMessageContaining("nothing to score");
    }
}
