package org.noisynmf.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;

import org.junit.Test;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.testing.Toy;

/** Observations keep what was added, count what was left out, and refuse what cannot be used, naming the place. */
public class ObservationsTest {

    private static void assertSame(final Observations observations, final double[][] x, final double[][] v,
        final double relative) {
        final double[] data = new double[observations.pixels()];
        final double[] weights = new double[observations.pixels()];
        for (int j = 0; j < x.length; j++) {
            observations.copy(j, data, weights);
            for (int i = 0; i < data.length; i++) {
                assertThat(weights[i]).isBetween(v[j][i] * (1 - relative), v[j][i] * (1 + relative));
                if (v[j][i] == 0) {
                    assertThat(data[i]).isNaN();
                } else {
                    assertThat(Math.abs(data[i] - x[j][i])).isLessThanOrEqualTo(relative * Math.abs(x[j][i]));
                }
            }
        }
    }

    @Test
    public void whatWasAddedComesBackAtEveryScale() {
        for (final int pixels : new int[]{1, 7, 255, 256, 257, 700}) {
            for (final double scale : new double[]{1, 1e-17, 1e25}) {
                final Toy toy = Toy.random(pixels, 9, 2, 0.5, 0.4, 50);
                final double[][] x = new double[9][];
                final double[][] v = new double[9][];
                for (int j = 0; j < 9; j++) {
                    x[j] = Arrays.stream(toy.x()[j]).map(value -> value * scale).toArray();
                    v[j] = Arrays.stream(toy.v()[j]).map(value -> value / scale / scale).toArray();
                }
                // v x / v rounds twice; float has 24 bits
                assertSame(Observations.of(x, v), x, v, 4e-16);
                final ObservationsBuilder single = Observations.builder(pixels).precision(Precision.FLOAT32);
                for (int j = 0; j < 9; j++) {
                    single.add(x[j], v[j]);
                }
                assertSame(single.build(), x, v, 2e-7);
            }
        }
    }

    @Test
    public void weightsOfZeroAtEitherEndIgnoreWhatStandsThere() {
        final double nan = Double.NaN;
        final double[][] x = {{nan, 2, 3}, {1, 2, nan}, {nan, nan, nan}, {4, nan, 5}, {6, 7, 8}};
        final double[][] v = {{0, 1, 1}, {1, 1, 0}, {0, 0, 0}, {1, 0, 1}, {1, 1, 1}};
        final Observations data = Observations.of(x, v);
        assertSame(data, x, v, 0);
        assertThat(data.uniform()).isFalse();
        assertThat(data.observedEntries()).isEqualTo(9);
        // whole numbers, and the units of storage are powers of two
        assertThat(Math.scalb(data.weightedSquares(), 2 * data.dataExponent()))
            .isEqualTo(4 + 9 + 1 + 4 + 16 + 25 + 36 + 49 + 64);
    }

    @Test
    public void exponentsFollowTheLargestValueEvenIfTheFirstObservationIsAnother() {
        final double[][] x = {{1e-17, 2e-17}, {3e5, -1e5}};
        final double[][] v = {{1e34, 1e34}, {1e-10, 1e-10}};
        assertSame(Observations.of(x, v), x, v, 4e-16);
        assertThat(Observations.of(x, v).dataExponent()).isEqualTo(Math.getExponent(3e5));
        assertThat(Observations.of(x, v).weightExponent()).isEqualTo(Math.getExponent(1e34));
    }

    @Test
    public void anObservationOfZerosComesFirstAndDecidesNothing() {
        final double[][] x = {{0, 0}, {3e5, -1e5}};
        final double[][] v = {{1e10, 1e10}, {1e34, 1e30}};
        assertSame(Observations.of(x, v), x, v, 4e-16);
    }

