package org.noisynmf.engine.nnls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.testing.SharedData;

/** Projection is exact: against every active set, against the conditions of optimality, at any scale and team size. */
public class WeightedNnlsTest {

    private static final UniformRandomProvider RANDOM = RandomSource.XO_SHI_RO_256_PP.create(5);

    private static double[][] uniform(final int rows, final int columns, final double low, final double high) {
        final double[][] values = new double[rows][columns];
        for (final double[] row : values) {
            Arrays.setAll(row, i -> low + (high - low) * RANDOM.nextDouble());
        }
        return values;
    }

    private static Projection project(final double[][] x, final double[][] v, final double[][] w) {
        return WeightedNnls.project(Observations.of(x, v), SharedData.flat(w), ProjectionSettings.DEFAULT,
            Observer.NONE);
    }

    /** Tries every set of positive coefficients, by weighted least squares with QR. */
    private static double[] bruteForce(final double[] x, final double[] v, final double[][] w) {
        double[] best = new double[w.length];
        double lowest = chi2(x, v, w, best);
        for (int set = 1; set < 1 << w.length; set++) {
            final int chosen = set;
            final int[] members = IntStream.range(0, w.length).filter(k -> (chosen >> k & 1) == 1).toArray();
            final DMatrixRMaj a = new DMatrixRMaj(x.length, members.length);
            final DMatrixRMaj y = new DMatrixRMaj(x.length, 1);
            for (int i = 0; i < x.length; i++) {
                y.set(i, 0, Math.sqrt(v[i]) * x[i]);
                for (int m = 0; m < members.length; m++) {
                    a.set(i, m, Math.sqrt(v[i]) * w[members[m]][i]);
                }
            }
            final DMatrixRMaj solution = new DMatrixRMaj(members.length, 1);
            CommonOps_DDRM.solve(a, y, solution);
            final double[] h = new double[w.length];
            for (int m = 0; m < members.length; m++) {
                h[members[m]] = solution.get(m, 0);
            }
            if (Arrays.stream(h).allMatch(c -> c >= 0) && chi2(x, v, w, h) < lowest) {
                lowest = chi2(x, v, w, h);
                best = h;
            }
        }
        return best;
    }

