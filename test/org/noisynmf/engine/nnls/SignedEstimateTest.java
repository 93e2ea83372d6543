package org.noisynmf.engine.nnls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.Test;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.settings.Machine;

/** Coefficients with a sign: their errors hold from 0 to bright. */
public class SignedEstimateTest {

    private static final int PIXELS = 60;

    private static final int RANK = 4;

    private static final int COUNT = 6000;

    private static final ProjectionSettings WANTED = new ProjectionSettings(true, 0, Machine.PROCESSOR);

    /** Overlapping lines of unit norm: angles between neighbours are 57°. */
    private static double[] templates(final double scale) {
        final double[] w = new double[PIXELS * RANK];
        for (int k = 0; k < RANK; k++) {
            double squares = 0;
            for (int i = 0; i < PIXELS; i++) {
                final double distance = (i - 12 - 12 * k) / 8.0;
                w[k * PIXELS + i] = Math.exp(-0.5 * distance * distance);
                squares += w[k * PIXELS + i] * w[k * PIXELS + i];
            }
            for (int i = 0; i < PIXELS; i++) {
                w[k * PIXELS + i] *= scale / Math.sqrt(squares);
            }
        }
        return w;
    }

    @Test
    public void twoThirdsOfTheTruthLieWithinOneErrorAndNinetyFivePercentWithinTwoFromZeroToBright() {
        final Random random = new Random(11);
        final double[] w = templates(1);
        final double[][] truth = new double[COUNT][RANK];
        final double[][] x = new double[COUNT][PIXELS];
        final double[][] v = new double[COUNT][PIXELS];
        for (int j = 0; j < COUNT; j++) {
            for (int k = 0; k < RANK; k++) {
                // half of them absent, the others up to twelve errors
                truth[j][k] = random.nextBoolean() ? 0 : 12 * random.nextDouble();
                for (int i = 0; i < PIXELS; i++) {
                    x[j][i] += truth[j][k] * w[k * PIXELS + i];
                }
            }
            for (int i = 0; i < PIXELS; i++) {
                final double sigma = 0.7 + 0.6 * random.nextDouble();
                x[j][i] += sigma * random.nextGaussian();
                v[j][i] = random.nextInt(10) == 0 ? 0 : 1 / (sigma * sigma);
            }
        }
        final Projection projection = Nmf.project(Observations.of(x, v), w, WANTED, Observer.NONE);
        // classes of brightness: 0, then to 3, to 8 and beyond 8 errors
        final int[] count = new int[4];
        final int[] one = new int[4];
        final int[] two = new int[4];
        double signed = 0;
        double plain = 0;
        for (int j = 0; j < COUNT; j++) {
            for (int k = 0; k < RANK; k++) {
                final double error = projection.signed().errors()[j * RANK + k];
                final double pull = Math.abs(projection.signed().estimates()[j * RANK + k] - truth[j][k]) / error;
                final int kind = truth[j][k] == 0 ? 0 : truth[j][k] < 3 * error ? 1 : truth[j][k] < 8 * error ? 2 : 3;
                count[kind]++;
                one[kind] += pull < 1 ? 1 : 0;
                two[kind] += pull < 2 ? 1 : 0;
                signed += truth[j][k] == 0 ? projection.signed().estimates()[j * RANK + k] / error : 0;
                plain += truth[j][k] == 0 ? projection.factors().h()[j * RANK + k] / error : 0;
            }
        }
        for (int kind = 0; kind < 4; kind++) {
            // 1600 and more each: 1.2 % and 0.5 %
            assertThat(100.0 * one[kind] / count[kind]).as("68 %%, class %d of %d", kind, count[kind])
                .isCloseTo(68.3, within(4.0));
            assertThat(100.0 * two[kind] / count[kind]).as("95 %%, class %d of %d", kind, count[kind])
                .isCloseTo(95.4, within(2.0));
        }
        // neighbours that are rectified noise press the others down a little: measured -0.14 against 0.33 errors
        assertThat(Math.abs(signed)).as("mean where the truth is 0").isLessThan(plain / 2);
    }

    @Test
    public void estimatesAndErrorsAreThoseOfTheFreeSetInAnyUnit() {
        final Random random = new Random(3);
        final double[] plain = templates(1);
        for (final double unit : new double[]{1, 0x1p-70, 3e40}) {
            final double[] w = templates(7);
            final double[][] x = new double[1][PIXELS];
            final double[][] v = new double[1][PIXELS];
            for (int i = 0; i < PIXELS; i++) {
                x[0][i] = unit * (5 * plain[i] + 4 * plain[2 * PIXELS + i] + random.nextGaussian());
                v[0][i] = (0.5 + random.nextDouble()) / unit / unit;
            }
            final Projection projection = Nmf.project(Observations.of(x, v), w, WANTED, Observer.NONE);
            for (int k = 0; k < RANK; k++) {
                final int[] set = java.util.stream.IntStream.range(0, RANK).filter(new Free(projection, k)).toArray();
                final DMatrixRMaj gram = new DMatrixRMaj(set.length, set.length);
                final DMatrixRMaj linear = new DMatrixRMaj(set.length, 1);
                int own = 0;
                for (int a = 0; a < set.length; a++) {
                    own = set[a] == k ? a : own;
                    for (int i = 0; i < PIXELS; i++) {
                        final double weight = v[0][i] * unit * unit * w[set[a] * PIXELS + i];
                        linear.add(a, 0, weight * x[0][i] / unit);
                        for (int c = 0; c < set.length; c++) {
                            gram.add(a, c, weight * w[set[c] * PIXELS + i]);
                        }
                    }
                }
                CommonOps_DDRM.invert(gram);
                final DMatrixRMaj expected = new DMatrixRMaj(set.length, 1);
                CommonOps_DDRM.mult(gram, linear, expected);
                assertThat(projection.signed().estimates()[k] / unit).isCloseTo(expected.get(own), within(1e-12));
                assertThat(projection.signed().errors()[k] / unit)
                    .isCloseTo(Math.sqrt(gram.get(own, own)), within(1e-12));
            }
        }
    }

    /** Coefficients that are positive, and one more. */
    private record Free(Projection projection, int also) implements java.util.function.IntPredicate {
        @Override
        public boolean test(final int k) {
            return k == also || projection.factors().h()[k] > 0;
        }
    }

    @Test
    public void aTemplateThatTheOthersMakeUpHasNoEstimateOfItsOwn() {
        final double[] w = templates(1);
        for (int i = 0; i < PIXELS; i++) {
            w[3 * PIXELS + i] = w[i] + w[PIXELS + i];
        }
        final double[][] x = new double[1][PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            x[0][i] = 3 * w[i] + 2 * w[PIXELS + i] + 1e-3 * (i % 2);
        }
        final Projection projection = Nmf.project(Observations.of(x, null), w, WANTED, Observer.NONE);
        for (int k = 0; k < RANK; k++) {
            final double h = projection.factors().h()[k];
            if (h > 0 && !Double.isNaN(projection.signed().estimates()[k])) {
                assertThat(projection.signed().estimates()[k]).isEqualTo(h);
            }
        }
        // two of the three dependent ones carry the signal; the third cannot be told apart
        assertThat(projection.signed().errors()).contains(Double.NaN);
    }
}