    @Test
    public void theLargestValueIsStoredAsOneToTwo() {
        final Observations observations = Observations.of(new double[][]{{100, -3}, {0.01, 7}}, null);
        assertThat(observations.dataExponent()).isEqualTo(6);
        assertThat(observations.weightExponent()).isZero();
        assertThat(observations.uniform()).isTrue();
        assertThat(observations.minimum()).isEqualTo(-3 / 64.0);
        // four values without weights
        assertThat(observations.size()).isCloseTo(Math.sqrt((10000 + 9 + 0.0001 + 49) / 4) / 64, within(1e-15));
    }

    @Test
    public void entriesAreCounted() {
        final double nan = Double.NaN;
        final double[][] x = {{1, nan, -1}, {nan, nan, nan}, {2, nan, 3}};
        final Observations observations = Observations.of(x, null);
        assertThat(observations.observedEntries()).isEqualTo(4);
        assertThat(observations.missingEntries()).isEqualTo(5);
        assertThat(observations.negativeEntries()).isEqualTo(1);
        assertThat(observations.emptyObservations()).isEqualTo(1);
        assertThat(observations.emptyPixels()).isEqualTo(1);
        assertThat(observations.uniform()).isFalse();
        assertThat(observations.weightedSquares()).as("in units of 2²").isEqualTo((1 + 1 + 4 + 9) / 4.0);
    }

    /** Data of several hundred pixels, some below zero, of which one pixel has this weight. */
    private static Observations withPixel(final double weight, final boolean weighted) {
        final Random random = new Random(11);
        final ObservationsBuilder builder = Observations.builder(701);
        for (int j = 0; j < 5; j++) {
            final double[] x = random.doubles(701, -1, 2).toArray();
            final double[] v = random.doubles(701, 0.5, 1).toArray();
            // in the middle: zeros at the ends are not part of what is observed
            x[300] = 0;
            v[300] = weight;
            if (!weighted) {
                Arrays.fill(v, 1);
                x[300] = weight == 0 ? Double.NaN : 0;
            }
            builder.add(x, weighted ? v : null);
        }
        return builder.build();
    }

    @Test
    public void anObservationWithAnIgnoredEntryIsReadAsOneWithout() {
        for (final boolean weighted : new boolean[]{true, false}) {
            final Observations without = withPixel(1e-9, weighted);
            final Observations with = withPixel(0, weighted);
            assertThat(with.negativeEntries()).isEqualTo(without.negativeEntries()).isGreaterThan(1000);
            assertThat(with.minimum()).isEqualTo(without.minimum()).isLessThan(-0.4);
            assertThat(with.dataExponent()).isEqualTo(without.dataExponent());
            assertThat(with.weightExponent()).isEqualTo(without.weightExponent());
            assertThat(with.weightedSquares()).isEqualTo(without.weightedSquares());
            assertThat(with.observedCount(3)).isEqualTo(700);
            assertThat(without.observedCount(3)).isEqualTo(701);
            assertThat(with.pixelObserved(300)).isFalse();
            assertThat(without.pixelObserved(300)).isTrue();
            assertThat(with.uniform()).isFalse();
            assertThat(without.uniform()).isEqualTo(!weighted);
        }
    }

    @Test
    public void negativeValuesAreUsedClippedIgnoredOrRefused() {
        final double[] x = {1, -2, 3};
        assertThat(build(NegativeValues.AS_IS, x).minimum()).as("in units of 2").isEqualTo(-1);
        final Observations clipped = build(NegativeValues.CLIP, x);
        assertThat(clipped.minimum()).isZero();
        assertThat(clipped.alteredEntries()).isEqualTo(1);
        assertThat(clipped.observedEntries()).isEqualTo(3);
        final Observations ignored = build(NegativeValues.WEIGHT_ZERO, x);
        assertThat(ignored.minimum()).isEqualTo(0.5);
        assertThat(ignored.alteredEntries()).isEqualTo(1);
        assertThat(ignored.observedEntries()).isEqualTo(2);
        assertThatThrownBy(() -> build(NegativeValues.REFUSE, x)).isInstanceOf(BadEntryException.class)
            .hasMessageContaining("observation 0, pixel 1").hasMessageContaining("-2.0");
    }

