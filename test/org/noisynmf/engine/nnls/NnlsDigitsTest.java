package org.noisynmf.engine.nnls;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;

import org.junit.Test;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.engine.storage.Precision;

/** How many digits of coefficients are right, and that no other coefficients are better. */
public class NnlsDigitsTest {

    private static final int PIXELS = 60;

    /** Powers 0 to q − 1 of t from 0 to 1, rounded to single precision so that products with small integers are exact. */
    private static double[] powers(final int rank) {
        final double[] w = new double[PIXELS * rank];
        for (int k = 0; k < rank; k++) {
            for (int i = 0; i < PIXELS; i++) {
                w[k * PIXELS + i] = (float)Math.pow((i + 1.0) / PIXELS, k);
            }
        }
        return w;
    }

    private static Projection project(final double[] w, final int rank, final boolean weighted) {
        final Random random = new Random(rank);
        final double[] x = new double[PIXELS];
        final double[] v = new double[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int k = 0; k < rank; k++) {
                sum = sum.add(new BigDecimal(w[k * PIXELS + i]).multiply(BigDecimal.valueOf(1 + k % 4)));
            }
            x[i] = sum.doubleValue();
            v[i] = 0.5 + random.nextDouble();
        }
        return Nmf.project(Observations.of(new double[][]{x}, weighted ? new double[][]{v} : null), w,
            ProjectionSettings.DEFAULT, Observer.NONE);
    }

    private static double digits(final Projection projection) {
        double fewest = 16;
        for (int k = 0; k < projection.factors().rank(); k++) {
            final double right = 1 + k % 4;
            final double error = Math.abs(projection.factors().h()[k] - right) / right;
            fewest = Math.min(fewest, -Math.log10(Math.max(error, 1e-16)));
        }
        return fewest;
    }

    @Test
    public void exactProblemsKeepElevenDigitsUpToAConditionOfAHundredThousand() {
        // condition numbers of W 23, 710, 2.3e4, and 7.7e5 beyond what is promised
        for (final int rank : new int[]{3, 5, 7, 9}) {
            for (final boolean weighted : new boolean[]{false, true}) {
                assertThat(digits(project(powers(rank), rank, weighted)))
                    .as("%d templates, weighted %s", rank, weighted)
                    .isGreaterThan(11.5);
            }
        }
        // 2.5e7: SciPy's nnls has 8.8 digits at 6e7
        assertThat(digits(project(powers(11), 11, false))).isGreaterThan(9);
    }

    @Test
    public void nearlyDependentTemplatesAreNamedWithTheirCondition() {
        assertThat(project(powers(5), 5, false).warnings()).isEmpty();
        assertThat(project(powers(9), 9, false).warnings())
            .anyMatch(
                w -> w.matches("Template 3, .* and Template 8 are nearly dependent \\(condition of their scaled Gram "
                    + "matrix 2\\.4e\\+11\\): the data hardly determine how they share the signal"));
    }

    @Test
    public void aProjectionIsNeverWorseThanTheCoefficientsOfTheFitItContinues() {
        final Random random = new Random(1);
        final Algorithm[] algorithms = {Algorithm.ACCELERATED, Algorithm.NEARLY, Algorithm.ANLS};
        for (int trial = 0; trial < 600; trial++) {
            final int d = 3 + random.nextInt(15);
            final int n = 3 + random.nextInt(15);
            final int kind = random.nextInt(3);
            final ObservationsBuilder builder = Observations.builder(d)
                .precision(random.nextBoolean() ? Precision.FLOAT32 : Precision.FLOAT64);
            for (int j = 0; j < n; j++) {
                final double[] x = new double[d];
                final double[] v = new double[d];
                for (int i = 0; i < d; i++) {
                    x[i] = switch (kind) {
                        case 0 -> random.nextInt(4);
                        case 1 -> Math.exp(10 * random.nextGaussian());
                        default -> (i + 1) * (j + 1) + 1e-9 * random.nextGaussian();
                    };
                    v[i] = random.nextInt(4) == 0 ? 0 : kind == 1 ? Math.exp(5 * random.nextGaussian()) : 1;
                }
                builder.add(x, v);
            }
            final Observations data = builder.build();
            final NmfResult fit = Nmf.factorise(NmfProblem.of(data),
                NmfSettings.builder().algorithm(algorithms[trial % 3]).rank(1 + random.nextInt(3)).threads(1)
                    .seed(trial)
                    .stopping(new Stopping(1 + random.nextInt(100), 1e-9, 0, Double.POSITIVE_INFINITY)).build(),
                Observer.NONE);
            final Projection projection =
                Nmf.project(data, fit.factors().w(), new ProjectionSettings(false, 1, "cpu"), Observer.NONE);
            for (int j = 0; j < n; j++) {
                if (data.observedCount(j) > 0) {
                    final double squares =
                        Math.scalb(data.weightedSquares(j), 2 * data.dataExponent() + data.weightExponent());
                    // rounding of χ², relative to its largest terms
                    assertThat(projection.chi2()[j]).as("trial %d, observation %d", trial, j)
                        .isLessThanOrEqualTo(fit.chi2PerObservation()[j] * (1 + 1e-9) + 1e-13 * squares);
                }
            }
        }
    }
}
