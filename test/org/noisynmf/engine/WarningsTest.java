package org.noisynmf.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.junit.Test;
import org.noisynmf.engine.data.NegativeValues;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.nnls.ProjectionSettings;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Stopping;

/** What was never observed, did not converge or explains nothing is said to be so. */
public class WarningsTest {

    private static final double NONE = Double.NaN;

    /** Eight observations of six pixels of rank 2; the fourth observation and the second pixel were never observed. */
    private static double[][] unobserved() {
        final double[][] x = new double[8][6];
        for (int j = 0; j < 8; j++) {
            for (int i = 0; i < 6; i++) {
                x[j][i] = j == 3 || i == 1 ? NONE : (1 + j % 3) * (i + 1.0) + (j + 1) * (i % 2);
            }
        }
        return x;
    }

    private static NmfResult fit(final NmfProblem problem, final Algorithm algorithm, final Stopping stopping) {
        return Nmf.factorise(problem, NmfSettings.builder().algorithm(algorithm).threads(1).stopping(stopping).build(),
            Observer.NONE);
    }

    @Test
    public void whatWasNeverObservedIsNotANumber() {
        final Observations data = Observations.of(unobserved(), null);
        for (final Algorithm algorithm : Algorithm.values()) {
            if (data.uniform() || !algorithm.can(org.noisynmf.engine.settings.Capability.WEIGHTS)) {
                continue;
            }
            final NmfResult result = fit(NmfProblem.of(data), algorithm, Stopping.DEFAULT);
            for (int j = 0; j < 8; j++) {
                for (int k = 0; k < 2; k++) {
                    assertThat(Double.isNaN(result.factors().h()[j * 2 + k])).as(algorithm.id()).isEqualTo(j == 3);
                }
            }
            for (int i = 0; i < 6; i++) {
                for (int k = 0; k < 2; k++) {
                    assertThat(Double.isNaN(result.factors().w()[k * 6 + i])).as(algorithm.id()).isEqualTo(i == 1);
                }
            }
            assertThat(result.warnings()).as(algorithm.id())
                .contains("1 observation without any weight: coefficients are missing.",
                    "1 pixel without any weight: templates are missing there, and 0 in the model.");
        }
    }

    @Test
    public void aFitWithUnknownValuesCanBeContinuedAndProjectedOnto() {
        final double[][] x = unobserved();
        final Observations data = Observations.of(x, null);
        final NmfSettings settings = NmfSettings.builder().threads(1)
            .stopping(new Stopping(20, 0, 0, Double.POSITIVE_INFINITY)).build();
        final NmfResult half = Nmf.factorise(NmfProblem.of(data), settings, Observer.NONE);
        final NmfResult whole = Nmf.resume(NmfProblem.of(data), settings, half.state(), Observer.NONE);
        final NmfResult atOnce = Nmf.factorise(NmfProblem.of(data),
            settings.toBuilder().stopping(new Stopping(40, 0, 0, Double.POSITIVE_INFINITY)).build(), Observer.NONE);
        assertThat(whole.factors().w()).isEqualTo(atOnce.factors().w());
        assertThat(whole.factors().h()).isEqualTo(atOnce.factors().h());
        final NmfResult restarted = Nmf.factorise(NmfProblem.of(data).withTemplates(half.factors().w())
            .withCoefficients(half.factors().h()), settings, Observer.NONE);
        assertThat(restarted.chi2()).isLessThanOrEqualTo(half.chi2());
        final Projection projection =
            Nmf.project(data, half.factors().w(), ProjectionSettings.DEFAULT, Observer.NONE);
        // exact minima of the coefficients; ten digits of what sums to about 1e3
        assertThat(Arrays.stream(projection.chi2()).filter(c -> !Double.isNaN(c)).sum())
            .isLessThanOrEqualTo(half.chi2() + 1e-7);
    }

    @Test
    public void entriesAtPixelsThatTheTemplatesDoNotKnowTakeNoPartInAProjection() {
        final double[] templates = {1, NONE, 2, 1, 0, NONE, 1, 3};
        final double[][] x = {{2, 100, 4, 2}, {NONE, 5, NONE, NONE}};
        final Projection projection =
            Nmf.project(Observations.of(x, null), templates, ProjectionSettings.DEFAULT, Observer.NONE);
        assertThat(projection.factors().h()).containsExactly(new double[]{2, 0, NONE, NONE},
            // the rounding of a few operations
            within(1e-14));
        assertThat(projection.chi2()).containsExactly(new double[]{0, NONE}, within(1e-14));
        assertThat(projection.warnings()).anyMatch(w -> w.startsWith("1 pixel of the templates is unknown"));
    }

    @Test
    public void changedNegativeValuesAreCounted() {
        for (final NegativeValues treatment : new NegativeValues[]{NegativeValues.CLIP, NegativeValues.WEIGHT_ZERO}) {
            final ObservationsBuilder builder = Observations.builder(3).negativeValues(treatment);
            builder.add(new double[]{1, -2, 3}, null).add(new double[]{2, 1, -1}, null)
                .add(new double[]{3, 2, 1}, null);
            assertThat(fit(NmfProblem.of(builder.build()), Algorithm.HALS, Stopping.DEFAULT).warnings())
                .contains(treatment == NegativeValues.CLIP ? "2 negative values replaced by 0."
                    : "2 negative values given weight 0.");
        }
    }

    @Test
    public void aSearchThatWasToConvergeAndDidNotSaysSo() {
        final NmfProblem problem =
            NmfProblem.of(Observations.of(new double[][]{{1, 2, 5}, {3, 1, 2}, {1, 1, 4}}, null));
        assertThat(fit(problem, Algorithm.NEARLY, new Stopping(1, 1e-6, 0, Double.POSITIVE_INFINITY)).warnings())
            .contains("Not converged after 1 iteration: raise the maximum number of iterations or the tolerance.");
        assertThat(fit(problem, Algorithm.NEARLY, new Stopping(1, 0, 0, Double.POSITIVE_INFINITY)).warnings())
            .isEmpty();
    }

    @Test
    public void aModelThatIsNoBetterThanNothingSaysSo() {
        final double[][] x = {{-1, -2, -5}, {-3, -1, -2}, {-1, -1, -4}};
        assertThat(fit(NmfProblem.of(Observations.of(x, null)), Algorithm.HALS, Stopping.DEFAULT).warnings())
            .anyMatch(w -> w.contains("no less than the 62.0000 of a model that is 0 everywhere"));
    }

    @Test
    public void templatesThatAreCopiesAreNamed() {
        final double[][] x = {{1, 2, 5}, {3, 1, 2}, {1, 1, 4}};
        final NmfProblem problem = NmfProblem.of(Observations.of(x, null))
            .withTemplates(new double[]{1, 2, 3, 3, 1, 1, 2, 4, 6}).withHeld(0, 1, 2);
        final NmfSettings settings = NmfSettings.builder().algorithm(Algorithm.HALS).rank(3).threads(1).build();
        assertThat(Nmf.factorise(problem, settings, Observer.NONE).warnings())
            .anyMatch(w -> w.startsWith("Template 0 and Template 2 are copies of one another"));
    }
}