    private static Observations build(final NegativeValues negativeValues, final double[] x) {
        return Observations.builder(x.length).negativeValues(negativeValues).add(x, null).build();
    }

    @Test
    public void badEntriesAreRefusedWithTheirPlace() {
        assertBad(new double[]{1, Double.POSITIVE_INFINITY}, new double[]{1, 1}, "the value is Infinity");
        assertBad(new double[]{1, Double.NaN}, new double[]{1, 2}, "the value is NaN");
        assertBad(new double[]{1, 1}, new double[]{1, -2}, "the weight is -2.0");
        assertBad(new double[]{1, 1}, new double[]{1, Double.NaN}, "the weight is NaN");
    }

    private static void assertBad(final double[] x, final double[] v, final String message) {
        assertThatThrownBy(() -> Observations.builder(2).add(new double[2], null).add(x, v))
            .isInstanceOf(BadEntryException.class).hasMessageContaining("observation 1, pixel 1")
            .hasMessageContaining(message);
    }

    @Test
    public void wrongShapesAreRefusedWithBothNumbers() {
        assertThatThrownBy(() -> Observations.builder(3).add(new double[2], null)).hasMessageContaining("2 values")
            .hasMessageContaining("3 are expected");
        assertThatThrownBy(() -> Observations.builder(0)).hasMessageContaining("0 pixels");
        assertThatThrownBy(() -> Observations.builder(3).build()).hasMessageContaining("no observations");
        assertThatThrownBy(() -> Observations.of(new double[2][3], new double[1][3]))
            .hasMessageContaining("weights for 1").hasMessageContaining("data for 2");
    }

    @Test
    public void moreThanTheHeapHoldsIsRefusedAfterTheFirstFewWithNumbersAndTheAlternative() {
        final long tooMany = Runtime.getRuntime().maxMemory() / (8 * 1000) * 2;
        final ObservationsBuilder builder = Observations.builder(1000).expect(tooMany);
        final double[] x = new double[1000];
        assertThatThrownBy(() -> {
            for (int j = 0; j < 1000; j++) {
                builder.add(x, null);
            }
        }).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("GiB").hasMessageContaining("float32")
            .hasMessageContaining("-Xmx").hasMessageContaining(Long.toString(tooMany));
    }

    @Test
    public void inputsAreNeitherModifiedNorKept() {
        final double[] x = {1, -2, Double.NaN};
        final double[] v = {1, 0.5, 0};
        final ObservationsBuilder builder = Observations.builder(3).negativeValues(NegativeValues.CLIP).add(x, v);
        assertThat(x).containsExactly(1, -2, Double.NaN);
        assertThat(v).containsExactly(1, 0.5, 0);
        x[0] = 77;
        final double[] data = new double[3];
        builder.build().copy(0, data, new double[3]);
        assertThat(data[0]).isEqualTo(1);
    }

    @Test
    public void someObservationsAreWhatTheyWereAmongAll() {
        final double[][] x = {{1, -2, Double.NaN}, {4, 5, 6}, {-1e-20, 8, Double.NaN}};
        final Observations some = Observations.of(x, null).select(2, 0);
        final double[] values = new double[3];
        final double[] weights = new double[3];
        some.copy(0, values, weights);
        assertThat(values).containsExactly(-1e-20, 8, Double.NaN);
        some.copy(1, values, weights);
        assertThat(values).containsExactly(1, -2, Double.NaN);
        assertThat(weights).containsExactly(1, 1, 0);
        assertThat(some.count()).isEqualTo(2);
        assertThat(Math.scalb(some.minimum(), some.dataExponent())).isEqualTo(-2);
        assertThat(some.negativeEntries()).isEqualTo(2);
        assertThat(some.emptyPixels()).isEqualTo(1);
        assertThat(some.observedEntries()).isEqualTo(4);
        assertThat(Math.scalb(some.weightedSquares(), 2 * some.dataExponent())).isEqualTo(1 + 4 + 64);
        assertThatIllegalArgumentException().isThrownBy(() -> Observations.of(x, null).select());
    }
}