    private static double chi2(final double[] x, final double[] v, final double[][] w, final double[] h) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double residual = x[i];
            for (int k = 0; k < w.length; k++) {
                residual -= h[k] * w[k][i];
            }
            sum += v[i] > 0 ? v[i] * residual * residual : 0;
        }
        return sum;
    }

    /** Worst violation of the conditions of optimality; gradients in units of ‖√V w_k‖ ‖√V x‖. */
    private static double violation(final double[] x, final double[] v, final double[][] w, final double[] h) {
        double worst = 0;
        for (int k = 0; k < w.length; k++) {
            double gradient = 0;
            double templateSquares = 0;
            double squares = 0;
            for (int i = 0; i < x.length; i++) {
                if (v[i] > 0) {
                    double model = 0;
                    for (int l = 0; l < w.length; l++) {
                        model += h[l] * w[l][i];
                    }
                    gradient += v[i] * (model - x[i]) * w[k][i];
                    templateSquares += v[i] * w[k][i] * w[k][i];
                    squares += v[i] * x[i] * x[i];
                }
            }
            gradient /= templateSquares > 0 ? Math.sqrt(templateSquares * squares) : 1;
            worst = Math.max(worst, h[k] > 0 ? Math.abs(gradient) : -gradient);
            worst = Math.max(worst, -h[k]);
        }
        return worst;
    }

    private static double[] coefficients(final Projection projection, final int j) {
        final int q = projection.factors().rank();
        return Arrays.copyOfRange(projection.factors().h(), j * q, (j + 1) * q);
    }

    @Test
    public void agreesWithEveryActiveSetTriedForUpToFourTemplates() {
        for (int q = 1; q <= 4; q++) {
            final double[][] x = uniform(100, 12, -1, 2);
            final double[][] v = uniform(100, 12, -0.3, 1);
            for (final double[] row : v) {
                Arrays.setAll(row, i -> Math.max(row[i], 0));
            }
            final double[][] w = uniform(q, 12, 0, 1);
            final Projection weighted = project(x, v, w);
            final Projection plain = project(x, null, w);
            final double[] ones = new double[12];
            Arrays.fill(ones, 1);
            for (int j = 0; j < 100; j++) {
                assertThat(coefficients(weighted, j)).as("weighted, rank %d, observation %d", q, j)
                    .containsExactly(bruteForce(x[j], v[j], w), within(1e-10));
                assertThat(coefficients(plain, j)).as("plain, rank %d, observation %d", q, j)
                    .containsExactly(bruteForce(x[j], ones, w), within(1e-10));
                assertThat(weighted.chi2()[j])
                    .isCloseTo(chi2(x[j], v[j], w, coefficients(weighted, j)), within(1e-12));
            }
        }
    }

    @Test
    public void conditionsOfOptimalityHoldOnQuasars() {
        final double[][] x = SharedData.columns("quasar_X.npy.gz");
        final double[][] v = SharedData.columns("quasar_V.npy.gz");
        final double[][] w = SharedData.columns("quasar_Wtrue.npy");
        final Projection projection = project(x, v, w);
        for (int j = 0; j < x.length; j++) {
            assertThat(violation(x[j], v[j], w, coefficients(projection, j))).as("spectrum %d", j).isLessThan(1e-10);
        }
    }

    @Test
    public void faintDataInTheirOwnUnitsGiveTheSameCoefficients() {
        final double[][] x = uniform(20, 9, -1, 2);
        final double[][] w = uniform(3, 9, 0, 1);
        final double[][] v = uniform(20, 9, 0.1, 1);
        final double[][] faintX = scaled(x, 1e-17);
        final double[][] faintV = scaled(v, 1e34);
        final Projection ordinary = project(x, v, w);
        final Projection faint = project(faintX, faintV, scaled(w, 1e-17));
        final Projection mixed = project(faintX, faintV, w);
        for (int p = 0; p < 60; p++) {
            final double h = ordinary.factors().h()[p];
            assertThat(faint.factors().h()[p]).isCloseTo(h, within(1e-10));
            assertThat(mixed.factors().h()[p] * 1e17).isCloseTo(h, within(1e-10));
        }
        for (int j = 0; j < 20; j++) {
            assertThat(faint.chi2()[j]).isCloseTo(ordinary.chi2()[j], within(1e-10));
        }
    }

    private static double[][] scaled(final double[][] values, final double factor) {
        return Arrays.stream(values).map(row -> Arrays.stream(row).map(value -> value * factor).toArray())
            .toArray(double[][]::new);
    }

    @Test
    public void nearlyEqualTemplatesKeepTheDigitsThatNormalEquationsLose() {
        final double[][] w = uniform(2, 40, 0.5, 1);
        for (int i = 0; i < 40; i++) {
            w[1][i] = w[0][i] * (1 + 1e-6 * w[1][i]);
        }
        final double[][] x = new double[1][40];
        for (int i = 0; i < 40; i++) {
            x[0][i] = 2 * w[0][i] + 3 * w[1][i];
        }
        // the angle between them is about 1e-7: normal equations, good to 1e-16/1e-14, would leave two digits
        assertThat(coefficients(project(x, uniform(1, 40, 0.5, 1), w), 0)).containsExactly(new double[]{2, 3},
            within(1e-7));
    }

    @Test
    public void dependentTemplatesStillReachTheMinimumAndAreReported() {
        final double[][] one = uniform(1, 15, 0, 1);
        final double[][] w = {one[0], one[0], uniform(1, 15, 0, 1)[0]};
        final double[][] x = uniform(5, 15, 0, 1);
        final double[][] v = uniform(5, 15, 0.1, 1);
        final Projection projection = project(x, v, w);
        for (int j = 0; j < 5; j++) {
            assertThat(violation(x[j], v[j], w, coefficients(projection, j))).isLessThan(1e-10);
        }
        assertThat(projection.warnings()).hasSize(1);
        assertThat(projection.warnings().get(0)).contains("depend on one another");
    }

    @Test
    public void observationsWithoutWeightAreMissingAndCounted() {
        final Projection projection =
            project(new double[][]{{1, 2}, {3, 4}}, new double[][]{{0, 0}, {1, 1}}, new double[][]{{3, 4}});
        assertThat(projection.factors().h()).containsExactly(Double.NaN, 1);
        assertThat(projection.chi2()[0]).isNaN();
        assertThat(projection.chi2()[1]).isCloseTo(0, within(1e-28));
        assertThat(projection.warnings()).singleElement().asString().startsWith("1 observation without any weight");
    }

    @Test
    public void bitsDoNotDependOnThreads() {
        final Observations data = Observations.of(uniform(301, 50, -1, 2), uniform(301, 50, 0, 1));
        final double[] w = SharedData.flat(uniform(6, 50, 0, 1));
        final Projection alone = WeightedNnls.project(data, w, new ProjectionSettings(true, 1, "cpu"), Observer.NONE);
        final Projection three = WeightedNnls.project(data, w, new ProjectionSettings(true, 3, "cpu"), Observer.NONE);
        assertThat(three.factors().h()).isEqualTo(alone.factors().h());
        assertThat(three.chi2()).isEqualTo(alone.chi2());
        assertThat(three.covariances()).isEqualTo(alone.covariances());
    }

    @Test
    public void covariancesAreTheInverseOfTheNormalMatrixInUsersUnits() {
        for (final double unit : new double[]{1, 1e-17}) {
            final double[][] w = {{1, 0, 2}, {0, 3, 1}};
            final double[][] x = {{unit, 3 * unit, 4 * unit}};
            final double[][] v = {{2 / unit / unit, 1 / unit / unit, 4 / unit / unit}};
            final Projection projection = WeightedNnls.project(Observations.of(x, v), SharedData.flat(w),
                new ProjectionSettings(true, 1, "cpu"), Observer.NONE);
            // W'VW = [[2 + 16, 8], [8, 9 + 4]] / unit²
            final double determinant = 18 * 13 - 64;
            final double[] expected = {13 / determinant, -8 / determinant, 18 / determinant};
            for (int p = 0; p < 3; p++) {
                assertThat(projection.covariances()[p] / unit / unit).isCloseTo(expected[p], within(1e-12));
            }
        }
    }

    @Test
    public void singlePrecisionAgreesToItsDigits() {
        final double[][] x = uniform(50, 60, -1, 2);
        final double[][] v = uniform(50, 60, 0, 1);
        final double[][] w = uniform(4, 60, 0, 1);
        final var builder = Observations.builder(60).precision(Precision.FLOAT32);
        for (int j = 0; j < 50; j++) {
            builder.add(x[j], v[j]);
        }
        final Projection single =
            WeightedNnls.project(builder.build(), SharedData.flat(w), ProjectionSettings.DEFAULT, Observer.NONE);
        // 24 bits, condition numbers up to about a hundred
        assertThat(single.factors().h()).containsExactly(project(x, v, w).factors().h(), within(1e-4));
    }

    @Test
    public void cancelEndsItWithoutAResult() {
        final Observer impatient = new Observer() {
            @Override
            public boolean cancelled() {
                return true;
            }

            @Override
            public void progress(final double fraction, final String message) {
                throw new AssertionError("cancelled before any work was done");
            }
        };
        assertThatThrownBy(() -> WeightedNnls.project(Observations.of(new double[][]{{1}}, null), new double[]{1},
            ProjectionSettings.DEFAULT, impatient)).isInstanceOf(CancellationException.class);
    }

    @Test
    public void templatesThatDoNotFitAreNamed() {
        final Observations data = Observations.of(new double[][]{{1, 2, 3}}, null);
        assertThatThrownBy(
            () -> WeightedNnls.project(data, new double[4], ProjectionSettings.DEFAULT, Observer.NONE))
            .hasMessageContaining("4 values").hasMessageContaining("3 pixels");
        assertThatThrownBy(() -> WeightedNnls.project(data, new double[]{1, 1, 1, 1, Double.NaN, 1},
            ProjectionSettings.DEFAULT, Observer.NONE)).hasMessageContaining("Template 1 is NaN at pixel 1");
    }
}
